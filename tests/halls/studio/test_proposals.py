"""Imported forms are proposals: nothing of them enters a process that nobody accepted."""

import json
import resource
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_engine.importing import SourceFile
from forms_engine.importing.__main__ import BYTES
from rathaus.cities.scope import for_city
from rathaus.processes.drafting import begin
from rathaus.processes.models import Process, Proposal
from rathaus.processes.reading_apart import read_apart
from tests.forms_engine.editing.test_choosing import TWO
from tests.forms_engine.translating.test_state import ONE
from tests.halls.studio.test_processes import as_file, member

SCHEMA = {
    "type": "object",
    "title": "Fahrrad gefunden",
    "properties": {
        "colour": {"type": "string", "title": "Farbe", "enum": ["rot", "blau"]},
        "frame": {"type": "string", "title": "Rahmennummer"},
        "elsewhere": {"$ref": "https://127.0.0.1:9/schema.json"},
    },
    "required": ["colour"],
}


@pytest.fixture
def designer(client, frankfurt):
    client.force_login(member(frankfurt, "designer"))
    return client


@pytest.fixture
def process(frankfurt):
    with for_city(frankfurt):
        return begin(ONE, city=frankfurt)


def propose(client, *definitions, address="importieren/"):
    files = [as_file(each, f"{number}.json") for number, each in enumerate(definitions)]
    return client.post(f"/frankfurt/baukasten/{address}", {"dateien": files})


def only(city, model):
    with for_city(city):
        return model.objects.get()


def test_a_schema_is_shown_question_by_question_with_what_was_lost(designer, frankfurt):
    answer = propose(designer, SCHEMA)

    page = designer.get(answer.url)
    content = page.content.decode()
    assert answer.status_code == 303
    assert "Farbe" in content
    assert "Rahmennummer" in content
    assert "wir laden nichts nach" in content
    assert content.count("checked") == len(page.context["ticked"])
    with for_city(frankfurt):
        assert not Process.objects.exists()


def test_what_is_accepted_begins_a_process_and_the_rest_stays_proposed(designer, frankfurt):
    address = propose(designer, TWO).url

    answer = designer.post(address, {"nimm": ["p_a", "f_wood"], "ziel": "neu:"})

    assert answer.status_code == 303
    process = only(frankfurt, Process)
    assert sorted(process.working["nodes"]) == ["f_wood", "p_a"]
    assert not process.is_online
    left = only(frankfurt, Proposal)
    assert sorted(left.definition["nodes"]) == ["f_b", "f_how", "g_in", "p_a", "p_b"]


def test_everything_accepted_leaves_no_proposal(designer, frankfurt):
    address = propose(designer, TWO).url

    designer.post(address, {"nimm": list(TWO["nodes"]), "ziel": "neu:"})

    assert only(frankfurt, Process).working == TWO
    with for_city(frankfurt):
        assert not Proposal.objects.exists()


def test_accepted_questions_enter_a_process_as_one_change(designer, frankfurt, process):
    address = propose(designer, TWO, address=f"{process.pk}/importieren/").url

    answer = designer.post(
        address, {"nimm": ["p_a", "f_wood", "p_b", "f_b"], "ziel": "in:p_one"}, follow=True
    )

    assert answer.status_code == 200
    working = only(frankfurt, Process).working
    assert len(working["nodes"]["p_one"]["order"]) == 3
    designer.post(f"/frankfurt/baukasten/{process.pk}/rueckgaengig/")
    assert only(frankfurt, Process).working == ONE


def test_a_condition_that_falls_away_is_said(designer, frankfurt, process):
    address = propose(designer, TWO, address=f"{process.pk}/importieren/").url

    answer = designer.post(
        address, {"nimm": ["p_a", "g_in", "f_how"], "ziel": "hinter:p_one"}, follow=True
    )

    said = [str(each) for each in answer.context["messages"]]
    assert "Bei „Wie viel?“ fällt eine Bedingung weg" in said[1]


def test_a_proposal_without_a_process_can_enter_any_of_the_city(designer, frankfurt, process):
    address = propose(designer, TWO).url

    designer.post(address, {"nimm": ["p_b", "f_b"], "ziel": f"prozess:{process.pk}"})

    assert len(only(frankfurt, Process).working["order"]) == 2


def test_nothing_ticked_ends_in_a_sentence_and_keeps_what_was_chosen(designer, process):
    address = propose(designer, TWO, address=f"{process.pk}/importieren/").url

    answer = designer.post(address, {"ziel": "in:p_one"})

    assert answer.status_code == 422
    assert "Kreuzen Sie mindestens eine Frage an." in answer.content.decode()
    assert answer.context["place"] == "in:p_one"


@pytest.mark.parametrize("place", ["", "x", "in:", "in:p_gone", "prozess:1", "prozess:", "hinter:"])
def test_a_place_that_is_none_is_no_failure(designer, process, place):
    address = propose(designer, TWO, address=f"{process.pk}/importieren/").url

    answer = designer.post(address, {"nimm": list(TWO["nodes"]), "ziel": place})

    assert answer.status_code in {303, 404, 422}


def test_a_process_of_another_city_is_no_place(designer, wiesbaden):
    with for_city(wiesbaden):
        other = begin(ONE, city=wiesbaden)
    address = propose(designer, TWO).url

    answer = designer.post(address, {"nimm": list(TWO["nodes"]), "ziel": f"prozess:{other.pk}"})

    assert answer.status_code == 404


