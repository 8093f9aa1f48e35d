"""Blocks in the studio: made of a group, found by all cities, inserted, and brought up to date."""

import pytest
from django.test import Client

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.demo.loading import seed_blocks
from rathaus.processes import blocks
from rathaus.processes.editing import edit
from rathaus.processes.models import Block, Process
from tests import factories
from tests.cast import NOW
from tests.rathaus.processes.test_blocks import DEFINITION


@pytest.fixture
def process(frankfurt):
    return factories.make_working_copy(frankfurt, definition=DEFINITION)


@pytest.fixture
def person(frankfurt):
    return factories.make_designer(frankfurt)


@pytest.fixture
def designer(person):
    client = Client()
    client.force_login(person)
    return client


def address(process, rest=""):
    return f"/{process.city.slug}/baukasten/{process.pk}/{rest}"


def working(process):
    with for_city(process.city):
        return Process.objects.get(pk=process.pk).working


def text(response):
    return response.content.decode()


def make(designer, process, **fields):
    words = {"title": "Bankverbindung", "summary": "IBAN und mehr", "key": "", **fields}
    return designer.post(address(process, "fragen/f_bank/baustein/"), words)


def make_newer(process, person, label="IBAN des Kontos"):
    """Make version 2 of the block of a process by changing its group."""
    arguments = {"node": "f_iban", "attribute": "label", "value": label}
    with for_city(process.city):
        process = Process.objects.get(pk=process.pk)
        edit(process, command="set", arguments=arguments, by=person, at=NOW)
        what = {"key": "bankverbindung", "node_id": "f_bank", "note": "Klarer gesagt"}
        blocks.make_version(process, **what, by=person, at=NOW)


def insert(designer, process, **fields):
    words = {"baustein": "bankverbindung", "ort": "p_one|0", **fields}
    return designer.post(address(process, "bausteine/"), words)


def test_a_group_becomes_a_block_of_the_library(designer, process):
    assert make(designer, process).status_code == 303

    page = text(designer.get("/frankfurt/baukasten/bausteine/"))
    assert "Bankverbindung" in page
    assert "IBAN und mehr" in page
    assert "Version 1" in page
    assert working(process)["nodes"]["f_bank"]["block"] == "bankverbindung@1"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Dieses Feld ist zwingend erforderlich."),
        ({"key": "Zwei Worte"}, "Nur kleine Buchstaben, Ziffern und Bindestriche."),
        ({"key": "anschrift"}, "Diesen Kurznamen hat schon ein anderer Baustein."),
    ],
)
def test_what_is_missing_for_a_block_is_said_and_what_was_typed_stays(
    designer, process, fields, said
):
    blocks.offer(seed_blocks(), city=process.city, at=NOW)

    answer = make(designer, process, summary="Mit Worten", **fields)

    assert answer.status_code == 422
    assert said in text(answer)
    assert "Mit Worten" in text(answer)
    with for_city(ALL_CITIES):
        assert Block.objects.count() == len(seed_blocks())


def test_a_question_alone_is_sent_back(designer, process):
    answer = designer.get(address(process, "fragen/f_iban/baustein/"))

    assert answer.status_code == 303
    assert "f_iban" in answer.url
    assert designer.get(address(process, "fragen/gone/baustein/")).status_code == 303


def test_a_block_is_inserted_where_it_was_wanted(designer, process):
    make(designer, process)
    shown = text(designer.get(address(process, "bausteine/?frage=f_bank")))
    assert '<option value="f_bank|1" selected>' in shown

    answer = insert(designer, process)

    first, second = working(process)["nodes"]["p_one"]["order"]
    assert (second, first in answer.url) == ("f_bank", True)
    assert working(process)["nodes"][first]["title"] == "Bankverbindung"


def test_a_page_of_a_block_comes_behind_the_page_that_was_chosen(designer, process):
    designer.post(address(process, "fragen/p_one/baustein/"), {"title": "Seite", "key": "seite"})

    insert(designer, process, baustein="seite", ort="f_bank|0")

    order = working(process)["order"]
    assert order[0] == "p_one"
    assert working(process)["nodes"][order[1]]["block"] == "seite@1"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"baustein": ""}, "Wählen Sie einen Baustein aus."),
        ({"baustein": "none"}, "Wählen Sie einen Baustein aus."),
        ({"ort": "gone|1"}, "Es wurde inzwischen gelöscht"),
        ({"ort": "f_iban|1"}, "kann dort nicht stehen"),
        ({"ort": ""}, "kann dort nicht stehen"),
        ({"ort": "p_one|²"}, None),
        ({"ort": "p_one|99999999999999999999999"}, None),
    ],
)
def test_no_place_and_no_block_end_in_a_sentence(designer, process, fields, said):
    make(designer, process)

    answer = insert(designer, process, **fields)

    assert answer.status_code == (422 if said else 303)
    assert said is None or said in text(answer)


