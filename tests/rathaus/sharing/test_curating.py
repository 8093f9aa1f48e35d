"""The operating unit keeps the shelf in order; every city sees the same."""

import pytest

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.models import Process
from rathaus.sharing.bundles import take_over_all
from rathaus.sharing.curating import (
    NotCurated,
    curated,
    offer_to_curate,
    put_back,
    recommend,
    successors_for,
    withdraw,
)
from rathaus.sharing.models import Offer
from rathaus.sharing.standing import State, standing_of
from rathaus.sharing.taking_over import NotOffered, offered_version
from tests import cast, factories, sharing_stories


@pytest.fixture
def operator(db):
    return factories.make_user("betrieb@rathaus.example", is_superuser=True)


@pytest.fixture
def shelf(frankfurt, wiesbaden):
    return sharing_stories.offered(frankfurt), sharing_stories.offered(wiesbaden)


def again(offer):
    with for_city(ALL_CITIES):
        return Offer.objects.get(pk=offer.pk)


def test_the_offers_of_all_cities_are_one_question(shelf, frankfurt, django_assert_num_queries):
    first, _second = shelf
    with for_city(ALL_CITIES):
        for slug, digest in (("alt", "0" * 64), ("neu", first.process.published.digest)):
            Process.objects.create(
                city=frankfurt, slug=slug, title="A", upstream=first.process, base_digest=digest
            )

    with django_assert_num_queries(1):
        rows = [
            (row.offer.city.name, row.offer.process.published.number, row.clones, row.lagging)
            for row in curated()
        ]

    assert rows == [("Frankfurt am Main", 1, 2, 1), ("Wiesbaden", 1, 0, 0)]


def test_what_a_city_keeps_to_itself_is_not_listed(shelf):
    first, second = shelf
    with for_city(ALL_CITIES):
        Offer.objects.filter(pk=first.pk).update(is_open=False)

    assert [row.offer for row in curated()] == [second]
    with pytest.raises(Offer.DoesNotExist):
        offer_to_curate(first.pk)


def test_something_is_recommended_and_no_longer(shelf, operator):
    recommend(shelf[0], is_recommended=True, by=operator)
    assert again(shelf[0]).is_recommended

    recommend(shelf[0], is_recommended=False, by=operator)
    assert not again(shelf[0]).is_recommended


def test_what_is_withdrawn_is_taken_over_by_nobody(shelf, operator):
    first, second = shelf
    recommend(first, is_recommended=True, by=operator)

    withdraw(first, reason=" Die Satzung ist neu. ", successor=second, by=operator, at=cast.NOW)

    row = again(first)
    assert (row.withdrawn_reason, row.successor, row.withdrawn_at, row.is_recommended) == (
        "Die Satzung ist neu.",
        second,
        cast.NOW,
        False,
    )
    with pytest.raises(NotOffered):
        offered_version(first)
    with pytest.raises(NotCurated):
        recommend(first, is_recommended=True, by=operator)


def test_who_runs_what_is_withdrawn_reads_why_and_what_to_use(shelf, operator):
    first, second = shelf
    darmstadt = factories.make_city(**cast.DARMSTADT)
    (process,) = take_over_all([first], city=darmstadt, by=None, at=cast.NOW)

    withdraw(first, reason="Neues Recht", successor=second, by=operator, at=cast.NOW)

    with for_city(darmstadt):
        standing = standing_of(process)
    assert (standing.state, standing.reason) == (State.WITHDRAWN, "Neues Recht")
    assert standing.successor.offer_id == second.pk


def test_what_is_put_back_can_be_taken_over_again(shelf, operator):
    withdraw(shelf[0], reason="Versehen", successor=None, by=operator, at=cast.NOW)

    put_back(shelf[0], by=operator)

    assert offered_version(shelf[0]).number == 1
    assert again(shelf[0]).withdrawn_reason == ""


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001, "a\x00b"])
def test_nothing_is_withdrawn_without_a_reason(shelf, operator, reason):
    with pytest.raises(NotCurated) as refused:
        withdraw(shelf[0], reason=reason, successor=None, by=operator, at=cast.NOW)

    assert refused.value.field == "reason"
    assert again(shelf[0]).withdrawn_at is None


def test_a_successor_is_something_that_can_be_taken_over(shelf, operator):
    first, second = shelf
    withdraw(second, reason="Alt", successor=None, by=operator, at=cast.NOW)

    for successor in (first, second):
        with pytest.raises(NotCurated) as refused:
            withdraw(first, reason="Alt", successor=successor, by=operator, at=cast.NOW)
        assert refused.value.field == "successor"
    assert successors_for(first) == []
