"""The page of the shelf: what is recommended, withdrawn, and who lags behind."""

import pytest

from rathaus.cities.scope import for_city
from rathaus.processes.publishing import publish
from rathaus.sharing import curating
from rathaus.sharing.bundles import take_over_all
from tests import cast
from tests.sharing_stories import dog_tax, offered


@pytest.fixture
def offer(frankfurt):
    return offered(frankfurt)


def address(offer, rest=""):
    return f"/betrieb/regal/{offer.pk}/{rest}"


def now(offer):
    return curating.offer_to_curate(offer.pk)


def test_the_shelf_lists_what_all_cities_offer(hall, offer, wiesbaden):
    offered(wiesbaden)
    offered(wiesbaden, slug="zu", is_open=False)

    answer = hall.get("/betrieb/regal/")

    assert [row.offer.city.name for row in answer.context["rows"]] == [
        "Frankfurt am Main",
        "Wiesbaden",
    ]


def test_an_offer_shows_who_lags_behind(hall, offer, frankfurt, wiesbaden):
    take_over_all([offer], city=wiesbaden, by=None, at=cast.NOW)
    with for_city(frankfurt):
        changed = dog_tax(title="Hund anmelden (neu)")
        publish(offer.process, definition=changed, parameters={"fee": "1.00"}, by=None, at=cast.NOW)

    (row,) = hall.get(address(offer)).context["lagging"]

    assert (row.city.name, row.number) == ("Wiesbaden", 1)


def test_it_is_recommended_and_no_longer(hall, offer):
    for word, is_recommended in (("ja", True), ("nein", False)):
        assert hall.post(address(offer, "empfehlen/"), {"empfohlen": word}).status_code == 303
        assert now(offer).is_recommended == is_recommended


def test_it_is_withdrawn_with_reason_and_successor_and_put_back(hall, offer, wiesbaden):
    other = offered(wiesbaden)
    fields = {"reason": "Neues Recht.", "successor": str(other.pk)}

    assert hall.post(address(offer, "zurueckziehen/"), fields).status_code == 303
    page = hall.get(address(offer)).content.decode()
    assert "Neues Recht." in page
    assert address(other) in page
    assert hall.post(address(offer, "empfehlen/"), {"empfohlen": "ja"}, follow=True).context[
        "messages"
    ]
    assert not now(offer).is_recommended

    hall.post(address(offer, "zurueckstellen/"))
    assert now(offer).withdrawn_at is None


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": ""},
        {"reason": "\x00"},
        {"reason": "x" * 1001},
        {"reason": "Grund", "successor": "own"},
        {"reason": "Grund", "successor": "x"},
        {},
    ],
)
def test_a_refusal_keeps_what_was_typed(hall, offer, fields):
    fields = {name: str(offer.pk) if value == "own" else value for name, value in fields.items()}

    answer = hall.post(address(offer, "zurueckziehen/"), fields)

    assert answer.status_code == 422
    assert fields.get("reason", "").strip("\x00") in answer.content.decode()
    assert now(offer).withdrawn_at is None


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
def test_what_is_not_there_is_not_found(hall, db, number):
    assert hall.get(f"/betrieb/regal/{number}/").status_code == 404
    assert hall.post(f"/betrieb/regal/{number}/empfehlen/").status_code == 404
