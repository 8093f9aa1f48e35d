"""A publication is asked for, approved, due at a time, and carried out exactly once."""

import datetime as dt

import pytest

from forms_engine.definition import Definition
from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.repeating import run_due
from rathaus.people.models import User
from rathaus.people.permissions import NotAllowed
from rathaus.processes import releasing
from rathaus.processes.drafting import replace_working_copy
from rathaus.processes.models import Process, Release, Version
from rathaus.processes.publishing import NotPublishable
from rathaus.processes.trying import trial_version
from tests import cast, factories

NOW = cast.NOW
LATER = NOW + dt.timedelta(days=3)
MUCH_LATER = NOW + dt.timedelta(days=30)
FIRST = factories.make_definition()
SECOND = factories.make_definition(summary="Jetzt auch für Katzen.")
BROKEN = factories.make_definition(routing=[{"to": ["nobody"]}])


@pytest.fixture
def process(in_frankfurt: City) -> Process:
    return factories.make_working_copy(in_frankfurt)


@pytest.fixture
def designer(in_frankfurt: City) -> User:
    return factories.make_designer(in_frankfurt)


@pytest.fixture
def approver(in_frankfurt: City) -> User:
    return factories.make_designer(in_frankfurt, role="approver")


@pytest.fixture
def another(in_frankfurt: City) -> User:
    return factories.make_designer(in_frankfurt, role="approver", email="zwei@frankfurt.example")


@pytest.fixture
def _two(in_frankfurt: City) -> None:
    releasing.demand_two(in_frankfurt, is_demanded=True)


def now_of(process: Process) -> Process:
    return Process.objects.select_related("published").get(pk=process.pk)


def asked(process: Process, by: User, *, definition: Definition = FIRST, **more) -> Release:
    return releasing.ask_for(process, definition=definition, by=by, at=NOW, **more)


def test_what_was_asked_for_goes_online_once_another_person_approves(process, designer, approver):
    release = asked(process, designer, note="Erste Fassung")
    assert now_of(process).published is None

    release = releasing.approve(release, by=approver, at=LATER)

    version = now_of(process).published
    assert (release.state, release.version, release.decided_by) == ("published", version, approver)
    assert (version.number, version.note, version.published_by) == (1, "Erste Fassung", approver)
    assert version.published_at == LATER


def test_approved_is_what_was_looked_at_and_newer_work_stays_in_hand(process, designer, approver):
    release = asked(process, designer)
    replace_working_copy(process, SECOND, by=designer, at=NOW)

    releasing.approve(release, by=approver, at=LATER)

    assert now_of(process).published.definition == FIRST
    assert now_of(process).working == SECOND


def test_a_working_copy_that_is_now_online_is_forgotten(process, approver):
    releasing.publish_now(process, definition=FIRST, by=approver, at=NOW)

    assert now_of(process).working is None


def test_a_figure_that_was_set_meanwhile_is_kept_for_the_next_version(process, designer, approver):
    release = asked(process, designer)
    Process.objects.filter(pk=process.pk).update(parameters={"fee": "9.00"})

    releasing.approve(release, by=approver, at=LATER)

    assert now_of(process).parameters == {"fee": "9.00"}
    assert "fee" not in now_of(process).published.parameters


@pytest.mark.usefixtures("_two")
def test_where_two_are_wanted_nobody_publishes_alone(process, approver, another):
    for publish in (
        lambda: releasing.publish_now(process, definition=FIRST, by=approver, at=NOW),
        lambda: releasing.schedule(process, definition=FIRST, by=approver, at=NOW, due_at=LATER),
    ):
        with pytest.raises(NotAllowed, match="nur zu zweit"):
            publish()
    release = asked(process, approver)
    with pytest.raises(NotAllowed, match="eine andere Person"):
        releasing.approve(release, by=approver, at=NOW)

    assert releasing.approve(release, by=another, at=NOW).state == "published"


def test_where_one_is_enough_an_approver_may_approve_what_they_asked_for(process, approver):
    assert releasing.approve(asked(process, approver), by=approver, at=NOW).state == "published"


