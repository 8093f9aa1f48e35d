"""Rows of a city are asked for with a city, or not at all."""

import pytest
from django.apps import apps
from django.db import models

from rathaus.cities.models import City, CityOwned, Department
from rathaus.cities.scope import (
    ALL_CITIES,
    CityRows,
    NoCityChosen,
    current_city,
    current_scope,
    for_city,
)
from tests import factories

OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("rathaus.")]
OWNED = [model for model in OUR_MODELS if issubclass(model, CityOwned)]
# Rows of the whole house; a new one has to be argued for here.
OF_NO_CITY = {
    "cities.City",
    "people.User",  # works for several cities; Membership says for which
    "outbox.Routine",  # when the house's own clockwork ran last
    "sharing.Document",  # was published and shared; stays when the city that made it has left
    "sharing.Installation",  # other installations are known to the house, not to one city
    "sharing.ForeignProcess",
    "sharing.ForeignVersion",
}

QUESTIONS = {
    "all": lambda rows: list(rows.all()),
    "filter": lambda rows: list(rows.filter(pk=None)),
    "exists": lambda rows: rows.exists(),
    "count": lambda rows: rows.count(),
    "first": lambda rows: rows.first(),
    "values": lambda rows: list(rows.values("pk")),
    "in_bulk": lambda rows: rows.in_bulk(),
    "aggregate": lambda rows: rows.aggregate(models.Count("pk")),
    "iterator": lambda rows: list(rows.iterator()),
    "update": lambda rows: rows.update(),
    "delete": lambda rows: rows.all().delete(),
    "none": lambda rows: list(rows.none()),
}


def test_every_model_of_ours_belongs_to_a_city_or_is_argued_for():
    assert {model._meta.label for model in OUR_MODELS if model not in OWNED} == OF_NO_CITY


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_every_row_of_a_city_is_asked_for_by_its_city(model):
    assert type(model._default_manager) is CityRows
    assert [type(manager) for manager in model._meta.managers] == [CityRows]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_without_a_city_nothing_is_answered(db, model, question):
    with pytest.raises(NoCityChosen):
        QUESTIONS[question](model.objects)


def test_the_refusal_says_what_to_do():
    with pytest.raises(NoCityChosen) as refusal:
        current_scope()

    assert str(refusal.value) == ("Say for which city before asking: `with for_city(city): …`.")


def test_inside_a_city_only_its_rows_are_there(frankfurt, wiesbaden):
    with for_city(frankfurt):
        here = list(Department.objects.all())
    with for_city(ALL_CITIES):
        everywhere = Department.objects.count()

    assert [office.city for office in here] == [frankfurt]
    assert everywhere == 2


def test_related_rows_stay_inside_the_city_too(frankfurt, wiesbaden):
    there = factories.make_version(wiesbaden)
    with for_city(frankfurt):
        assert list(there.process.versions.all()) == []


def test_a_city_is_chosen_for_a_while_only(frankfurt, wiesbaden):
    with for_city(frankfurt):
        with for_city(wiesbaden):
            assert current_city() == wiesbaden
        assert current_city() == frankfurt
    with pytest.raises(NoCityChosen):
        current_city()


def test_who_asks_for_all_cities_is_in_none(db):
    with for_city(ALL_CITIES), pytest.raises(NoCityChosen):
        current_city()


def test_after_a_request_no_city_is_left_chosen(client, frankfurt):
    client.get("/frankfurt/")

    with pytest.raises(NoCityChosen):
        current_scope()


def test_cities_themselves_are_everybodys(db, frankfurt):
    assert list(City.objects.all()) == [frankfurt]
