"""Who lags behind is one question, also where a thousand cities took something over."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing.lagging import lagging, standing_of_cities
from rathaus.sharing.models import Offer
from tests import cast, factories


@pytest.fixture
def upstream(frankfurt):
    version = factories.make_version(frankfurt)
    with for_city(frankfurt):
        Offer.objects.create(city=frankfurt, process=version.process, offered_at=cast.NOW)
        changed = factories.make_definition(title="Hund anmelden (neu)")
        publish(version.process, definition=changed, parameters={}, by=None, at=cast.NOW)
        return Process.objects.select_related("published").get(pk=version.process_id)


def clone(upstream, city, *, number, slug="hund"):
    with for_city(ALL_CITIES):
        base = upstream.versions.get(number=number).digest
        return Process.objects.create(
            city=city, slug=slug, title="Hund", upstream=upstream, base_digest=base
        )


def test_only_who_has_not_the_newest_version_lags(upstream, wiesbaden):
    old = clone(upstream, wiesbaden, number=1, slug="alt")
    clone(upstream, wiesbaden, number=2, slug="neu")

    rows = [(row.city, row.process_id, row.number, row.behind) for row in lagging(upstream)]

    assert rows == [(wiesbaden, old.pk, 1, 1)]


def test_cities_are_listed_with_their_numbers(upstream, wiesbaden):
    clone(upstream, wiesbaden, number=1, slug="alt")
    clone(upstream, wiesbaden, number=2, slug="neu")

    assert [(row.online, row.offline, row.lagging) for row in standing_of_cities()] == [
        (1, 0, 0),
        (0, 2, 1),
    ]


def test_nobody_lags_behind_what_is_no_longer_offered(upstream, wiesbaden):
    clone(upstream, wiesbaden, number=1)
    with for_city(ALL_CITIES):
        Offer.objects.update(is_open=False)

    assert [row.lagging for row in standing_of_cities()] == [0, 0]


def test_a_thousand_clones_are_one_question(upstream, django_assert_num_queries):
    common = {"authority": "A", "street": "S", "postcode": "60311", "place": "P"}
    cities = City.objects.bulk_create(
        City(
            slug=f"stadt-{i}",
            name=f"Stadt {i:04}",
            key=f"{i:012}",
            number_prefix=f"{i:04}",
            **common,
        )
        for i in range(1000)
    )
    with for_city(ALL_CITIES):
        base = upstream.versions.get(number=1).digest
        Process.objects.bulk_create(
            Process(city=city, slug="hund", title="Hund", upstream=upstream, base_digest=base)
            for city in cities
        )

    with django_assert_num_queries(1):
        rows = lagging(upstream)

    assert len(rows) == 1000
    assert rows[0].number == 1


def test_the_question_is_answered_from_the_index(upstream):
    with CaptureQueriesContext(connection) as asked:
        lagging(upstream)
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not is_sqlite:
            # A table of a few rows is read whole otherwise, whatever the index.
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
        cursor.execute(f"{explain} {asked.captured_queries[0]['sql']}")
        plan = " ".join(str(row) for row in cursor.fetchall())

    assert "process_in_step" in plan
    assert not is_sqlite or "process_in_step (upstream_id=? AND base_digest<?)" in plan
