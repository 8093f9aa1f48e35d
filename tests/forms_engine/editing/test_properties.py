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
LABELS = st.sampled_from(["Name", "Chipnummer", "Größe", "", "1. Hund", "Name", "ẞ"])
CONDITIONS = [{"const": True}, {"const": "a"}, {"enum": ["b"]}, {"minimum": 1}, True]


def commands(draw: Any, definition: Definition) -> tuple[str, dict[str, Any]]:
    """Draw a command that may or may not make sense for a document."""
    ids = sorted(definition["nodes"])
    node = st.sampled_from(ids)
    place = st.one_of(st.just(""), node)
    position = st.one_of(st.none(), st.integers(-1, 5))
    several = st.lists(node, min_size=1, max_size=3)
    name = draw(
        st.sampled_from(
            ["add", "add", "move", "move", "delete", "duplicate", "set", "set_kind", "set_key",
             "set_options", "set_process", "paste", "show_when", "several"]
        )
    )  # fmt: skip
    kinds = st.sampled_from(["page", "group", "list", *sorted(KINDS), "nonsense"])
    if name == "add":
        return name, {"kind": draw(kinds), "into": draw(place), "position": draw(position),
                      "label": draw(LABELS)}  # fmt: skip
    if name == "move":
        return name, {"nodes": draw(several), "into": draw(place), "position": draw(position),
                      "anyway": draw(st.booleans())}  # fmt: skip
    if name == "delete":
        return name, {"nodes": draw(several), "anyway": draw(st.booleans())}
    if name == "duplicate":
        return name, {"nodes": draw(several)}
    if name == "set":
        attribute = draw(
            st.sampled_from(["label", "title", "help", "required", "schema", "default"])
        )
        value = draw(st.one_of(LABELS, st.booleans(), st.just({"maxLength": 3}), st.none()))
        return name, {"node": draw(node), "attribute": attribute, "value": value}
    if name == "set_kind":
        return name, {"node": draw(node), "kind": draw(kinds)}
    if name == "set_key":
        key = draw(st.sampled_from(["name", "a", "other_key", "", "Ä", "x" * 200]))
        return name, {"node": draw(node), "key": key}
    if name == "set_options":
        values = draw(st.lists(st.sampled_from(["a", "b", "c", 1, True]), max_size=3))
        options = [{"value": value, "label": str(value)} for value in values]
        return name, {"node": draw(node), "options": options, "anyway": draw(st.booleans())}
    if name == "set_process":
        attribute = draw(st.sampled_from(["title", "summary", "category", "order", "languages"]))
        return name, {"attribute": attribute, "value": draw(LABELS)}
    if name == "paste":
        clip = clip_of(definition, draw(several))
        return name, {"clip": clip, "into": draw(place), "position": draw(position)}
    if name == "show_when":
        schema = draw(st.sampled_from(CONDITIONS))
        condition: Any = {"field": draw(node), "is": schema}
        value = draw(st.sampled_from([condition, {"not": condition}, None]))
        return "set", {"node": draw(node), "attribute": "show_when", "value": value}
    return "several", {
        "commands": [
            {"name": "add", "arguments": {"kind": "page", "label": "x"}},
            {"name": "delete", "arguments": {"nodes": [draw(node)]}},
        ]
    }


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
        except EditRejected as refused:
            assert str(refused)
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
