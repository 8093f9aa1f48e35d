"""Every finding has a case that brings it about; good definitions have none."""
# ruff: noqa: E501  cases read best one a line

import copy
import json
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from forms_engine.checking import META_SCHEMA, check
from forms_engine.kinds import KINDS
from tests.forms_engine.documents import DOG_TAX, one_page

_LIST = {"kind": "list", "key": "rows", "title": "Zeile", "order": ["inner"]}
_INNER = {"kind": "text", "key": "inner", "label": "Innen"}


def _codes(definition: Any, level: str | None = None) -> list[str]:
    return [each.code for each in check(definition) if level in (None, each.level)]


def _with(definition: dict[str, Any], **nodes: dict[str, Any]) -> dict[str, Any]:
    definition = copy.deepcopy(definition)
    definition["nodes"] |= nodes
    return definition


def _rows(**more: Any) -> dict[str, Any]:
    return _with(one_page({**_LIST}, {"kind": "text", **more}), inner=_INNER)


def test_the_meta_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(META_SCHEMA)


def test_the_meta_schema_knows_every_kind() -> None:
    known = META_SCHEMA["$defs"]["node"]["properties"]["kind"]["enum"]

    assert set(known) == set(KINDS) | {"page", "group", "list"}


def test_a_good_definition_has_only_tips_and_what_law_asks_for() -> None:
    assert set(_codes(DOG_TAX, "error")) == set()
    assert set(_codes(DOG_TAX, "warning")) <= {
        "retention_missing", "legal_basis_missing", "purpose_missing", "file_any_type",
    }  # fmt: skip


def test_the_seed_library_has_no_errors() -> None:
    library = Path(__file__).parents[2] / "rathaus" / "demo" / "library"
    for path in sorted(library.glob("*.json")):
        assert _codes(json.loads(path.read_text(encoding="utf-8")), "error") == [], path.name


TEXT: dict[str, Any] = {"kind": "text"}
CASES: list[tuple[str, Any]] = [
    ("wrong_type", 7),
    ("missing", {"format": "rathaus-process/1"}),
    ("unknown_format", {"format": "form.io/5"}),
    ("not_json", {"format": "rathaus-process/1", "title": float("nan")}),
    ("not_json", {"format": "\ud800"}),
    ("not_json", {"format": 2**60}),
    ("unknown_key", one_page({**TEXT, "requird": True})),
    ("wrong_value", one_page({"kind": "textfield"})),
    ("wrong_form", one_page(TEXT, order=[])),
    ("order_unknown", {**one_page(TEXT), "order": ["p", "q"]}),
    ("order_twice", {**one_page(TEXT), "order": ["p", "p"]}),
    ("not_a_page", {**one_page(TEXT), "order": ["p", "f0"]}),
    ("page_inside", one_page({"kind": "page", "title": "x", "order": []})),
    ("cycle", one_page({"kind": "group", "order": ["f0"]})),
    ("orphan", _with(one_page(TEXT), lost={"kind": "text", "key": "lost", "label": "x"})),
    ("empty", one_page({"kind": "group", "order": []})),
    ("key_missing", _with(one_page(TEXT), f0={**TEXT, "label": "x"})),
    ("key_twice", one_page(TEXT, {**TEXT, "key": "f0"})),
    ("key_twice", one_page({**TEXT, "key": "a"}, {"kind": "group", "key": "a", "order": []})),
    ("label_missing", one_page({**TEXT, "label": ""})),
    ("condition_unknown_field", one_page({**TEXT, "show_when": {"field": "no", "is": {}}})),
    ("condition_no_value", one_page({"kind": "note"}, {**TEXT, "show_when": {"field": "f0", "is": {}}})),
    ("condition_later_field", one_page({**TEXT, "show_when": {"field": "f1", "is": {}}}, TEXT)),
    ("condition_other_rows", _rows(show_when={"field": "inner", "is": {}})),
    ("condition_circle", one_page({**TEXT, "show_when": {"field": "f0", "is": {}}})),
    ("condition_circle", one_page(
        {**TEXT, "show_when": {"field": "f1", "is": {}}}, {**TEXT, "show_when": {"field": "f0", "is": {}}})),
    ("condition_reference", one_page(TEXT, {**TEXT, "show_when": {"field": "f0", "is": {"$ref": "#"}}})),
    ("condition_in_bare_list", _with(_rows(), inner={**TEXT, "label": "x", "show_when": {"any": []}})),
    ("never_shown", one_page({**TEXT, "show_when": {"any": []}})),
    ("unknown_parameter", one_page({**TEXT, "show_when": {"parameter": "no", "is": {}}})),
    ("unknown_parameter", one_page({"kind": "choice", "options": {"parameter": "no"}})),
    ("schema_invalid", one_page({**TEXT, "schema": {"minLength": -1}})),
    ("schema_invalid", one_page(TEXT, {**TEXT, "show_when": {"field": "f0", "is": {"type": "x"}}})),
    ("unknown_value_format", one_page({**TEXT, "schema": {"format": "colour"}})),
    ("pattern_not_portable", one_page({**TEXT, "schema": {"pattern": "^\\d+$"}})),
    ("pattern_looks_around", one_page({**TEXT, "schema": {"pattern": "^(?!a)b"}})),
    ("pattern_invalid", one_page({**TEXT, "schema": {"pattern": "("}})),
    ("pattern_invalid", one_page({**TEXT, "schema": {"pattern": "(?P<a>b)"}})),
    ("options_missing", one_page({"kind": "choice"})),
    ("option_twice", one_page(
        {"kind": "choice", "options": [{"value": "a", "label": "A"}, {"value": "a", "label": "B"}]})),
    ("default_wrong", one_page({"kind": "integer", "default": "x"})),
    ("parameter_default_wrong", one_page(
        TEXT, parameters={"fee": {"label": "x", "schema": {"type": "integer"}, "default": "x"}})),
    ("value_missing", one_page({"kind": "const"})),
    ("calculation_missing", one_page({"kind": "calculated"})),
    ("calculation_unknown", one_page({"kind": "calculated", "calculate": {"sum": ["no"]}})),
    ("part_unknown", one_page({"kind": "address", "parts": ["planet"]})),
    ("not_compilable", one_page({"kind": "value", "schema": {"$ref": "https://example.org/x"}})),
    ("fee_per_wrong", one_page(TEXT, fees=[{"label": "x", "amount": "1.00", "per": "f0"}])),
    ("wrong_form", one_page(TEXT, fees=[{"label": "x", "amount": "12"}])),
    ("id_twice", one_page(TEXT, fees=[{"id": "a", "label": "x", "amount": "1.00"}] * 2)),
    ("unknown_node", one_page(TEXT, constraints=[{"schema": {}, "message": "x", "at": "no"}])),
    ("unknown_role", one_page(TEXT, routing=[{"to": ["no"]}])),
    ("routing_missing", one_page(TEXT)),
    ("routing_no_fallback", one_page(
        {**TEXT, "required": True, "schema": {"pattern": "^[A-Z]{9}$"}},
        roles={"a": {"label": "A"}},
        routing=[{"to": ["a"], "when": {"field": "f0", "is": {"pattern": "B"}}}])),
    ("routing_unreachable", one_page(TEXT, roles={"a": {"label": "A"}}, routing=[{"to": ["a"]}] * 2)),
    ("unknown_name", one_page(
        TEXT, notices=[{"key": "a", "on": "granted", "title": "x", "body": "{{ city.mayor }}"}])),
    ("unknown_name", one_page({"kind": "note", "text": "{{ 7*7 }}"})),
    ("text_for_nothing", one_page(TEXT, languages=["de", "en"], texts={"en": {"f9.label": "x"}})),
    ("text_language", one_page(TEXT, texts={"tr": {"f0.label": "x"}})),
    ("texts_missing", one_page(TEXT, languages=["de", "en"])),
]  # fmt: skip


