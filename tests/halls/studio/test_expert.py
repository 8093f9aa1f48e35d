"""The document is edited as JSON with the same checks and undo; what was typed is never lost."""

import html
import json
import re

import pytest

from rathaus.cities.scope import for_city
from rathaus.processes.drafting import begin
from rathaus.processes.models import Process
from rathaus.studio.json_lines import lines_of
from tests.forms_engine.translating.test_state import ONE
from tests.halls.studio.test_processes import member


@pytest.fixture
def designer(client, frankfurt):
    client.force_login(member(frankfurt, "designer"))
    return client


@pytest.fixture
def process(frankfurt):
    with for_city(frankfurt):
        return begin(ONE, city=frankfurt)


def address(process):
    return f"/frankfurt/baukasten/{process.pk}/experte/"


def fields(page):
    content = page.content.decode()
    text = re.search(r'name="dokument"[^>]*>\n(.*?)</textarea>', content, re.DOTALL)[1]
    stand = re.search(r'name="stand" value="([^"]*)"', content)[1]
    return {"dokument": html.unescape(text), "stand": stand}


def now(process):
    with for_city(process.city):
        return Process.objects.get(pk=process.pk).working


def test_the_document_is_shown_as_it_is(designer, process):
    assert json.loads(fields(designer.get(address(process)))["dokument"]) == ONE


def test_what_is_written_is_one_change_that_is_taken_back_at_once(designer, process):
    form = fields(designer.get(address(process)))
    written = form["dokument"].replace("Grillplatz", "Feuerstelle").replace("Holz?", "Kohle?")

    answer = designer.post(address(process), form | {"dokument": written.replace("\n", "\r\n")})

    assert answer.status_code == 303
    assert now(process)["title"] == "Feuerstelle"
    designer.post(f"/frankfurt/baukasten/{process.pk}/rueckgaengig/")
    assert now(process) == ONE


def test_an_unchanged_document_leaves_no_trace(designer, process):
    designer.post(address(process), fields(designer.get(address(process))))

    with for_city(process.city):
        assert not process.edits.exists()


def test_mistakes_are_named_with_their_line_and_the_text_stays(designer, process):
    form = fields(designer.get(address(process)))
    written = form["dokument"].replace('"kind": "choice"', '"kind": "nonsense"')
    line = 1 + written[: written.index("nonsense")].count("\n")

    answer = designer.post(address(process), form | {"dokument": written})

    assert answer.status_code == 422
    assert f"Zeile {line}:" in answer.content.decode()
    assert fields(answer) == form | {"dokument": written}
    assert now(process) == ONE


HOSTILE = {
    "a comma too many": ('{"title": "a",\n}', "Zeile 2"),
    "nothing": ("", "leer"),
    "a list": ("[]", "Objekt"),
    "a twin": ('{"a": 1, "a": 2}', "zweimal"),
    "no process": ("{}", "Format"),
    "lists in lists": ("[" * 100_000, "tief"),
    "too many values": ('{"a": [' + "[]," * 700_000 + "1]}", "mehr Werte"),
    "NaN": ('{"a": NaN}', "keine Zahl"),
    "a circle": (
        json.dumps(ONE | {"nodes": {"p_one": {"kind": "page", "title": "", "order": ["p_one"]}}}),
        "Zeile 1",
    ),
    "half a character": ('{"a": "\\ud800"}', "halbes"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_written_ends_in_a_sentence(designer, process, name):
    written, word = HOSTILE[name]

    answer = designer.post(address(process), {"dokument": written, "stand": "0"})

    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert now(process) == ONE


def test_who_comes_second_keeps_the_text_sees_what_happened_and_chooses(designer, process):
    form = fields(designer.get(address(process)))
    designer.post(
        address(process), form | {"dokument": form["dokument"].replace("Grillplatz", "Zelt")}
    )
    mine = form["dokument"].replace("Holz?", "Kohle?")

    refused = designer.post(address(process), form | {"dokument": mine})

    assert refused.status_code == 409
    assert "Ganzes Dokument ersetzt" in refused.content.decode()
    assert fields(refused)["dokument"] == mine
    assert now(process)["title"] == "Zelt"
    again = designer.post(address(process), fields(refused))
    assert again.status_code == 303
    assert now(process)["title"] == "Grillplatz"
    assert now(process)["nodes"]["f_wood"]["label"] == "Kohle?"


@pytest.mark.parametrize("stand", ["", "x", "-1", "²", "9" * 99])
def test_a_made_up_state_is_a_conflict_and_no_failure(designer, process, stand):
    form = fields(designer.get(address(process)))

    assert designer.post(address(process), form | {"stand": stand}).status_code == 409


def test_the_line_of_every_value_is_found():
    text = json.dumps({"a": [1, {"b/c": 'x\n"]'}, []], "d": {"~e": [[2, 3]]}, "f": "{,:"}, indent=1)
    lines = text.split("\n")

    found = lines_of(text, ["", "/a/1/b~1c", "/d/~0e/0/1", "/f", "/d/gone/deep", "/a/0"])

    assert found[""] == 1
    assert "b/c" in lines[found["/a/1/b~1c"] - 1]
    assert lines[found["/d/~0e/0/1"] - 1].strip() in {"2,", "3"}
    assert '"f"' in lines[found["/f"] - 1]
    assert found["/d/gone/deep"] == found["/d/~0e/0/1"] - 3
