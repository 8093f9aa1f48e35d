"""Staff see what a city published, decide what both changed, and take it as one change."""

import copy
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rathaus.cities.scope import for_city
from rathaus.processes import editing
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing import in_step
from rathaus.sharing.models import Offer, Origin
from tests import cast, factories
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


def address(process, rest=""):
    return f"/wiesbaden/baukasten/{process.pk}/neuerungen/{rest}"


def page_of(response):
    return response.context["page"]


def form_of(client, process, **fields):
    """Return what the form of the page sends."""
    response = client.get(address(process))
    update = page_of(response).update
    stand = update.newest.digest if update else ""
    return {"stand": stand, "revision": str(now_of(process).revision), **fields}


def send(client, process, do="uebernehmen", **fields):
    return client.post(address(process), form_of(client, process, do=do, **fields))


def conflict_of(client, process):
    [conflict] = page_of(client.get(address(process))).conflicts
    return conflict


def text_of(response):
    return " ".join(response.content.decode().split())


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


# --- Conflicts of every sort --------------------------------------------------------------------


def _replace(process, definition):
    with for_city(process.city):
        document = {"document": definition}
        editing.edit(process, command="replace", arguments=document, by=None, at=NOW)


def _without(definition, node_id):
    after = copy.deepcopy(definition)
    del after["nodes"][node_id]
    for node in after["nodes"].values():
        if node_id in node.get("order", []):
            node["order"].remove(node_id)
    return after


def _moved(definition, node_id, page):
    after = copy.deepcopy(definition)
    for node in after["nodes"].values():
        if node_id in node.get("order", []):
            node["order"].remove(node_id)
    after["nodes"][page]["order"].append(node_id)
    return after


def _ordered(definition, *order):
    after = copy.deepcopy(definition)
    after["nodes"]["p_owner"]["order"] = list(order)
    return after


def _keyed(definition, node_id):
    after = copy.deepcopy(definition)
    node = {"kind": "text", "key": "chip", "label": node_id, "required": False}
    after["nodes"][node_id] = node
    after["nodes"]["p_owner"]["order"].append(node_id)
    return after


BARE = {**dog_tax(), "texts": {}, "languages": ["de"]}
LABELLED = copy.deepcopy(BARE)
LABELLED["nodes"]["f_born"]["label"] = "Geboren am"
TORN = {
    "removed_here": (_without(BARE, "f_born"), LABELLED, "Sie haben das entfernt"),
    "removed_there": (LABELLED, _without(BARE, "f_born"), "Auch hier entfernen"),
    "place": (
        _moved(BARE, "f_born", "p_dogs"), _moved(BARE, "f_born", "p_proof"), "verschiedene Stellen",
    ),
    "order": (
        _ordered(BARE, "f_born", "f_name", "f_email"),
        _ordered(BARE, "f_name", "f_born", "f_email"),
        "die Reihenfolge geändert",
    ),
    "key": (_keyed(BARE, "f_ours"), _keyed(BARE, "f_theirs"), "technischen Namen „chip“"),
}  # fmt: skip


@pytest.mark.parametrize("choice", ["mine", "theirs"])
@pytest.mark.parametrize("code", TORN)
def test_every_sort_of_conflict_has_its_sentence_and_two_ways_out(
    code, choice, frankfurt, wiesbaden, designer
):
    mine, theirs, words = TORN[code]
    offer = offered(frankfurt, definition=BARE)
    ours = clone(offer, wiesbaden)
    publishes(offer.process, theirs)
    _replace(ours, mine)

    page = page_of(designer.get(address(ours)))

    assert [each.words["explanation"] for each in page.conflicts]
    assert words in text_of(designer.get(address(ours)))
    fields = {f"wahl-{each.id}": choice for each in page.conflicts}
    assert send(designer, ours, **fields).status_code == 303


def test_two_questions_of_one_name_can_both_stay(frankfurt, wiesbaden, designer):
    offer = offered(frankfurt, definition=BARE)
    ours = clone(offer, wiesbaden)
    publishes(offer.process, TORN["key"][1])
    _replace(ours, TORN["key"][0])
    conflict = conflict_of(designer, ours)
    taken = {f"wahl-{conflict.id}": "eigene", f"text-{conflict.id}": "chip"}
    assert send(designer, ours, **taken).status_code == 422

    fields = {f"wahl-{conflict.id}": "eigene", f"text-{conflict.id}": conflict.written}
    assert send(designer, ours, **fields).status_code == 303

    nodes = now_of(ours).working["nodes"]
    assert {nodes["f_ours"]["key"], nodes["f_theirs"]["key"]} == {"chip", "chip_2"}


# --- Settings, hints and what has become of upstream ----------------------------------------------


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
