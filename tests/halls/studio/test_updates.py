"""Staff see what a city published, decide what both changed, and take it as one change."""

import copy
from urllib.parse import urlencode

import pytest
from django.test import Client

from rathaus.cities.scope import for_city
from rathaus.processes import editing
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from tests import factories
from tests.halls.studio.updates_story import address, conflict_of, form_of, page_of, send, text_of
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


def test_what_touches_nothing_is_said_in_one_sentence(offer, ours, designer):
    edits(ours, "f_call", "Wie heißt der Hund?")
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"), note="Mit Chip")

    response = designer.get(address(ours))

    text = text_of(response)
    assert "Frankfurt am Main hat Version 2 veröffentlicht" in text
    assert "berührt" in page_of(response).headline
    assert "Mit Chip" in text
    assert "„Chipnummer“" in text
    assert "Eigenheit" in text


def test_taking_it_is_one_change_and_the_message_names_the_way_back(offer, ours, designer):
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))

    response = send(designer, ours)

    assert response.status_code == 303
    assert response.url == f"/wiesbaden/baukasten/{ours.pk}/"
    text = text_of(designer.get(response.url))
    assert "Neuerungen aus Frankfurt am Main (Version 2) übernommen" in text
    assert "Rückgängig" in text
    assert "f_chip" in now_of(ours).working["nodes"]


def test_both_sides_of_a_conflict_stand_side_by_side_in_sentences(torn, designer):
    response = designer.get(address(torn))

    conflict = page_of(response).conflicts[0]
    text = text_of(response)
    assert conflict.name in {"Vor- und Nachname", "Ihr Name"}
    assert "Vor- und Nachname" in text
    assert "gemeinsamer Stand" in text
    assert "Meine Fassung behalten" in text
    assert "Fassung aus Frankfurt am Main nehmen" in text
    assert "Neu formulieren" in text


def test_what_is_undecided_comes_back_with_the_focus_and_nothing_is_lost(torn, designer):
    conflict = conflict_of(designer, torn)
    field = f"text-{conflict.id}"

    response = send(designer, torn, **{field: "Halb geschrieben"})

    assert response.status_code == 422
    [row] = page_of(response).conflicts
    assert row.takes_focus
    assert "Halb geschrieben" in text_of(response)
    assert "autofocus" in text_of(response)
    assert f'href="#konflikt-{row.id}"' in text_of(response)
    assert "f_chip" not in now_of(torn).working["nodes"]


@pytest.mark.parametrize(
    ("choice", "label"), [("mine", "Vor- und Nachname"), ("theirs", "Ihr Name")]
)
def test_a_conflict_is_decided_for_one_side(choice, label, torn, designer):
    conflict = conflict_of(designer, torn)

    response = send(designer, torn, **{f"wahl-{conflict.id}": choice})

    assert response.status_code == 303
    assert now_of(torn).working["nodes"]["f_name"]["label"] == label


def test_a_conflict_is_worded_anew(torn, designer):
    name = conflict_of(designer, torn).id
    fields = {f"wahl-{name}": "eigene", f"text-{name}": "Ihr voller Name"}

    assert send(designer, torn, **fields).status_code == 303
    assert now_of(torn).working["nodes"]["f_name"]["label"] == "Ihr voller Name"


@pytest.mark.parametrize("text", ["", "   ", "\0"])
def test_without_words_nothing_is_worded_anew(text, torn, designer):
    name = conflict_of(designer, torn).id

    response = send(designer, torn, **{f"wahl-{name}": "eigene", f"text-{name}": text})

    assert response.status_code == 422
    assert "Schreiben Sie, was gelten soll." in text_of(response)


def test_the_result_is_seen_before_and_changes_nothing(torn, designer):
    before = now_of(torn).working
    name = conflict_of(designer, torn).id

    response = send(designer, torn, do="ansehen", **{f"wahl-{name}": "theirs"})

    assert response.status_code == 200
    preview = page_of(response).preview
    said = [line.text for group in preview.groups for line in group.lines]
    assert any("Chipnummer" in text for text in said)
    assert preview.open_count == 0
    assert f'id="deren-{name}" checked' in text_of(response)
    assert now_of(torn).working == before


