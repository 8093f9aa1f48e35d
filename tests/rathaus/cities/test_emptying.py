"""Of a city that is deleted nothing is left in any table, and nothing else is touched."""

import pytest
from django.apps import apps

from rathaus.cities.emptying import empty, owned_models
from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.models import Process
from rathaus.sharing.models import Document, Origin
from tests import full_city


@pytest.fixture
def full(frankfurt, wiesbaden):
    full_city.fill(wiesbaden, beside=frankfurt)
    full_city.fill(frankfurt, beside=wiesbaden)
    return frankfurt


def counts(city):
    return {
        model._meta.label: model._base_manager.filter(city=city).count() for model in owned_models()
    }


def test_the_story_has_a_row_in_every_table(full):
    assert not [label for label, count in counts(full).items() if not count]


def test_nothing_is_left_of_it_in_any_table(full):
    city_id = full.pk

    empty(full)

    assert not City.objects.filter(pk=city_id).exists()
    assert set(counts(city_id).values()) == {0}


def test_what_other_cities_have_stays(full, wiesbaden):
    before = counts(wiesbaden)

    empty(full)

    # What they said to the city that left is gone with it.
    gone = {"sharing.Feedback", "sharing.Contribution", "sharing.Remark"}
    after = counts(wiesbaden)
    assert {label: after[label] for label in after if label not in gone} == {
        label: before[label] for label in before if label not in gone
    }


def test_what_was_taken_over_from_it_keeps_what_it_needs(full, wiesbaden):
    empty(full)

    with for_city(wiesbaden):
        clone = Process.objects.get(slug="von-frankfurt")
        origin = Origin.objects.get(process=clone)
    assert clone.upstream is None
    assert origin.city_name == full.name
    assert origin.documents.get() == Document.objects.get(digest=clone.base_digest)


def test_it_says_where_files_lie(full):
    places = empty(full)

    assert any(place.startswith("uploads/") for place in places)
    assert any(place.startswith("notices/") for place in places)


def test_every_table_with_a_city_is_emptied():
    pointing = {
        model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is City
    }
    assert pointing == set(owned_models())


def test_it_is_one_city_only(full, wiesbaden):
    empty(full)

    with for_city(ALL_CITIES):
        assert list(City.objects.all()) == [wiesbaden]