def test_another_city_finds_the_block_and_its_next_version(designer, person, process, wiesbaden):
    make(designer, process)
    other = factories.make_working_copy(wiesbaden)
    there = Client()
    there.force_login(factories.make_designer(wiesbaden))
    insert(there, other, ort="p_owner|0")
    make_newer(process, person)
    group = working(other)["nodes"]["p_owner"]["order"][0]

    listed = text(there.get("/wiesbaden/baukasten/bausteine/"))
    assert "Version 2 ist da" in listed
    assert str(process.pk) not in listed
    asked = text(there.get(address(other, f"fragen/{group}/baustein/neuer/")))
    assert "Klarer gesagt" in asked
    assert "IBAN des Kontos" in asked
    assert working(other)["nodes"][group]["block"] == "bankverbindung@1"

    there.post(address(other, f"fragen/{group}/baustein/neuer/"))

    nodes = working(other)["nodes"]
    assert nodes[group]["block"] == "bankverbindung@2"
    assert nodes[nodes[group]["order"][0]]["label"] == "IBAN des Kontos"
    there.post(address(other, "rueckgaengig/"))
    assert working(other)["nodes"][group]["block"] == "bankverbindung@1"


def test_another_city_cannot_change_the_block_itself(designer, process, wiesbaden):
    make(designer, process)
    other = factories.make_working_copy(wiesbaden)
    there = Client()
    there.force_login(factories.make_designer(wiesbaden))
    insert(there, other, ort="p_owner|0")
    group = working(other)["nodes"]["p_owner"]["order"][0]

    page = text(there.get(address(other, f"fragen/{group}/baustein/")))
    there.post(address(other, f"fragen/{group}/baustein/"), {"note": "Unseres"})

    assert "gepflegt von Frankfurt" in page
    assert 'name="note"' not in page
    assert len(blocks.library()[0].versions.all()) == 1


def test_the_own_city_makes_the_next_version(designer, process):
    make(designer, process)
    group = address(process, "fragen/f_bank/baustein/")
    assert "sagt schon genau das" in text(designer.post(group, {"note": "Nichts"}))
    arguments = {"kind": "text", "into": "f_bank", "label": "BIC", "do": "add"}
    designer.post(address(process, "befehl/"), arguments)

    assert designer.post(group, {"note": "Mit BIC"}).status_code == 303

    assert [each.note for each in blocks.library()[0].versions.all()] == ["Mit BIC", ""]
    assert working(process)["nodes"]["f_bank"]["block"] == "bankverbindung@2"


def test_rules_that_a_newer_version_breaks_are_asked_about(designer, person, process):
    make(designer, process)
    answer = insert(designer, process)
    group = answer.url.partition("frage=")[2].partition("#")[0]
    (iban,) = working(process)["nodes"][group]["order"]
    add = {"do": "add", "kind": "text", "into": "p_one", "label": "Warum?"}
    designer.post(address(process, "befehl/"), add)
    why = working(process)["nodes"]["p_one"]["order"][-1]
    with for_city(process.city):
        current = Process.objects.get(pk=process.pk)
        rule = {"field": iban, "is": {}}
        asked = {"node": why, "attribute": "show_when", "value": rule}
        edit(current, command="set", arguments=asked, by=person, at=NOW)
        gone = {"nodes": ["f_iban"]}
        edit(current, command="delete", arguments=gone, by=person, at=NOW)
        what = {"key": "bankverbindung", "node_id": "f_bank", "note": "Ohne IBAN"}
        blocks.make_version(current, **what, by=person, at=NOW)
    take = address(process, f"fragen/{group}/baustein/neuer/")

    refused = designer.post(take)
    assert refused.status_code == 409
    assert "Warum?" in text(refused)
    assert iban in working(process)["nodes"]

    designer.post(take, {"anyway": "1"})
    assert iban not in working(process)["nodes"]
    assert "show_when" not in working(process)["nodes"][why]


def test_without_a_newer_version_there_is_nothing_to_take(designer, process):
    make(designer, process)

    answer = designer.get(address(process, "fragen/f_bank/baustein/neuer/"))
    assert answer.status_code == 303
    assert designer.get(address(process, "fragen/gone/baustein/neuer/")).status_code == 303


def test_an_empty_library_says_how_a_block_comes_to_be(designer, process):
    for page in ("/frankfurt/baukasten/bausteine/", address(process, "bausteine/")):
        assert "Die Bibliothek ist leer" in text(designer.get(page))


def test_the_settings_of_a_group_say_that_a_newer_version_is_there(designer, person, process):
    make(designer, process)
    place = insert(designer, process).url.partition("#")[0]
    assert "ist da" not in text(designer.get(place))

    make_newer(process, person)

    assert "Version 2 ist da" in text(designer.get(place))
    assert "ist da" not in text(designer.get(address(process, "?frage=f_iban")))


@pytest.mark.parametrize("block", ["x@" + "9" * 5000, "x\x00@1", "x@²", "@1", "x"])
def test_a_block_that_an_import_made_up_breaks_no_page(designer, frankfurt, block):
    nodes = {**DEFINITION["nodes"], "f_bank": {**DEFINITION["nodes"]["f_bank"], "block": block}}
    made_up = factories.make_working_copy(frankfurt, definition={**DEFINITION, "nodes": nodes})

    for page in ("?frage=f_bank", "fragen/f_bank/baustein/"):
        assert designer.get(address(made_up, page)).status_code == 200
    assert designer.get("/frankfurt/baukasten/bausteine/").status_code == 200


def test_a_second_block_of_one_name_gets_a_short_name_of_its_own(designer, process, frankfurt):
    make(designer, process)
    other = factories.make_working_copy(frankfurt, definition=DEFINITION)

    make(designer, other)

    assert working(other)["nodes"]["f_bank"]["block"] == "bankverbindung-2@1"