def test_errors_that_the_check_list_would_have_are_seen_before(offer, ours, designer):
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))
    with for_city(ours.city):
        broken = with_question(dog_tax(), "x", "X")
        broken["nodes"]["f_x"]["show_when"] = {"field": "f_gone", "is": {"const": 1}}
        Process.objects.filter(pk=ours.pk).update(working=broken)

    response = send(designer, ours, do="ansehen")

    assert page_of(response).preview.errors
    assert "f_gone" in text_of(response)


def test_what_the_city_has_to_fill_in_afterwards_is_named(offer, ours, designer):
    newer = dog_tax()
    newer["parameters"]["stamp"] = {"label": "Stempelgebühr", "schema": {"type": "string"}}
    with for_city(offer.city):
        publish(offer.process, definition=newer, by=None, at=NOW,
                parameters={"fee": "120.00", "stamp": "Rot"})  # fmt: skip

    response = send(designer, ours, do="ansehen")

    assert [each.where for each in page_of(response).preview.lacking] == ["Stempelgebühr"]


def test_when_upstream_published_meanwhile_what_was_chosen_is_shown_again(offer, torn, designer):
    name = conflict_of(designer, torn).id
    form = form_of(designer, torn, do="uebernehmen", **{f"wahl-{name}": "mine"})
    newer = with_question(changed(dog_tax(), f_name="Ihr Name"), "chip", "Nummer des Chips")
    publishes(offer.process, newer)

    response = designer.post(address(torn), form)

    assert response.status_code == 409
    assert page_of(response).conflicts[0].chosen == "mine"
    assert "Version 3" in text_of(response)
    assert "f_chip" not in now_of(torn).working["nodes"]


def test_words_for_what_changed_meanwhile_are_not_lost(offer, torn, designer):
    name = conflict_of(designer, torn).id
    fields = {f"wahl-{name}": "eigene", f"text-{name}": "Mühsam formuliert"}
    form = form_of(designer, torn, do="uebernehmen", **fields)
    publishes(offer.process, changed(dog_tax(), f_name="Name der Halterin"))

    response = designer.post(address(torn), form)

    assert response.status_code == 409
    assert "Mühsam formuliert" in text_of(response)


def test_when_somebody_went_on_here_it_is_looked_at_again(torn, designer):
    name = conflict_of(designer, torn).id
    form = form_of(designer, torn, do="uebernehmen", **{f"wahl-{name}": "mine"})
    edits(torn, "f_call", "Wie heißt der Hund?")

    response = designer.post(address(torn), form)

    assert response.status_code == 409
    assert "weitergearbeitet" in text_of(response)


@pytest.mark.parametrize("number", ["", "x", "-1", "1" * 500, "²", "\0"])
def test_nonsense_ends_in_a_sentence(number, torn, designer):
    fields = {"do": "uebernehmen", "stand": number, "revision": number}
    nonsense = {"wahl-": "mine", "wahl-x\0": "\0", f"text-{'a' * 2000}": "b" * 20_000}

    response = designer.post(
        address(torn),
        urlencode({**fields, **nonsense}),
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 409


def test_both_sides_are_one_again_after_saying_the_same(offer, ours, designer):
    newer = changed(dog_tax(), f_name="Ihr Name")
    with for_city(ours.city):
        editing.edit(ours, command="replace", arguments={"document": newer}, by=None, at=NOW)
    publishes(offer.process, newer)

    response = send(designer, ours)

    assert "wieder auf gleichem Stand" in text_of(designer.get(response.url))
    assert page_of(designer.get(address(ours))).update is None
    assert "Sie sind auf gleichem Stand mit Frankfurt am Main" in text_of(
        designer.get(address(ours))
    )


def test_a_broken_working_copy_is_mended_first(torn, designer):
    with for_city(torn.city):
        broken = copy.deepcopy(now_of(torn).working)
        broken["nodes"]["f_name"]["kind"] = "no-such-kind"
        Process.objects.filter(pk=torn.pk).update(working=broken)

    response = designer.get(address(torn))

    assert response.status_code == 200
    assert "Ihre Arbeitsfassung hat Fehler im Aufbau" in text_of(response)
    assert f"/wiesbaden/baukasten/{torn.pk}/pruefliste/" in text_of(response)
    assert designer.post(address(torn), {"do": "uebernehmen"}).status_code in {409, 422}
