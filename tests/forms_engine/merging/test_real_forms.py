"""Forms that nobody here wrote, edited by two sides: what comes of it was written down by hand."""

import copy
import functools
import json
import os
from pathlib import Path
from typing import Any

import pytest

from forms_engine.checking.form import form_findings
from forms_engine.definition import Definition
from forms_engine.editing import edit
from forms_engine.importing import SourceFile, read
from forms_engine.merging import Merged, merge

_HERE = Path(__file__).resolve()
_CORPUS = Path(os.environ.get("RATHAUS_CORPUS", _HERE.parents[4] / "shared" / "corpus"))
STORIES = sorted((_HERE.parent / "expected").glob("*.json"))
# What stands here in an order is of no interest.
ANYTHING = "…"

pytestmark = pytest.mark.skipif(
    not _CORPUS.is_dir(), reason="the corpus is not here: set RATHAUS_CORPUS"
)


@functools.cache
def form(name: str) -> Definition:
    """Return a form of the corpus, imported."""
    folder = _CORPUS / name
    files = [folder / each for each in ("schema.json", "uischema.json")]
    sources = [SourceFile(each.name, each.read_bytes()) for each in files if each.exists()]
    definition = read(sources)[0].definition
    assert definition is not None
    return definition


def edited(definition: Definition, edits: list[Any]) -> Definition:
    for name, arguments in edits:
        if name != "put":
            definition = edit(definition, name, arguments).definition
            continue
        definition = copy.deepcopy(definition)
        *path, last = arguments["path"]
        functools.reduce(lambda part, step: part[step], path, definition)[last] = arguments["value"]
    assert not [each for each in form_findings(definition) if each.level == "error"]
    return definition


@pytest.fixture(params=STORIES, ids=lambda path: path.stem)
def story(request) -> Any:
    return json.loads(request.param.read_text("utf-8"))


@pytest.fixture
def sides(story) -> tuple[Definition, Definition, Definition]:
    base = edited(form(story["form"]), story.get("base", []))
    return base, edited(base, story["mine"]), edited(base, story["theirs"])


def settled(sides: Any, side: Any) -> Merged:
    choices: dict[str, Any] = {}
    for _round in range(5):
        merged = merge(*sides, choices=choices)
        choices |= {each.id: side for each in merged.conflicts}
    return merged


def holds(definition: Definition, expected: dict[str, Any]) -> None:
    """Compare with what was written down; an order may end, or leave something out, by …"""
    nodes = definition["nodes"]
    for parent, wanted in expected.get("order", {}).items():
        order = nodes[parent]["order"] if parent else definition["order"]
        if ANYTHING in wanted:
            assert [each for each in order if each in wanted] == [
                each for each in wanted if each != ANYTHING
            ]
            assert order[: wanted.index(ANYTHING)] == wanted[: wanted.index(ANYTHING)]
        else:
            assert order[: len(wanted)] == wanted
            assert parent == "" or len(order) == len(wanted)
    for node_id, attributes in expected.get("nodes", {}).items():
        assert {name: nodes[node_id].get(name) for name in attributes} == attributes
    for node_id, names in expected.get("without", {}).items():
        assert not set(names) & nodes[node_id].keys()
    assert not set(expected.get("gone", [])) & nodes.keys()
    for name, value in expected.get("document", {}).items():
        assert definition[name] == value


def test_what_two_sides_made_of_it_comes_together_as_a_person_expects(story, sides):
    merged = merge(*sides)

    expected = story["expect"]
    assert [[each.code, "/".join(each.at)] for each in merged.conflicts] == expected["conflicts"]
    holds(merged.definition, expected)
    assert merged.is_settled == (not expected["conflicts"])
    assert all(each.mine or each.theirs for each in merged.conflicts)


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_decided_one_way_it_is_that_side_there(story, sides, side):
    merged = settled(sides, side)

    assert merged.is_settled
    holds(merged.definition, story["expect"].get(f"all {side}", {}))
