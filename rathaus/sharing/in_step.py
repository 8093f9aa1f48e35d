"""Keeps a process in step with what it was taken over from: what is new there is merged in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forms_engine.editing import Edited
from forms_engine.merging import Choice, Merged, merge
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.people.models import User
from rathaus.processes.editing import definition_in_hand, edit
from rathaus.processes.models import Process, Version
from rathaus.processes.replacing import ChangedMeanwhile
from rathaus.sharing import examples
from rathaus.sharing.models import Document, Origin
from rathaus.sharing.standing import Standing, standing_of
from rathaus.sharing.upstream import UpstreamVersion, base_of


class NoUpdate(Exception):
    """There is nothing to take; the message is for who wanted it."""


class Overtaken(Exception):
    """Upstream published once more, or took back what was looked at."""

    def __init__(self) -> None:
        super().__init__(_("Inzwischen hat sich dort etwas geändert. Sehen Sie es sich noch an."))


class NotSettled(Exception):
    """Something is still to be decided; `merged` says what."""

    def __init__(self, merged: Merged) -> None:
        super().__init__("Conflicts are open.")
        self.merged = merged


class NoCommonState(Exception):
    """Nobody knows any more which document both sides began with."""


@dataclass(frozen=True)
class Announced:
    """A version that upstream published, without what it holds."""

    number: int
    digest: str
    note: str
    published_at: dt.datetime


@dataclass(frozen=True)
class Update:
    """
    What upstream published since the state that a process is in step with.

    :param versions: all of them, newest first; they are taken together.
    :param is_skipped: the city does not want this version.
    """

    standing: Standing
    newest: UpstreamVersion
    versions: list[Announced]
    is_skipped: bool

    @property
    def city_name(self) -> str:
        """Return whose process it is."""
        return self.standing.city_name


def update_for(process: Process, standing: Standing | None = None) -> Update | None:
    """
    Return what upstream published since; None if there is nothing new or nothing is offered.

    :param standing: how it stands with upstream, if somebody asked already.
    """
    standing = standing or standing_of(process)
    if standing is None or standing.newest is None:
        return None
    newest = standing.newest
    if newest.digest == process.base_digest:
        return None
    return Update(
        standing=standing,
        newest=newest,
        versions=_since(process, standing.origin, newest),
        is_skipped=standing.origin.skipped_digest == newest.digest,
    )


def _since(process: Process, origin: Origin, newest: UpstreamVersion) -> list[Announced]:
    """Return the versions since the one that a process is in step with, without definitions."""
    fields = ("number", "digest", "note", "published_at")
    if origin.foreign is not None:
        rows = list(origin.foreign.versions.order_by("-number").values_list(*fields))
    else:
        with for_city(ALL_CITIES):
            versions = Version.objects.filter(
                process=process.upstream_id, number__lte=newest.number
            )
            rows = list(versions.order_by("-number").values_list(*fields))
    found = [Announced(number or 0, *rest) for number, *rest in rows]
    for place, each in enumerate(found):
        if each.digest == process.base_digest:
            return found[:place]
    # After changing over to a successor, its newest version is what is new.
    return found[:1]


def merged_update(
    process: Process, update: Update, *, choices: Mapping[str, Choice] | None = None
) -> Merged:
    """
    Merge what is new with what was changed here; nothing is stored.

    :raises NotMergeable: if one of the three documents is in no good form.
    :raises NoCommonState: if the document that both began with is gone.
    """
    base = base_of(process)
    if base is None:
        raise NoCommonState
    return merge(base, definition_in_hand(process), update.newest.definition, choices=choices)


@transaction.atomic
def take_update(
    process: Process,
    *,
    choices: Mapping[str, Choice],
    expected_digest: str,
    expected_revision: int,
    by: User | None,
    at: dt.datetime,
) -> Edited:
    """
    Bring upstream's newest version into the working copy, as one change that can be taken back.

    Taken back, it is offered again. Where both sides are one already, only that is remembered.

    :param expected_digest: the version of upstream's that was looked at, and
        `expected_revision` the state of the process.
    :raises NoUpdate: if nothing is offered any more.
    :raises Overtaken: if it is another version by now.
    :raises ChangedMeanwhile: if somebody changed the process since.
    :raises NotSettled: if a conflict is not decided, or the result is in no good form.
    :raises NotMergeable: if one of the three documents is in no good form.
    :raises NoCommonState: if the document that both began with is gone.
    """
    locked = locked_process(process)
    update = update_for(locked)
    if update is None:
        raise NoUpdate(_("Dort gibt es nichts Neues mehr."))
    if update.newest.digest != expected_digest:
        raise Overtaken
    if locked.revision != expected_revision:
        later = locked.edits.select_related("by").filter(number__gt=expected_revision, state="done")
        raise ChangedMeanwhile(list(later.order_by("number")))
    merged = merged_update(locked, update, choices=choices)
    return bring_in(locked, update, merged, by=by, at=at)


def locked_process(process: Process) -> Process:
    """Return the newest state of a process; nobody else changes it until we are done."""
    rows = Process.objects.select_for_update(of=("self",)).select_related("published")
    return rows.get(pk=process.pk)


@transaction.atomic
def bring_in(
    process: Process, update: Update, merged: Merged, *, by: User | None, at: dt.datetime
) -> Edited:
    """
    Make what was merged the working copy of a locked process.

    :raises NotSettled: if a conflict is not decided, or the result is in no good form.
    """
    if not merged.is_settled:
        raise NotSettled(merged)
    newest, origin = update.newest, update.standing.origin
    base = base_of(process)
    found = (
        examples.of_foreign(origin.foreign)
        if origin.foreign is not None
        else examples.of_process(process.upstream_id)
    )
    examples.bring_news(
        process, origin, found, base=base or {}, definition=newest.definition, by=by, at=at
    )
    edited = edit(
        process,
        command="take_update",
        arguments={
            "document": merged.definition, "city": update.city_name, "number": newest.number,
        },
        by=by,
        at=at,
        base=newest.digest,
    )  # fmt: skip
    document = Document(digest=newest.digest, body=newest.definition)
    Document.objects.bulk_create([document], ignore_conflicts=True)
    origin.documents.add(document)
    Origin.objects.filter(pk=origin.pk).update(skipped_digest="", told_digest=newest.digest)
    return edited


def skip_update(process: Process, *, digest: str) -> None:
    """
    Remember that this city does not want a version; the next one is offered again.

    :raises Overtaken: if it is another version by now.
    """
    update = update_for(process)
    if update is None or update.newest.digest != digest:
        raise Overtaken
    Origin.objects.filter(process=process).update(skipped_digest=digest)


def unskip(process: Process) -> None:
    """Offer the version that was not wanted again."""
    Origin.objects.filter(process=process).update(skipped_digest="")


def set_automatic(process: Process, *, is_automatic: bool) -> None:
    """Say whether updates without conflicts enter the working copy by themselves."""
    Origin.objects.filter(process=process).update(is_automatic=is_automatic)


__all__ = [
    "Announced",
    "ChangedMeanwhile",
    "NoCommonState",
    "NoUpdate",
    "NotSettled",
    "Overtaken",
    "Update",
    "bring_in",
    "locked_process",
    "merged_update",
    "set_automatic",
    "skip_update",
    "take_update",
    "unskip",
    "update_for",
]