def test_several_files_are_several_proposals_and_what_is_none_is_named(designer, frankfurt):
    answer = propose(designer, TWO, SCHEMA, b"nothing")

    page = designer.get(answer.url)
    assert len(page.context["waiting"]) == 2
    assert "2.json" in " ".join(str(each) for each in page.context["messages"])


def test_a_discarded_proposal_is_gone(designer, frankfurt):
    address = propose(designer, TWO).url

    designer.post(f"{address}verwerfen/")

    assert designer.get(address).status_code == 404


def deep(levels):
    inner = {"type": "string"}
    for _level in range(levels):
        inner = {"type": "object", "properties": {"a": inner}}
    return inner


def own(**changes):
    return {**TWO, **changes}


def order_of(**orders):
    nodes = {name: {**node, **({"order": orders[name]} if name in orders else {})}
             for name, node in TWO["nodes"].items()}  # fmt: skip
    return {**TWO, "nodes": nodes}


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
MULTIPLYING = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}] * 10} for n in range(40)}
HOSTILE = {
    "lists in lists": b"[" * 2_000_000,
    "many lists": b"[" + b"[]," * 1_600_000 + b"1]",
    "many objects": b"[" + b'{"":0},' * 700_000 + b"1]",
    "many properties": json.dumps(
        {"type": "object", "properties": {f"a{n}": {"type": "string"} for n in range(180_000)}}
    ).encode(),
    "many alternatives": json.dumps(
        {
            "type": "object",
            "oneOf": [
                {"properties": {"k": {"const": n}} | {f"x{m}": {} for m in range(60)}}
                for n in range(1500)
            ],
        }
    ).encode(),
    "many conditions": json.dumps(
        {
            "type": "object",
            "properties": {f"a{n}": {"type": "string"} for n in range(800)},
            "allOf": [
                {
                    "if": {"properties": {f"a{n}": {"const": "x"}}},
                    "then": {"required": [f"a{m}" for m in range(800)]},
                }
                for n in range(400)
            ],
        }
    ).encode(),
    "objects in objects": deep(45),
    "objects too deep": deep(400),
    "references in a circle": {"type": "object", "properties": {"a": {"$ref": "#"}}},
    "a reference to itself": {"$ref": "#"},
    "references that multiply": {"$defs": {**MULTIPLYING, "a40": {}}, "$ref": "#/$defs/a0"},
    "a reference elsewhere": {"type": "object", "properties": {"a": {"$ref": "http://127.0.0.1:9/"}}},
    "a file of the server": {"type": "object", "properties": {"a": {"$ref": "file:///etc/passwd"}}},
    "a dialect elsewhere": {"$schema": "http://127.0.0.1:9/", "properties": {"a": {}}},
    "a slow pattern": {
        "type": "object",
        "properties": {"a": {"type": "string", "pattern": "^((a+)+)+$"}},
    },
    "a slow pattern that looks ahead": {
        "type": "object",
        "properties": {"a": {"type": "string", "pattern": "^(?=((a+)+)+$)", "default": "a" * 5000}},
    },
    "a pattern too large": {
        "type": "object",
        "properties": {"a": {"type": "string", "pattern": "^((a{0,9999}){0,9999}){0,9999}$"}},
    },
    "XML that laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>'.encode(),
    "no text": b"\xff\xfe\x00",
    "nothing": b" ",
    "a page in itself": order_of(p_a=["p_a"]),
    "a group in itself": order_of(g_in=["g_in"]),
    "a page that is not there": own(order=["p_gone"]),
    "no nodes": own(nodes={}),
    "nodes that are none": own(nodes={"p_a": 1}),
    "texts that are none": own(texts=[1]),
    "too large": b" " * 5_300_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_import_ends_in_a_sentence_or_in_a_proposal(designer, frankfurt, name):
    answer = propose(designer, HOSTILE[name])

    assert answer.status_code in {303, 422}
    if answer.status_code == 422:
        assert answer.context["errors"]
        return
    assert designer.get(answer.url).status_code == 200
    proposed = only(frankfurt, Proposal).definition
    taken = designer.post(answer.url, {"nimm": list(proposed["nodes"]), "ziel": "neu:"})
    assert taken.status_code in {303, 422}
    if taken.status_code == 303:
        assert designer.get(taken.url).status_code == 200


@pytest.mark.parametrize("name", HOSTILE)
def test_reading_a_hostile_file_takes_two_seconds_at_most(name):
    content = HOSTILE[name]
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()

    read_apart([SourceFile(f"{name}.json", content)])

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2
    # What the machine is busy with besides is not the file's fault.
    assert time.perf_counter() - began < 7


def test_who_needs_more_memory_than_there_is_for_a_file_is_refused():
    assert BYTES == 200 * 1024 * 1024
    [refused] = read_apart([SourceFile("large.json", b"[" + b'{"":0},' * 1_000_000 + b"1]")])

    assert refused.refused.code == "too-much-work"


def test_a_name_of_a_file_is_nothing_but_a_name(designer, frankfurt):
    file = SimpleUploadedFile("../../etc/<b>x</b>.json", json.dumps(SCHEMA).encode())

    address = designer.post("/frankfurt/baukasten/importieren/", {"dateien": file}).url

    assert "<b>x</b>" not in designer.get(address).content.decode()
