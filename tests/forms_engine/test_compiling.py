"""One definition becomes one plain JSON Schema and one JSON Forms layout."""

from typing import Any

import jsonschema
import pytest

from forms_engine.answers import judge
from forms_engine.compiling import compile_definition, compiled
from forms_engine.definition import answer_path, digest, translated, walk
from forms_engine.errors import NotCompilable
from forms_engine.measuring import measure
from tests.forms_engine.documents import DOG_TAX, FRANKFURT, WIESBADEN, one_page


def test_the_same_definition_and_parameters_are_compiled_once() -> None:
    first = compile_definition(DOG_TAX, parameters=FRANKFURT)

    assert compile_definition(DOG_TAX, parameters=dict(FRANKFURT)) is first
    assert compiled(digest(DOG_TAX), parameters=FRANKFURT) is first
    assert compile_definition(DOG_TAX, parameters=WIESBADEN) is not first


def test_the_compiled_schema_is_a_schema_that_any_validator_reads() -> None:
    schema = compile_definition(DOG_TAX, parameters=FRANKFURT).schema

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert schema["properties"]["dogs"]["items"]["allOf"] == [
        {
            "if": {"required": ["dangerous"], "properties": {"dangerous": {"const": True}}},
            "then": {"required": ["proof"]},
            "else": {"properties": {"proof": False}},
        }
    ]
    # Not asked in this city.
    assert schema["properties"]["further"] is False


def test_a_page_hides_with_everything_on_it() -> None:
    definition = one_page({"kind": "boolean"})
    definition["order"].append("q")
    definition["nodes"] |= {
        "q": {
            "kind": "page",
            "title": "Q",
            "order": ["a"],
            "show_when": {"field": "f0", "is": {"const": True}},
        },
        "a": {"kind": "text", "key": "a", "label": "a", "required": True},
    }
    form = compile_definition(definition, parameters={})

    assert judge(form, {}) == []
    assert [each.code for each in judge(form, {"f0": True})] == ["required"]
    assert [each.code for each in judge(form, {"a": "x"})] == ["unexpected"]
    assert form.ui_schema["elements"][1]["rule"] == {
        "effect": "SHOW",
        "condition": {
            "scope": "#",
            "schema": {"required": ["f0"], "properties": {"f0": {"const": True}}},
        },
    }


def test_unknown_answers_are_accepted_only_where_the_definition_opens() -> None:
    group = {"kind": "group", "key": "g", "order": []}
    closed = compile_definition(one_page(group), parameters={})
    opened = compile_definition(
        one_page({**group, "schema": {"additionalProperties": True}}), parameters={}
    )
    rows = {
        "kind": "list",
        "key": "l",
        "order": [],
        "schema": {"items": {"additionalProperties": True}},
    }
    root = one_page(rows, schema={"additionalProperties": True})

    assert judge(closed, {"g": {"x": 1}})
    assert judge(opened, {"g": {"x": 1}}) == []
    assert judge(compile_definition(root, parameters={}), {"x": 1, "l": [{"y": 1}]}) == []


def test_a_schema_that_refers_to_itself_means_itself() -> None:
    tree = {"type": "object", "properties": {"child": {"$ref": "#"}}, "additionalProperties": False}
    shared = {"$defs": {"even": {"multipleOf": 2}}}
    form = compile_definition(
        one_page(
            {"kind": "value", "schema": tree},
            {"kind": "value", "schema": {"$ref": "#/$defs/even"}},
            schema=shared,
        ),
        parameters={},
    )

    assert judge(form, {"f0": {"child": {"child": {}}}, "f1": 2}) == []
    assert [each.node_id for each in judge(form, {"f0": {"child": {"x": 1}}, "f1": 3})] == [
        "f0",
        "f1",
    ]


def test_the_nodes_own_schema_goes_before_the_kinds() -> None:
    form = compile_definition(
        one_page({"kind": "number", "schema": {"type": ["number", "null"]}}), parameters={}
    )

    assert judge(form, {"f0": None}) == []


def test_options_may_come_from_a_parameter() -> None:
    definition = one_page(
        {"kind": "choice", "options": {"parameter": "zones"}}, parameters={"zones": {"label": "x"}}
    )
    zones = [{"value": "n", "label": "Nord", "texts": {"en": "North"}}, "Süd"]
    form = compile_definition(definition, parameters={"zones": zones})

    assert judge(form, {"f0": "n"}) == [] == judge(form, {"f0": "Süd"})
    assert judge(form, {"f0": "West"})
    assert form.in_language("en").node("f0")["options"][0]["label"] == "North"


def test_a_list_of_one_field_without_key_holds_bare_values() -> None:
    definition = one_page({"kind": "list", "key": "mails", "title": "Mail", "order": ["m"]})
    definition["nodes"]["m"] = {"kind": "email", "label": "Mail"}
    form = compile_definition(definition, parameters={})

    assert judge(form, {"mails": ["a@example.org"]}) == []
    assert [
        (each.node_id, each.rows) for each in judge(form, {"mails": ["a@example.org", "b"]})
    ] == [("m", (1,))]
    assert answer_path(definition, "m") == ("mails", "*")


def test_a_translation_falls_back_to_the_language_it_was_written_in() -> None:
    english = translated(DOG_TAX, "en")

    assert english["nodes"]["f_chip"]["label"] == "Chip number"
    assert english["nodes"]["f_home"]["label"] == "Anschrift"
    assert english["nodes"]["f_why"]["options"][0]["label"] == "farm"
    assert english["fees"][0]["label"] == "Dangerous dog"
    assert translated(DOG_TAX, "de") is DOG_TAX


def test_a_walk_visits_every_node_in_reading_order_with_the_lists_around() -> None:
    placed = {each.node_id: each for each in walk(DOG_TAX)}

    assert list(placed)[:5] == ["p_owner", "f_name", "f_home", "p_dogs", "f_further"]
    assert (placed["f_chip"].page_id, placed["f_chip"].list_ids) == ("p_dogs", ("l_dogs",))
    assert answer_path(DOG_TAX, "f_chip") == ("dogs", "*", "chip")
    assert answer_path(DOG_TAX, "f_home") == ("owner", "home")


@pytest.mark.parametrize(
    "broken", [{}, {"nodes": {}}, {"order": ["p"], "nodes": {"p": {}}}, [], None]
)
def test_a_broken_definition_is_refused_with_one_exception(broken: Any) -> None:
    with pytest.raises(NotCompilable):
        compile_definition(broken, parameters={})


def test_measuring_names_what_it_measured() -> None:
    assert [each.name for each in measure(fields=20, rounds=1, times=1)][:2] == [
        "floor: bare jsonschema-rs",
        "judge, valid",
    ]
