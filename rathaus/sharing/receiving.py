"""Takes a parcel in: from then on its processes stand on the shelf of every city."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.examples_file import comparable
from rathaus.processes.models import Process
from rathaus.sharing.chain import links, written
from rathaus.sharing.models import Document, ForeignProcess, ForeignVersion, Installation
from rathaus.sharing.opening import Opened, moment, open_parcel
from rathaus.sharing.refusing import Refused

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Arrived:
    """
    What became of one process of a parcel.

    :param numbers: the versions that were not known before.
    """

    process: ForeignProcess
    is_new: bool
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Received:
    """
    What became of a parcel.

    :param sender: who signed it; None if it was made here, so that nothing was to be done.
    """

    sender: Installation | None
    arrived: tuple[Arrived, ...]

    @property
    def news(self) -> list[Arrived]:
        """Return the processes of which something was new."""
        return [each for each in self.arrived if each.numbers]


def receive(
    content: bytes,
    *,
    at: dt.datetime,
    sender: Installation | None = None,
    only: UUID | None = None,
) -> Received:
    """
    Take in a signed file with everything in it, or nothing.

    :param sender: who must have signed it, where that is known.
    :param only: the one process that it must hold, where that is known.
    :raises Refused: if it is not whole, not by somebody we trust, or says otherwise than before.
    """
    # Outside of the transaction: to judge what was sent takes longer than to keep it.
    opened = open_parcel(content)
    ids = [process["id"] for process in opened.document["processes"]]
    if (sender and opened.sender != sender) or (only and ids != [str(only)]):
        raise Refused("not-asked-for")
    if opened.sender is None:
        return Received(None, ())
    return _keep(opened, opened.sender, at=at)


@transaction.atomic
def _keep(opened: Opened, sender: Installation, *, at: dt.datetime) -> Received:
    # One parcel of an installation after the other: two at once would write the same versions.
    locked = Installation.objects.select_for_update().filter(pk=sender.pk).first()
    if locked is None or locked.public_key != sender.public_key:
        key = opened.document["from"]
        raise Refused("not-trusted", name=key["name"], key=key["key"][:12])
    definitions = opened.document["definitions"]
    documents = [Document(digest=digest, body=body) for digest, body in definitions.items()]
    Document.objects.bulk_create(documents, ignore_conflicts=True)
    arrived = [
        _keep_process(told, definitions, sender=sender, at=at)
        for told in opened.document["processes"]
    ]
    news = sum(len(each.numbers) for each in arrived)
    logger.info("Parcel of installation %s: %s versions are new.", sender.pk, news)
    return Received(sender, tuple(arrived))


def _keep_process(
    told: Mapping[str, Any],
    definitions: Mapping[str, Any],
    *,
    sender: Installation,
    at: dt.datetime,
) -> Arrived:
    process = ForeignProcess.objects.filter(pk=told["id"]).select_related("installation").first()
    _check_owner(told, process, sender)
    known = list(process.versions.order_by("number")) if process else []
    _check_history(told, known)
    is_news = not known or told["versions"][-1]["number"] >= known[-1].number
    if process is None or is_news:
        process = _told_now(told, process or ForeignProcess(pk=UUID(told["id"])), sender, at=at)
    numbers = {version.number for version in known}
    fresh = [version for version in told["versions"] if version["number"] not in numbers]
    ForeignVersion.objects.bulk_create(
        ForeignVersion(
            process=process,
            number=version["number"],
            digest=version["digest"],
            document_id=version["digest"] if version["digest"] in definitions else None,
            published_at=moment(version["published_at"]),
            note=version["note"],
        )
        for version in fresh
    )
    for version in known:
        # It may have come as a digest only before.
        if version.document_id is None and version.digest in definitions:
            ForeignVersion.objects.filter(pk=version.pk).update(document=version.digest)
    return Arrived(process, not known, tuple(version["number"] for version in fresh))


def _told_now(
    told: Mapping[str, Any], process: ForeignProcess, sender: Installation, *, at: dt.datetime
) -> ForeignProcess:
    process.installation = sender
    process.city_name = told["city"]
    for name in ("title", "summary", "category", "words"):
        setattr(process, name, told[name])
    process.examples = comparable(told["examples"])
    process.received_at = at
    process.is_gone = False
    process.save()
    return process


def _check_owner(
    told: Mapping[str, Any], process: ForeignProcess | None, sender: Installation
) -> None:
    """Let nobody speak for a process of somebody else."""
    who = {"title": told["title"], "name": sender.name}
    if process is not None and process.installation_id != sender.pk:
        raise Refused("of-another", owner=process.installation.name, **who)
    with for_city(ALL_CITIES):
        if Process.objects.filter(pk=told["id"]).exists():
            raise Refused("of-ours", **who)


def _check_history(told: Mapping[str, Any], known: list[ForeignVersion]) -> None:
    """Let what is known stay as it is: one history begins the other, link by link."""
    rows = [
        {
            "number": version.number,
            "digest": version.digest,
            "note": version.note,
            "published_at": written(version.published_at),
        }
        for version in known
    ]
    theirs = [version["link"] for version in told["versions"]]
    for row, ours, link in zip(rows, links(told["id"], rows), theirs, strict=False):
        if ours != link:
            raise Refused("rewritten", title=told["title"], number=row["number"])
