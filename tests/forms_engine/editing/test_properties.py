"""What holds for every sequence of commands, whoever gives them."""

import copy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.checking import check
from forms_engine.checking.form import form_findings
from forms_engine.checking.order import order_findings
from forms_engine.compiling import compile_definition
from forms_engine.definition import Definition, canonical, walk
from forms_engine.editing import EditRejected, apply, edit
from forms_engine.editing.adding import clip_of
from forms_engine.errors import NotCompilable
from forms_engine.kinds import KINDS
from tests.forms_engine.invented import definitions

many = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
LABELS = st.sampled_from(["Name", "Chipnummer", "Größe", "", "1. Hund", "ẞ"])
SCHEMAS = st.sampled_from([{"const": True}, {"const": "a"}, {"enum": ["b"]}, {"minimum": 1}, True])
ATTRIBUTES = st.sampled_from(["label", "title", "help", "required", "schema", "default"])
VALUES = st.one_of(LABELS, st.booleans(), st.just({"maxLength": 3}), st.none())
ROOT_ATTRIBUTES = st.sampled_from(["title", "summary", "category", "order", "languages"])
OPTIONS = st.lists(
    st.sampled_from(["a", "b", "c", 1, True]).map(lambda each: {"value": each, "label": str(each)}),
    max_size=3,
)


def commands(draw: Any, definition: Definition) -> tuple[str, dict[str, Any]]:
    """Draw a command that may or may not make sense for a document."""
    node = st.sampled_from(sorted(definition["nodes"]))
    place = st.one_of(st.just(""), node)
    position = st.one_of(st.none(), st.integers(-1, 5))
    nodes = st.lists(node, min_size=1, max_size=3)
    kinds = st.sampled_from(["page", "group", "list", *sorted(KINDS), "nonsense"])
    condition = st.builds(lambda each, schema: {"field": each, "is": schema}, node, SCHEMAS)
    there = {"into": place, "position": position}
    arguments: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "add": {"kind": kinds, "label": LABELS, **there},
        "move": {"nodes": nodes, "anyway": st.booleans(), **there},
        "delete": {"nodes": nodes, "anyway": st.booleans()},
        "duplicate": {"nodes": nodes},
        "paste": {"clip": nodes.map(lambda each: clip_of(definition, each)), **there},
        "set": {"node": node, "attribute": ATTRIBUTES, "value": VALUES},
        "set_kind": {"node": node, "kind": kinds},
        "set_key": {"node": node, "key": st.sampled_from(["name", "a", "", "Ä", "x" * 200])},
        "set_options": {"node": node, "options": OPTIONS, "anyway": st.booleans()},
        "set_process": {"attribute": ROOT_ATTRIBUTES, "value": LABELS},
    }
    shown = {"node": node, "attribute": st.just("show_when"), "value": st.none() | condition}
    name = draw(st.sampled_from([*arguments, "show_when", "several"]))
    if name == "show_when":
        return "set", draw(st.fixed_dictionaries(shown))
    if name == "several":
        added = {"name": "add", "arguments": {"kind": "page", "label": "x"}}
        deleted = {"name": "delete", "arguments": {"nodes": [draw(node)]}}
        return name, {"commands": [added, deleted]}
    return name, draw(st.fixed_dictionaries(arguments[name]))


@many
@given(definitions(), st.data())
def test_taking_all_edits_back_gives_the_first_document_byte_for_byte(
    first: Definition, data: Any
) -> None:
    untouched = copy.deepcopy(first)
    document, undos = first, []
    for _ in range(8):
        name, arguments = commands(data.draw, document)
        try:
            edited = edit(document, name, arguments)
        except EditRejected:
            continue
        assert canonical(apply(document, edited.patch)) == canonical(edited.definition)
        document = edited.definition
        undos.append(edited.undo)

    for undo in reversed(undos):
        document = apply(document, undo)

    assert canonical(document) == canonical(untouched)
    assert first == untouched


@many
@given(definitions(), st.data())
def test_every_document_on_the_way_has_its_form_and_compiles(first: Definition, data: Any) -> None:
    document = first
    for _ in range(8):
        name, arguments = commands(data.draw, document)
        try:
            document = edit(document, name, arguments).definition
        except EditRejected:
            continue
        assert [each for each in form_findings(document) if each.level == "error"] == []
        broken = {"order_unknown", "order_twice", "cycle", "page_inside", "not_a_page", "orphan"}
        assert not broken & {each.code for each in order_findings(document)}
        findings = check(document)
        try:
            compile_definition(document, parameters={})
        except NotCompilable:
            assert any(each.level == "error" for each in findings)


@many
@given(definitions(), st.data())
def test_no_command_loses_a_node_that_it_did_not_name(first: Definition, data: Any) -> None:
    name, arguments = commands(data.draw, first)
    try:
        edited = edit(first, name, arguments)
    except EditRejected:
        return

    named = set(arguments.get("nodes", [])) if name == "delete" else set()
    if name == "several":
        named = set(arguments["commands"][1]["arguments"]["nodes"])
    inside = {placed.node_id for placed in walk(first) if _around(first, placed.node_id) & named}
    assert set(first["nodes"]) - set(edited.definition["nodes"]) <= inside


def _around(definition: Definition, node_id: str) -> set[str]:
    parents = {
        inner: outer
        for outer, node in definition["nodes"].items()
        for inner in node.get("order", [])
    }
    around = {node_id}
    while node_id in parents:
        node_id = parents[node_id]
        around.add(node_id)
    return around
