"""Decides about a change that another city offers: what is accepted enters the working copy."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from forms_engine.definition import Definition, digest
from forms_engine.merging import Choice, Merged, NotMergeable, merge
from rathaus.cities.scope import for_city
from rathaus.outbox.recording import record
from rathaus.people.models import User
from rathaus.people.permissions import check_may_design
from rathaus.processes.editing import EditRejected, definition_in_hand, edit
from rathaus.processes.models import Process
from rathaus.sharing.giving_back import (
    CannotGiveBack,
    ChangedMeanwhile,
    check_is_open,
    locked,
)
from rathaus.sharing.models import Contribution

State = Contribution.State


class Undecided(CannotGiveBack):
    """Something is still contradictory, or nothing would be taken."""


class ReasonMissing(CannotGiveBack):
    """Whoever declines says why."""


@dataclass(frozen=True)
class Considered:
    """
    What would become of the working copy.

    :param before: the working copy as it is.
    :param seen: names that state of it.
    """

    before: Definition
    merged: Merged
    seen: str

    @property
    def takes_nothing(self) -> bool:
        """Say whether everything that is offered was left out."""
        changes, conflicts = self.merged.changes, self.merged.conflicts
        is_offered = bool(changes or conflicts)
        left = not any(each.is_taken for each in changes)
        return is_offered and left and all(each.choice == "mine" for each in conflicts)

    @property
    def takes_everything(self) -> bool:
        """Say whether the offered change is taken as it is."""
        changes, conflicts = self.merged.changes, self.merged.conflicts
        taken = all(each.is_taken for each in changes)
        return taken and all(each.choice == "theirs" for each in conflicts)


def consider(
    contribution: Contribution,
    *,
    left_out: Collection[str] = (),
    choices: Mapping[str, Choice] | None = None,
) -> Considered:
    """
    Return what accepting would make of the chosen city's working copy; nothing is changed.

    :raises Process.DoesNotExist: if it is another city's process.
    :raises Undecided: if the working copy is in no good form.
    """
    processes = Process.objects.select_related("published")
    process = processes.get(pk=contribution.upstream_id)
    return _considered(contribution, process, left_out, choices)


def _considered(
    contribution: Contribution,
    process: Process,
    left_out: Collection[str],
    choices: Mapping[str, Choice] | None,
) -> Considered:
    before = definition_in_hand(process)
    base, theirs = contribution.base.body, contribution.document.body
    try:
        merged = merge(base, before, theirs, choices=choices, left_out=left_out)
    except NotMergeable as broken:
        text = _("Ihre Arbeitsfassung enthält Fehler im Aufbau. Beheben Sie zuerst diese.")
        raise Undecided(text) from broken
    return Considered(before, merged, digest(before))


@transaction.atomic
def accept(
    contribution: Contribution,
    *,
    by: User,
    at: dt.datetime,
    left_out: Collection[str] = (),
    choices: Mapping[str, Choice] | None = None,
    seen: str = "",
    reason: str = "",
) -> Contribution:
    """
    Take the offered change, or a part of it, into the working copy; the author's city is told.

    It is one edit that can be taken back. Online changes nothing until somebody publishes.

    :param left_out: ids of changes that are not taken.
    :param choices: how conflicts are decided, see `merge`.
    :param seen: the state of the working copy that the person looked at, see `Considered`.
    :param reason: what the other city is told.
    :raises AlreadyDecided: if somebody was quicker.
    :raises ChangedMeanwhile: if the working copy is another one by now.
    :raises Undecided: if a conflict is, the result is in no good form, or nothing is taken.
    :raises NotAllowed: if the person does not design processes here.
    :raises Process.DoesNotExist: if it is offered to another city.
    """
    check_may_design(by)
    row = locked(contribution)
    processes = Process.objects.select_for_update(of=("self",)).select_related("published")
    process = processes.get(pk=row.upstream_id)
    check_is_open(row)
    considered = _considered(row, process, left_out, choices)
    if seen and seen != considered.seen:
        text = _("Inzwischen wurde an Ihrem Prozess weitergearbeitet. Sehen Sie es sich neu an.")
        raise ChangedMeanwhile(text)
    _check_is_decided(considered)
    arguments = {
        "document": considered.merged.definition,
        "title": row.title,
        "city": row.city.name,
    }
    try:
        edit(process, command="take_contribution", arguments=arguments, by=by, at=at)
    except EditRejected as refused:
        raise Undecided(_("So passt es nicht zusammen. Wählen Sie anders aus.")) from refused
    state = State.ACCEPTED if considered.takes_everything else State.PARTLY
    return _decide(row, state, reason=reason, by=by, at=at)


def _check_is_decided(considered: Considered) -> None:
    open_ones = [each for each in considered.merged.conflicts if each.choice is None]
    if open_ones:
        raise Undecided(_("Entscheiden Sie überall, wo beide Städte etwas geändert haben."))
    if not considered.merged.is_settled:
        raise Undecided(_("So passt es nicht zusammen. Wählen Sie anders aus."))
    if considered.takes_nothing:
        raise Undecided(_("So bliebe alles, wie es ist. Lehnen Sie ab und sagen Sie, warum."))


@transaction.atomic
def decline(contribution: Contribution, *, reason: str, by: User, at: dt.datetime) -> Contribution:
    """
    Decline an offered change; the author's city is told why.

    :raises ReasonMissing: if no reason is given.
    :raises AlreadyDecided: if somebody was quicker.
    :raises NotAllowed: if the person does not design processes here.
    :raises Process.DoesNotExist: if it is offered to another city.
    """
    check_may_design(by)
    row = locked(contribution)
    Process.objects.only("pk").get(pk=row.upstream_id)
    check_is_open(row)
    if not reason.strip():
        raise ReasonMissing(_("Schreiben Sie, warum Sie ablehnen."))
    return _decide(row, State.DECLINED, reason=reason.strip(), by=by, at=at)


def _decide(
    row: Contribution, state: Contribution.State, *, reason: str, by: User, at: dt.datetime
) -> Contribution:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason, by, at
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    # In the city that is told.
    with for_city(row.city):
        record("contribution.decided", subject_id=row.pk, at=at)
    return row
