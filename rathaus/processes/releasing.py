"""Carries a publication through: asked for, approved, due at a time, and done exactly once."""

import copy
import datetime as dt
import logging
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Definition
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.outbox.recording import record
from rathaus.people.models import User
from rathaus.people.permissions import NotAllowed, check_may_design, check_may_publish
from rathaus.processes.demands import NotReady, check_demands
from rathaus.processes.models import Process, Release, Version
from rathaus.processes.publishing import NotPublishable, check_publishable, publish

logger = logging.getLogger(__name__)

State = Release.State
OPEN: Final = (State.ASKED, State.PLANNED)
_LONGEST: Final = 2000
# So many are carried out in one round; the next round takes the rest.
_BATCH: Final = 50


class NotNow(Exception):
    """The publication cannot take this step now; the message is for who wanted it."""


@transaction.atomic
def ask_for(
    process: Process,
    *,
    definition: Definition,
    by: User,
    at: dt.datetime,
    note: str = "",
    due_at: dt.datetime | None = None,
) -> Release:
    """
    Ask for the approval of exactly this definition, to go online then or at a time.

    :raises NotAllowed: if the person does not design here.
    :raises NotPublishable: if the check list holds an error.
    :raises NotNow: if another publication is on its way, or the time is over.
    :raises NotReady: if something is missing in this city.
    """
    check_may_design(by)
    release = _begin(process, definition, by=by, at=at, note=note, due_at=due_at)
    record("release.asked", subject_id=release.pk, at=at)
    return release


@transaction.atomic
def publish_now(
    process: Process, *, definition: Definition, by: User, at: dt.datetime, note: str = ""
) -> Release:
    """
    Put this definition online without asking anybody.

    :raises NotAllowed: if the person does not approve here, or the city wants two for it.
    :raises NotPublishable: if the check list holds an error.
    :raises NotNow: if another publication is on its way.
    :raises NotReady: if something is missing in this city.
    """
    _check_alone(process, by)
    release = _begin(process, definition, by=by, at=at, note=note)
    _decide(release, by=by, at=at)
    return _carry_out(release, at=at)


@transaction.atomic
def schedule(
    process: Process,
    *,
    definition: Definition,
    by: User,
    at: dt.datetime,
    due_at: dt.datetime,
    note: str = "",
) -> Release:
    """
    Put this definition online at a time, without asking anybody.

    :raises NotAllowed: if the person does not approve here, or the city wants two for it.
    :raises NotPublishable: if the check list holds an error.
    :raises NotNow: if another publication is on its way, or the time is over.
    :raises NotReady: if something is missing in this city.
    """
    _check_alone(process, by)
    release = _begin(process, definition, by=by, at=at, note=note, due_at=due_at)
    _decide(release, by=by, at=at)
    return _move(release, State.PLANNED)


@transaction.atomic
def approve(release: Release, *, by: User, at: dt.datetime) -> Release:
    """
    Approve what was asked for: it goes online now, or at its time.

    :raises NotAllowed: if the person does not approve here, or asked for it where two are wanted.
    :raises NotPublishable: if the check list holds an error by now.
    :raises NotNow: if it was decided or withdrawn meanwhile.
    :raises NotReady: if something is missing in this city by now.
    """
    release = _locked(release, State.ASKED)
    check_may_publish(by)
    if needs_two(release.process) and release.asked_by_id == by.pk:
        raise NotAllowed(_("Sie haben um die Freigabe gebeten. Freigeben muss eine andere Person."))
    _decide(release, by=by, at=at)
    record("release.decided", subject_id=release.pk, at=at)
    if release.due_at and release.due_at > at:
        check_publishable(release.definition)
        _check_ready(release)
        return _move(release, State.PLANNED)
    return _carry_out(release, at=at)


@transaction.atomic
def decline(release: Release, *, by: User, at: dt.datetime, reason: str) -> Release:
    """
    Decline what was asked for; the working copy stays, so that it can be put right.

    :raises NotAllowed: if the person does not approve here.
    :raises NotNow: if no reason is given, or it was decided or withdrawn meanwhile.
    """
    release = _locked(release, State.ASKED)
    check_may_publish(by)
    reason = reason.strip()[:_LONGEST]
    if not reason:
        raise NotNow(_("Schreiben Sie, warum Sie ablehnen."))
    _decide(release, by=by, at=at)
    release.reason = reason
    record("release.decided", subject_id=release.pk, at=at)
    return _move(release, State.DECLINED)


@transaction.atomic
def withdraw(release: Release, *, by: User, at: dt.datetime) -> Release:
    """
    Stop a publication that is on its way.

    :raises NotAllowed: if the person neither asked for it nor approves here.
    :raises NotNow: if it was decided or withdrawn meanwhile.
    """
    release = _locked(release, *OPEN)
    if release.asked_by_id != by.pk:
        check_may_publish(by)
    _decide(release, by=by, at=at)
    return _move(release, State.WITHDRAWN)


def carry_out_due(*, at: dt.datetime) -> int:
    """
    Put online everything whose time has come, in all cities; each once, however often we try.

    What is not publishable or lacks something by now fails and says why; what fails otherwise is
    tried again.
    """
    due = Release.objects.filter(state=State.PLANNED, due_at__lte=at).order_by("due_at", "pk")
    done = 0
    for release in due.select_related("city")[:_BATCH]:
        try:
            with for_city(release.city):
                done += _carry_out_planned(release, at=at)
        except Exception:
            logger.exception("Release %s was not carried out", release.pk)
    return done


