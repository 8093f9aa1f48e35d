"""A submission becomes one case, on the desk that the rules name."""

import datetime as dt
import uuid

import pytest

from rathaus.applications.models import Submission
from rathaus.cases import opening
from rathaus.cases.deadlines import due_on
from rathaus.cases.models import Case, HistoryRow
from rathaus.cities.models import Department
from rathaus.cities.scope import for_city
from rathaus.outbox.models import Event
from rathaus.outbox.registry import listeners_of
from tests import cast, factories


def test_a_case_lies_on_the_desk_that_the_rule_names(in_frankfurt, now):
    office = factories.make_department(in_frankfurt, key="dogs", name="Hundeamt")
    version = factories.make_version(in_frankfurt, roles={"tax_office": "dogs"})
    submission = factories.make_submission(version)

    case = opening.open_for(submission.pk, at=now)

    (row,) = HistoryRow.objects.all()
    assert (case.department, case.state) == (office, "received")
    assert (case.reference, case.submitted_at) == (submission.number, submission.submitted_at)
    assert case.due_on == dt.date(2026, 12, 7)
    assert (row.kind, row.by, row.text) == ("opened", None, "Zuständig: Hundeamt")
    assert Event.objects.get(name="case.opened").subject_id == case.pk


def test_told_twice_is_opened_once(in_frankfurt, now):
    submission = factories.make_submission(factories.make_version(in_frankfurt))

    first = opening.open_for(submission.pk, at=now)
    second = opening.open_for(submission.pk, at=now + dt.timedelta(hours=1))

    assert first == second
    assert Case.objects.count() == 1
    assert HistoryRow.objects.count() == 1
    assert Event.objects.filter(name="case.opened").count() == 1


def test_the_listener_hears_of_submissions(in_frankfurt):
    submission = factories.make_submission(factories.make_version(in_frankfurt))

    listeners_of("submission.received")["cases.listeners.open_a_case"].tell(submission.pk)

    assert Case.objects.get().submission == submission


@pytest.mark.parametrize("roles", [{"tax_office": "no-such-office"}, {"another": "tax_office"}])
def test_a_role_without_a_department_goes_to_the_fallback_and_says_so(in_frankfurt, now, roles):
    submission = factories.make_submission(factories.make_version(in_frankfurt, roles=roles))

    case = opening.open_for(submission.pk, at=now)

    assert case.department.is_fallback
    assert case.due_on == dt.date(2026, 12, 7)
    assert HistoryRow.objects.get().text == (
        "Keinem Amt zugeordnet: tax_office – Auffangstelle: Steueramt"
    )


def test_no_rule_goes_to_the_fallback_within_four_weeks(in_frankfurt, now):
    definition = factories.make_definition(routing=[])
    submission = factories.make_submission(
        factories.make_version(in_frankfurt, definition=definition)
    )

    case = opening.open_for(submission.pk, at=now)

    assert case.department.is_fallback
    assert case.due_on == dt.date(2026, 12, 21)
    assert HistoryRow.objects.get().text == "Keine Regel passte – Auffangstelle: Steueramt"


def test_the_first_of_several_roles_that_has_a_department_is_in_charge(in_frankfurt, now):
    definition = factories.make_definition(
        roles={"vet": {"label": "Veterinäramt"}, "tax_office": {"label": "Steueramt"}},
        routing=[{"to": ["vet", "tax_office"]}],
    )
    version = factories.make_version(in_frankfurt, definition=definition)

    case = opening.open_for(factories.make_submission(version).pk, at=now)

    assert case.department == Department.objects.get(key="tax_office")


def test_a_department_of_another_city_is_never_in_charge(frankfurt, wiesbaden, now):
    factories.make_department(wiesbaden, key="only-there")
    version = factories.make_version(frankfurt, roles={"tax_office": "only-there"})
    submission = factories.make_submission(version)

    with for_city(frankfurt):
        case = opening.open_for(submission.pk, at=now)

        assert case.department.city == frankfurt


def test_another_city_opens_nothing(frankfurt, wiesbaden, now):
    submission = factories.make_submission(factories.make_version(frankfurt))

    with for_city(wiesbaden), pytest.raises(Submission.DoesNotExist):
        opening.open_for(submission.pk, at=now)


def test_what_was_never_submitted_opens_nothing(in_frankfurt, now):
    with pytest.raises(Submission.DoesNotExist):
        opening.open_for(uuid.uuid4(), at=now)


@pytest.mark.parametrize(
    ("days", "day"),
    [
        (4, dt.date(2026, 11, 27)),
        (5, dt.date(2026, 11, 30)),
        (6, dt.date(2026, 11, 30)),
        (0, dt.date(2026, 11, 23)),
        (None, dt.date(2026, 12, 21)),
    ],
)
def test_a_day_on_a_weekend_moves_to_the_monday(days, day):
    assert due_on(received_at=cast.NOW, days=days) == day


def test_the_day_of_arrival_is_the_citys_day_and_not_that_of_greenwich():
    late = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)

    assert due_on(received_at=late, days=1) == dt.date(2026, 11, 25)