@pytest.mark.parametrize(("code", "definition"), CASES)
def test_what_does_not_fit_is_found(code: str, definition: Any) -> None:
    assert code in _codes(definition)


def test_findings_are_sentences_with_a_place() -> None:
    finding = check(one_page({**TEXT, "show_when": {"field": "no", "is": {}}}))[0]

    assert (finding.level, finding.at, finding.pointer) == ("error", "f0", "/nodes/f0/show_when")
    assert str(finding) == "The condition asks for “no”, but there is no such field."


def test_groups_with_the_same_key_share_an_object() -> None:
    group = {"kind": "group", "key": "person"}
    definition = _with(
        one_page({**group, "order": ["a"]}, {**group, "order": ["b"]}),
        a={**TEXT, "key": "a", "label": "a"},
        b={**TEXT, "key": "b", "label": "b"},
    )

    assert _codes(definition, "error") == []


@pytest.mark.parametrize("depth", [500, 100_000])
def test_nesting_without_end_is_a_finding_and_quick(depth: int) -> None:
    condition: dict[str, Any] = {"any": []}
    groups: dict[str, Any] = {}
    for number in range(min(depth, 5000)):
        condition = {"not": condition}
        groups[f"g{number}"] = {"kind": "group", "order": [f"g{number + 1}"]}
    nested: Any = 1
    for _level in range(depth):
        nested = [nested]
    started = time.monotonic()

    assert _codes(one_page({**TEXT, "show_when": condition}), "error")
    assert _codes(one_page({**TEXT, "default": nested}), "error")
    chain = _with(one_page({"kind": "group", "order": ["g0"]}), **groups)
    assert _codes(chain, "error")
    assert time.monotonic() - started < 5


def test_a_condition_of_many_mixed_questions_is_refused() -> None:
    fields = [{"kind": "boolean"} for _ in range(9)]
    leaves = [{"field": f"f{number}", "is": {"const": True}} for number in range(9)]
    definition = _with(
        one_page(*fields, {**_LIST, "order": ["inner", "other"]}),
        inner=_INNER,
        other={**_INNER, "key": "o", "show_when": {"all": [*leaves, {"field": "inner", "is": {}}]}},
    )

    assert "condition_too_complicated" in _codes(definition)