def test_a_designer_asks_and_does_no_more(process, designer):
    release = asked(process, designer)
    for publish in (
        lambda: releasing.approve(release, by=designer, at=NOW),
        lambda: releasing.decline(release, by=designer, at=NOW, reason="Nein"),
        lambda: releasing.publish_now(process, definition=FIRST, by=designer, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            publish()

    assert now_of(process).published is None


def test_somebody_of_another_city_does_nothing_here(process, designer, wiesbaden):
    stranger = factories.make_designer(wiesbaden, role="approver")
    release = asked(process, designer)

    with pytest.raises(NotAllowed):
        releasing.approve(release, by=stranger, at=NOW)
    with pytest.raises(NotAllowed):
        releasing.withdraw(release, by=stranger, at=NOW)


def test_who_declines_says_why_and_the_working_copy_stays(process, designer, approver):
    release = asked(process, designer)
    with pytest.raises(releasing.NotNow):
        releasing.decline(release, by=approver, at=NOW, reason="  ")

    release = releasing.decline(release, by=approver, at=NOW, reason="Die Gebühr stimmt nicht.")

    assert (release.state, release.reason) == ("declined", "Die Gebühr stimmt nicht.")
    assert now_of(process).working == FIRST
    assert releasing.open_release(process) is None
    assert releasing.last_release(process) == release


def test_who_asked_may_withdraw_and_nothing_is_decided_twice(process, designer, approver):
    release = asked(process, designer)

    releasing.withdraw(release, by=designer, at=NOW)

    for step in (releasing.approve, releasing.withdraw):
        with pytest.raises(releasing.NotNow, match="zurückgezogen"):
            step(release, by=approver, at=NOW)
    assert asked(process, designer).state == "asked"


def test_only_one_publication_is_on_its_way(process, designer, approver):
    asked(process, designer)

    with pytest.raises(releasing.NotNow, match="schon unterwegs"):
        releasing.publish_now(process, definition=SECOND, by=approver, at=NOW)
    assert now_of(process).published is None


def test_what_has_errors_is_not_even_asked_for(process, designer):
    with pytest.raises(NotPublishable):
        asked(process, designer, definition=BROKEN)
    assert releasing.open_release(process) is None


def test_nothing_is_planned_for_the_past(process, approver):
    with pytest.raises(releasing.NotNow, match="Vergangenheit"):
        releasing.schedule(process, definition=FIRST, by=approver, at=NOW, due_at=NOW)


def test_what_is_planned_goes_online_at_its_time_although_no_worker_ran_then(process, approver):
    releasing.schedule(process, definition=FIRST, by=approver, at=NOW, due_at=LATER)
    assert releasing.carry_out_due(at=LATER - dt.timedelta(seconds=1)) == 0

    with for_city(ALL_CITIES):
        assert releasing.carry_out_due(at=MUCH_LATER) == 1

    version = now_of(process).published
    assert (version.number, version.published_at) == (1, MUCH_LATER)


def test_what_is_planned_goes_online_once_however_often_workers_try(process, approver):
    release = releasing.schedule(process, definition=FIRST, by=approver, at=NOW, due_at=LATER)

    with for_city(ALL_CITIES):
        done = [releasing.carry_out_due(at=LATER) for _ in range(3)]
    # A second worker that had read the row before the first was done.
    assert not releasing._carry_out_planned(release, at=LATER)

    assert done == [1, 0, 0]
    assert Version.objects.count() == 1


def test_the_sweep_puts_online_what_is_due(process, approver):
    releasing.schedule(process, definition=FIRST, by=approver, at=NOW, due_at=LATER)

    run_due(at=LATER)

    assert now_of(process).is_online


def test_what_cannot_go_online_at_its_time_fails_with_the_reason_and_stops_no_other(
    process, approver, in_frankfurt
):
    broken = releasing.schedule(process, definition=FIRST, by=approver, at=NOW, due_at=LATER)
    Release.objects.filter(pk=broken.pk).update(definition=BROKEN)
    other = factories.make_working_copy(in_frankfurt)
    releasing.schedule(other, definition=FIRST, by=approver, at=NOW, due_at=LATER)

    with for_city(ALL_CITIES):
        assert releasing.carry_out_due(at=LATER) == 1

    broken.refresh_from_db()
    assert (broken.state, "nobody" in broken.reason) == ("failed", True)
    assert now_of(other).is_online
    assert not now_of(process).is_online


def test_what_was_approved_for_a_time_waits_for_it(process, designer, approver):
    release = releasing.approve(asked(process, designer, due_at=LATER), by=approver, at=NOW)
    assert (release.state, now_of(process).published) == ("planned", None)

    with for_city(ALL_CITIES):
        releasing.carry_out_due(at=LATER)

    assert now_of(process).published.published_by == approver


def test_what_is_approved_after_its_time_goes_online_at_once(process, designer, approver):
    release = asked(process, designer, due_at=LATER)

    assert releasing.approve(release, by=approver, at=MUCH_LATER).state == "published"


def test_what_one_alone_planned_waits_for_approval_once_two_are_wanted(
    process, approver, another, in_frankfurt
):
    release = releasing.schedule(process, definition=FIRST, by=approver, at=NOW, due_at=LATER)

    assert releasing.demand_two(in_frankfurt, is_demanded=True) == 1

    with for_city(ALL_CITIES):
        assert releasing.carry_out_due(at=LATER) == 0
    assert releasing.approve(release, by=another, at=MUCH_LATER).state == "published"


def test_an_old_version_goes_online_again_under_a_new_number(process, approver):
    for definition in (FIRST, SECOND, FIRST):
        releasing.publish_now(process, definition=definition, by=approver, at=NOW)

    versions = Version.objects.order_by("number")
    assert [(each.number, each.definition == FIRST) for each in versions] == [
        (1, True), (2, False), (3, True),
    ]  # fmt: skip
    assert Release.objects.filter(state="published").count() == 3


def test_versions_that_were_only_tried_out_are_not_counted(process, approver):
    trial_version(process, at=NOW)
    releasing.publish_now(process, definition=FIRST, by=approver, at=NOW)
    replace_working_copy(now_of(process), SECOND, by=approver, at=NOW)
    trial_version(now_of(process), at=NOW)

    releasing.publish_now(process, definition=SECOND, by=approver, at=NOW)

    assert now_of(process).published.number == 2
