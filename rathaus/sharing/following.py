"""Looks into the catalogues of other installations, and takes in what is new there."""

import datetime as dt
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.sharing.fetching import NotReached, fetch
from rathaus.sharing.listing import FORMAT, JUDGE
from rathaus.sharing.models import ForeignProcess, ForeignVersion, Installation
from rathaus.sharing.opening import open_signed
from rathaus.sharing.parcels import LARGEST
from rathaus.sharing.receiving import receive
from rathaus.sharing.refusing import Refused

logger = logging.getLogger(__name__)

# A worker that is at it for longer hangs, and is ended; what is left over is fetched next time.
_MOST_SECONDS: Final = 60
_LONGEST_ERROR: Final = 500
_NIGHT_ENDS: Final = 6
_A_NIGHT: Final = dt.timedelta(hours=12)
_TOO_LONG: Final = dt.timedelta(hours=36)


@dataclass
class Followed:
    """
    What a look into a catalogue brought.

    :param news: how many versions came in.
    :param gone: how many processes are no longer there.
    :param problems: what could not be taken in, and why; "" names the catalogue as a whole.
    :param is_complete: false where there was more than one look takes in.
    """

    news: int = 0
    gone: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    is_complete: bool = True


def follow_due(*, at: dt.datetime) -> int:
    """
    Look into every catalogue that is followed and was not looked into this night.

    :returns: how many versions came in.
    """
    until = time.monotonic() + _MOST_SECONDS
    rows = Installation.objects.filter(is_followed=True).exclude(catalogue="")
    news = 0
    for installation in rows.order_by(F("checked_at").asc(nulls_first=True), "pk"):
        if time.monotonic() > until:
            break
        if _is_due(installation, at=at):
            news += follow(installation, at=at, until=until).news
    return news


def _is_due(installation: Installation, *, at: dt.datetime) -> bool:
    """Say whether it is time: in the night once; at once if nobody ever looked, or not lately."""
    if installation.checked_at is None:
        return True
    since = at - installation.checked_at
    is_night = timezone.localtime(at).hour < _NIGHT_ENDS
    return since > _TOO_LONG or (is_night and since > _A_NIGHT)


def follow(installation: Installation, *, at: dt.datetime, until: float | None = None) -> Followed:
    """
    Look into a catalogue; what went wrong stands in what is returned and at the installation.

    :param until: when to stop and leave the rest for next time, by the monotonic clock.
    """
    until = time.monotonic() + _MOST_SECONDS if until is None else until
    followed = Followed()
    etag = installation.etag
    try:
        answer = fetch(installation.catalogue, largest=LARGEST, etag=etag)
        if answer.content is not None:
            etag = answer.etag
            entries = _entries(answer.content, installation)
            _fetch_news(installation, entries, followed, at=at, until=until)
            followed.gone = _mark_gone(installation, set(entries))
    except (NotReached, Refused) as problem:
        followed.problems[""] = str(problem)
    _note(installation, followed, etag=etag, at=at)
    return followed


def _entries(content: bytes, installation: Installation) -> dict[UUID, dict[str, Any]]:
    opened = open_signed(content, file_format=FORMAT, judge=JUDGE)
    if opened.sender != installation:
        raise Refused("not-asked-for")
    return {UUID(entry["id"]): entry for entry in opened.document["processes"]}


def _fetch_news(
    installation: Installation,
    entries: Mapping[UUID, Mapping[str, Any]],
    followed: Followed,
    *,
    at: dt.datetime,
    until: float,
) -> None:
    known = set(
        ForeignVersion.objects.filter(
            process__installation=installation, process__is_gone=False, document__isnull=False
        ).values_list("process_id", "number", "digest")
    )
    for process_id, entry in entries.items():
        if (process_id, entry["number"], entry["digest"]) in known:
            continue
        if time.monotonic() > until:
            followed.is_complete = False
            return
        address = urljoin(installation.catalogue, entry["link"])
        try:
            content = fetch(address, largest=LARGEST).content or b""
            received = receive(content, at=at, sender=installation, only=process_id)
        except (NotReached, Refused) as problem:
            followed.problems[entry["title"]] = str(problem)
        else:
            ForeignProcess.objects.filter(pk=process_id, is_gone=True).update(is_gone=False)
            followed.news += sum(len(each.numbers) for each in received.news)


def _mark_gone(installation: Installation, there: set[UUID]) -> int:
    rows = ForeignProcess.objects.filter(installation=installation, is_gone=False)
    gone = [key for key in rows.values_list("pk", flat=True) if key not in there]
    return rows.filter(pk__in=gone).update(is_gone=True)


@transaction.atomic
def _note(installation: Installation, followed: Followed, *, etag: str, at: dt.datetime) -> None:
    """Remember what came of it; with problems or more to come, all is looked at again."""
    error = "; ".join(
        f"{title}: {problem}" if title else problem for title, problem in followed.problems.items()
    )
    if not followed.is_complete:
        error = error or _("Es ist noch nicht alles da; der Rest folgt.")
    changes: dict[str, Any] = {"last_error": error[:_LONGEST_ERROR]}
    if followed.is_complete:
        changes["checked_at"] = at
        changes["etag"] = "" if followed.problems else etag
    # Not where its address or key was changed meanwhile: that is another catalogue.
    Installation.objects.filter(
        pk=installation.pk, catalogue=installation.catalogue, public_key=installation.public_key
    ).update(**changes)
    if error:
        logger.warning("Catalogue of installation %s: %s", installation.pk, error)