@transaction.atomic
def _carry_out_planned(release: Release, *, at: dt.datetime) -> bool:
    try:
        release = _locked(release, State.PLANNED)
    except NotNow:
        return False
    try:
        _carry_out(release, at=at)
    except NotPublishable as refused:
        return _fail(release, [finding.text for finding in refused.findings], at=at)
    except NotReady as refused:
        return _fail(release, [str(unmet.sentence) for unmet in refused.unmet], at=at)
    return True


def _fail(release: Release, reasons: list[str], *, at: dt.datetime) -> bool:
    release.reason = "\n".join(reasons)[:_LONGEST]
    record("release.decided", subject_id=release.pk, at=at)
    _move(release, State.FAILED)
    return False


@transaction.atomic
def demand_two(city: City, *, is_demanded: bool) -> int:
    """
    Say whether publishing takes two here; what nobody else approved yet waits for approval then.

    Returns how many planned publications wait again.
    """
    City.objects.filter(pk=city.pk).update(publishing_needs_two=is_demanded)
    city.publishing_needs_two = is_demanded
    if not is_demanded:
        return 0
    planned = Release.objects.select_for_update().filter(city=city, state=State.PLANNED)
    alone = [each.pk for each in planned if each.decided_by_id in {None, each.asked_by_id}]
    return Release.objects.filter(pk__in=alone).update(
        state=State.ASKED, decided_by=None, decided_at=None
    )


def needs_two(process: Process) -> bool:
    """Say whether publishing takes two people in the city of a process."""
    return City.objects.values_list("publishing_needs_two", flat=True).get(pk=process.city_id)


def open_release(process: Process) -> Release | None:
    """Return the publication that is on its way, if there is one."""
    rows = process.releases.select_related("asked_by", "decided_by")
    return rows.filter(state__in=OPEN).first()


def last_release(process: Process) -> Release | None:
    """Return the publication that was asked for last, whatever became of it."""
    rows = process.releases.select_related("asked_by", "decided_by", "version")
    return rows.order_by("-asked_at").first()


def _check_alone(process: Process, by: User) -> None:
    check_may_publish(by)
    if needs_two(process):
        raise NotAllowed(
            _("Ihre Stadt veröffentlicht nur zu zweit. Bitten Sie eine andere Person um Freigabe.")
        )


def _begin(
    process: Process,
    definition: Definition,
    *,
    by: User,
    at: dt.datetime,
    note: str = "",
    due_at: dt.datetime | None = None,
) -> Release:
    check_publishable(definition)
    process = Process.objects.select_for_update().get(pk=process.pk)
    check_demands(process, definition)
    if process.releases.filter(state__in=OPEN).exists():
        raise NotNow(_("Eine Veröffentlichung ist schon unterwegs. Entscheiden Sie erst darüber."))
    if due_at is not None and due_at <= at:
        raise NotNow(_("Der Zeitpunkt liegt in der Vergangenheit."))
    return Release.objects.create(
        city_id=process.city_id,
        process=process,
        definition=definition,
        parameters=process.parameters,
        base_digest=process.base_digest,
        revision=process.revision,
        note=note[:_LONGEST],
        due_at=due_at,
        asked_by=by,
        asked_at=at,
    )


def _locked(release: Release, *states: State) -> Release:
    """Return the newest state of a release, which nobody else changes until we are done."""
    # The process first, as everywhere, so that nobody waits for one another in a circle.
    Process.objects.select_for_update().get(pk=release.process_id)
    newest = Release.objects.select_for_update().get(pk=release.pk)
    if newest.state not in states:
        raise NotNow(
            _("Darüber ist inzwischen entschieden: %(state)s.")
            % {"state": newest.get_state_display()}
        )
    return newest


def _decide(release: Release, *, by: User, at: dt.datetime) -> None:
    release.decided_by, release.decided_at = by, at


def _carry_out(release: Release, *, at: dt.datetime) -> Release:
    """Publish exactly what was looked at; what the city set since is kept for the next time."""
    process = release.process
    release.version = _published(process, release, at=at)
    return _move(release, State.PUBLISHED)


def _check_ready(release: Release) -> None:
    """Let through what lacks nothing, with the values that it was asked for with."""
    as_asked = copy.copy(release.process)
    as_asked.parameters = release.parameters
    check_demands(as_asked, release.definition)


def _published(process: Process, release: Release, *, at: dt.datetime) -> Version:
    _check_ready(release)
    in_hand: dict[str, Any] = Process.objects.values_list("parameters", flat=True).get(
        pk=process.pk
    )
    version = publish(
        process,
        definition=release.definition,
        parameters=release.parameters,
        by=release.decided_by,
        at=at,
        note=release.note,
        base=release.base_digest,
    )
    Process.objects.filter(pk=process.pk).update(parameters=in_hand)
    return version


def _move(release: Release, state: State) -> Release:
    release.state = state
    release.save(update_fields=["state", "decided_by", "decided_at", "reason", "version"])
    return release
