"""A city is deleted only when it left with everything, and then whole."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage

from rathaus.cases.models import Case
from rathaus.cities.emptying import owned_models
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.notices.exporting import export
from rathaus.notices.parting import NotDeletable, delete_city
from rathaus.outbox.models import Delivery
from rathaus.people.leaving import NotClosed, close, reopen
from rathaus.people.models import Membership, User
from tests import cast, factories, full_city

DAY = dt.timedelta(days=1)


@pytest.fixture
def operator(db):
    return factories.make_user("betrieb@rathaus.example", is_superuser=True)


@pytest.fixture
def city(frankfurt, wiesbaden, operator):
    """Return a city that may be deleted."""
    full_city.fill(wiesbaden, beside=frankfurt)
    admin = full_city.fill(frankfurt, beside=wiesbaden)
    list(export(frankfurt, by=admin, at=cast.NOW + DAY))
    close(frankfurt, days=30, by=operator, at=cast.NOW + DAY)
    return frankfurt


def delete(city, operator, *, name="Frankfurt am Main", days=31):
    delete_city(city, name=name, by=operator, at=cast.NOW + days * DAY)


def reasons(city, operator, **how):
    with pytest.raises(NotDeletable) as refused:
        delete(city, operator, **how)
    assert City.objects.filter(pk=city.pk).exists()
    return refused.value.reasons


def test_it_is_deleted_with_rows_and_files(city, operator, django_capture_on_commit_callbacks):
    places = [
        place
        for model in owned_models()
        if model.__name__ in {"Upload", "Notice"}
        for place in model._base_manager.filter(city=city).values_list("file", flat=True)
    ]
    with django_capture_on_commit_callbacks(execute=True):
        delete(city, operator)

    assert not City.objects.filter(slug="frankfurt").exists()
    assert len(places) == 2
    assert not [place for place in places if default_storage.exists(place)]


def test_who_worked_only_there_is_forgotten(city, operator, wiesbaden):
    both = factories.make_designer(city, email="beide@example.org")
    with for_city(wiesbaden):
        Membership.objects.create(city=wiesbaden, user=both, role="designer")

    delete(city, operator)

    kept = set(User.objects.values_list("email", flat=True))
    assert not {mail for mail in kept if mail.endswith("@frankfurt.example")}
    assert {"beide@example.org", operator.email} <= kept


def test_who_is_named_in_files_of_another_city_enters_no_more(city, operator, wiesbaden):
    moved = factories.make_designer(city, email="umgezogen@example.org")
    with for_city(wiesbaden):
        Case.objects.update(decided_by=moved)

    delete(city, operator)

    moved.refresh_from_db()
    assert not moved.is_active


def test_the_name_has_to_be_typed(city, operator):
    assert reasons(city, operator, name="Frankfurt") == [
        "Schreiben Sie den Namen genau so: Frankfurt am Main."
    ]


def test_not_before_the_day_that_was_named(city, operator):
    assert reasons(city, operator, days=30) == [
        "Die Frist läuft noch: Löschen können Sie ab dem 24.12.2026."
    ]


def test_not_while_it_is_open(city, operator):
    reopen(city, by=operator)

    assert reasons(city, operator) == ["Schließen Sie die Stadt zuerst."]


def test_not_while_cases_are_open(city, operator):
    with for_city(city):
        Case.objects.update(state="received", decided_at=None)

    assert reasons(city, operator) == ["1 Vorgang ist noch nicht entschieden."]


def test_not_without_its_data(city, operator):
    City.objects.update(exported_at=None)

    assert reasons(city, operator) == ["Die Stadt hat ihre Daten noch nicht mitgenommen."]


def test_not_when_something_came_after_its_data(city, operator):
    with for_city(city):
        Case.objects.update(decided_at=cast.NOW + 2 * DAY)

    (reason,) = reasons(city, operator)
    assert reason.startswith("Seit die Stadt ihre Daten mitgenommen hat")


def test_not_while_somebody_has_not_heard(city, operator):
    with for_city(city):
        Delivery.objects.update(state="waiting")

    (reason,) = reasons(city, operator)
    assert reason.startswith("Etwas ist noch nicht zugestellt.")


@pytest.mark.parametrize("days", [-1, 3651])
def test_nobody_keeps_a_city_for_ever(city, operator, days):
    with pytest.raises(NotClosed):
        close(city, days=days, by=operator, at=cast.NOW)
