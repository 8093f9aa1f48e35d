"""How a process stays in step is set by its city; hints stand where people look."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.sharing import in_step
from rathaus.sharing.models import Offer, Origin
from tests import cast, factories
from tests.halls.studio.updates_story import address, form_of, send, text_of
from tests.rathaus.sharing.clones import (
    NOW,
    changed,
    clone,
    dog_tax,
    edits,
    now_of,
    offered,
    publishes,
    with_question,
)


@pytest.fixture
def offer(frankfurt):
    return offered(frankfurt)


@pytest.fixture
def ours(offer, wiesbaden):
    return clone(offer, wiesbaden)


@pytest.fixture
def designer(wiesbaden):
    client = Client()
    client.force_login(factories.make_designer(wiesbaden))
    return client


@pytest.fixture
def torn(offer, ours):
    """Both word one question, and Frankfurt asks one more."""
    newer = with_question(changed(dog_tax(), f_name="Ihr Name"), "chip", "Chipnummer")
    publishes(offer.process, newer, note="Klarer gefragt, mit Chip")
    edits(ours, "f_name", "Vor- und Nachname")
    return ours


def settings(client, process, **fields):
    response = client.post(address(process, "einstellungen/"), fields)
    assert (response.status_code, response.url) == (303, address(process))
    return text_of(client.get(response.url))


def test_updates_can_come_by_themselves(ours, designer):
    settings(designer, ours, do="automatisch", automatisch="ja")
    with for_city(ours.city):
        assert Origin.objects.get(process=ours).is_automatic
    settings(designer, ours, do="automatisch")
    with for_city(ours.city):
        assert not Origin.objects.get(process=ours).is_automatic


def test_a_version_is_skipped_and_offered_again(torn, designer):
    stand = form_of(designer, torn)["stand"]

    assert "übersprungen" in settings(designer, torn, do="ueberspringen", stand=stand)
    assert "Neuerungen ansehen" not in text_of(designer.get("/wiesbaden/baukasten/"))
    settings(designer, torn, do="wieder")
    assert "Neuerungen ansehen" in text_of(designer.get("/wiesbaden/baukasten/"))


def test_what_nobody_saw_is_not_skipped(torn, designer):
    assert "Inzwischen" in settings(designer, torn, do="ueberspringen", stand="x\0")


def test_nonsense_settings_change_nothing(torn, designer):
    before = now_of(torn).base_digest
    settings(designer, torn, do="x\0")
    settings(designer, torn, do="wechseln")
    assert now_of(torn).base_digest == before


def test_a_city_goes_on_alone(torn, designer):
    text = settings(designer, torn, do="loesen")

    assert "seinen eigenen Weg" in text
    assert now_of(torn).upstream_id is None
    assert send(designer, torn).status_code == 409


def test_withdrawn_it_says_why_and_offers_the_successor(offer, ours, designer):
    city = factories.make_city(**cast.DARMSTADT)
    newer = offered(city, definition=with_question(dog_tax(), "chip", "Chipnummer"))
    with for_city(offer.city):
        Offer.objects.filter(pk=offer.pk).update(
            withdrawn_at=NOW, withdrawn_reason="Satzung aufgehoben", successor=newer
        )

    text = text_of(designer.get(address(ours)))
    assert "Satzung aufgehoben" in text
    assert "Zum Nachfolger wechseln" in text
    assert "Darmstadt hat Version 1 veröffentlicht" in settings(designer, ours, do="wechseln")


def test_closed_and_gone_have_their_sentences(offer, ours, designer):
    with for_city(offer.city):
        Offer.objects.filter(pk=offer.pk).update(is_open=False)
    assert "bietet diesen Prozess nicht mehr an" in text_of(designer.get(address(ours)))
    with for_city(ours.city):
        Process.objects.filter(pk=ours.pk).update(upstream=None)
    assert "gibt es nicht mehr" in text_of(designer.get(address(ours)))


def test_what_was_not_taken_over_has_no_such_page(wiesbaden, designer):
    process = factories.make_working_copy(wiesbaden)

    assert designer.get(address(process)).status_code == 404
    assert designer.post(address(process, "einstellungen/"), {"do": "loesen"}).status_code == 404


@pytest.mark.parametrize("page", ["", "{}/", "{}/versionen/"])
def test_the_hint_stands_where_people_look(page, torn, designer):
    response = designer.get("/wiesbaden/baukasten/" + page.format(torn.pk))

    assert "Neue Version 2 aus Frankfurt am Main: Neuerungen ansehen" in text_of(response)


def test_the_list_costs_the_same_however_many_lag(offer, wiesbaden, designer):
    counts = []
    for number in range(3):
        clone(offer, wiesbaden, slug=f"hund-{number}")
        publishes(offer.process, changed(dog_tax(), f_name=f"Name {number}"))
        with CaptureQueriesContext(connection) as asked:
            designer.get("/wiesbaden/baukasten/")
        counts.append(len(asked))

    assert counts[1] == counts[2]


def test_drafts_of_the_other_city_are_never_seen(offer, torn, designer):
    with for_city(offer.city):
        draft = changed(dog_tax(), f_name="Geheimer Entwurf")
        Process.objects.filter(pk=offer.process_id).update(working=draft)

    assert "Geheimer Entwurf" not in text_of(designer.get(address(torn)))
    with for_city(torn.city):
        assert in_step.update_for(now_of(torn)).newest.number == 2
