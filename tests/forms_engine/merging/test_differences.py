"""What is different between two documents is said by ids, completely, and as a person would."""

import copy
import json
import re
import time
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.definition import Definition, canonical
from forms_engine.editing import EditRejected, edit
from forms_engine.merging import GROUPS, SENTENCES, Difference, differences
from tests.forms_engine.documents import DOG_TAX
from tests.forms_engine.editing.test_properties import commands
from tests.forms_engine.invented import definitions

many = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def changed(**root: Any) -> Definition:
    return {**copy.deepcopy(DOG_TAX), **root}


def edited(*steps: tuple[str, dict[str, Any]]) -> Definition:
    document = DOG_TAX
    for name, arguments in steps:
        document = edit(document, name, arguments).definition
    return document


def said(after: Definition) -> list[tuple[str, str]]:
    return [(each.group, str(each)) for each in differences(DOG_TAX, after)]


@many
@given(definitions())
def test_a_document_does_not_differ_from_itself(document: Definition) -> None:
    assert differences(document, copy.deepcopy(document)) == []


@many
@given(definitions(), st.data())
def test_every_edit_that_changes_something_is_a_difference_that_has_a_name(
    first: Definition, data: Any
) -> None:
    document = first
    for _ in range(4):
        name, arguments = commands(data.draw, document)
        try:
            document = edit(document, name, arguments).definition
        except EditRejected:
            continue
        _check_complete(first, document)


@many
@given(definitions(), definitions())
def test_two_documents_that_have_nothing_in_common_differ(
    one: Definition, other: Definition
) -> None:
    _check_complete(one, other)


def _check_complete(before: Definition, after: Definition) -> None:
    untouched = canonical(before), canonical(after)
    found = differences(before, after)
    is_equal = untouched[0] == untouched[1]
    assert (found == []) == is_equal
    assert "other" not in {each.code for each in found}
    assert {each.group for each in found} <= set(GROUPS)
    assert all(str(each) for each in found)
    assert (canonical(before), canonical(after)) == untouched


#: Any JSON at every place of the document, good or not: nothing is overlooked.
VALUES = st.sampled_from([None, True, 1, "x", [], {}, ["a"], {"a": 1}, {"const": True}])


@many
@given(st.data())
def test_no_changed_member_is_overlooked(data: Any) -> None:
    document = copy.deepcopy(DOG_TAX)
    node = document["nodes"][data.draw(st.sampled_from(sorted(document["nodes"])))]
    names = ["title", "help", "required", "schema", "default", "x-own", "parts", "show_when"]
    things = [node, document["fees"][0], document["routing"][1], document["notices"][0]]
    target = data.draw(st.sampled_from(things))
    name = data.draw(st.sampled_from(names))
    if data.draw(st.booleans()):
        target[name] = data.draw(VALUES)
    else:
        target.pop(name, None)

    found = differences(DOG_TAX, document)

    assert (found == []) == (canonical(DOG_TAX) == canonical(document))
    assert "other" not in {each.code for each in found}


def test_rooms_that_are_empty_or_not_there_differ_too() -> None:
    for name, empty in {
        "texts": {}, "translated_from": {}, "parameters": {}, "roles": {}, "fees": [],
        "routing": [], "notices": [], "constraints": [], "schema": {}, "retention": {},
    }.items():  # fmt: skip
        without = {key: value for key, value in DOG_TAX.items() if key != name}

        assert len(differences(without, {**without, name: empty})) == 1, name
        assert len(differences({**without, name: empty}, without)) == 1, name


def test_true_is_not_one_and_one_is_one_point_nought() -> None:
    after = changed()
    after["nodes"]["l_dogs"]["schema"] = {"minItems": 1.0, "maxItems": True}

    assert [(each.params["what"], each.after) for each in differences(DOG_TAX, after)] == [
        ("maxItems", True)
    ]


def test_what_stands_behind_an_insertion_has_not_moved() -> None:
    after = edited(("add", {"kind": "text", "into": "l_dogs", "position": 0, "label": "Rasse"}))

    assert said(after) == [("new", "“Rasse” is new (Hund).")]


def test_of_two_that_changed_places_one_moved() -> None:
    after = edited(
        ("move", {"nodes": ["f_proof"], "into": "l_dogs", "position": 0, "anyway": True})
    )

    assert said(after) == [("moved", "“Wesenstest” stands behind “” now.")]


def test_a_question_on_another_page_moved_and_its_neighbours_did_not() -> None:
    after = edited(("move", {"nodes": ["f_guard"], "into": "p_owner", "position": 1}))

    assert said(after) == [
        ("moved", "“Wachhund?” stands in “Halter” now; before, in “Ermäßigung”.")
    ]


def test_a_whole_page_that_moves_is_one_difference() -> None:
    after = edited(("move", {"nodes": ["p_relief"], "into": "", "position": 0, "anyway": True}))

    assert said(after) == [("moved", "“Ermäßigung” stands behind “” now.")]


def test_values_come_as_they_stand_with_how_to_read_them() -> None:
    after = edited(
        ("set", {"node": "f_chip", "attribute": "help", "value": "15 Ziffern"}),
        ("set", {"node": "f_chip", "attribute": "required", "value": False}),
        ("set", {"node": "f_chip", "attribute": "schema", "value": {"maxLength": 15}}),
        ("set", {"node": "f_why", "attribute": "show_when", "value": None}),
    )

    assert [
        (each.code, each.group, each.before, each.after, each.shape)
        for each in differences(DOG_TAX, after)
    ] == [
        ("node_optional", "changed", True, False, "value"),
        ("node_limit", "changed", "^[0-9]{15}$", None, "value"),
        ("node_limit", "changed", None, 15, "value"),
        ("node_changed", "texts", None, "15 Ziffern", "text"),
        (
            "node_shown_when", "rules", {"field": "f_guard", "is": {"const": True}}, None,
            "condition",
        ),
    ]  # fmt: skip


def test_options_are_compared_by_their_value() -> None:
    options = [
        {"value": "shop", "label": "Geschäft"},
        {"value": "farm", "label": "Hof"},
        {"value": "sheep", "label": "Herde"},
    ]
    after = edited(("set_options", {"node": "f_why", "options": options}))

    assert [(each.code, each.params.get("option")) for each in differences(DOG_TAX, after)] == [
        ("option_changed", "Geschäft"),
        ("option_new", "Herde"),
        ("option_moved", "Geschäft"),
    ]


def test_rules_without_a_name_are_known_again_by_what_they_say() -> None:
    first = {"when": {"field": "f_guard", "is": {"const": True}}, "to": ["tax_office"]}
    after = changed(routing=[first, *DOG_TAX["routing"]])
    after["routing"][2] = {**after["routing"][2], "due_days": 21}

    assert [(each.code, each.before, each.after) for each in differences(DOG_TAX, after)] == [
        ("item_changed", 14, 21),
        ("item_new", None, first),
    ]


def test_fees_that_change_places_are_moved_because_the_first_that_is_due_counts() -> None:
    after = changed(fees=list(reversed(DOG_TAX["fees"])))

    assert [each.code for each in differences(DOG_TAX, after)] == ["item_moved"]


def test_translations_name_the_question_they_belong_to() -> None:
    after = changed(
        languages=["de", "en", "fr"],
        texts={"en": {**DOG_TAX["texts"]["en"], "f_chip.label": "Chip no."}, "fr": {"title": "X"}},
    )

    assert said(after) == [
        ("translations", "The process is offered in “fr” now."),
        ("translations", "“Chipnummer” (label) is translated differently (en)."),
        ("translations", "“” (title) is translated now (fr)."),
    ]


def test_every_code_has_a_sentence_whose_holes_are_filled() -> None:
    sources = Path("forms_engine/merging").glob("*.py")
    used = {
        code
        for source in sources
        for code in re.findall(
            r'"((?:node|option|order|item|process|language|translation)_\w+)"', source.read_text()
        )
    }

    assert set(SENTENCES) - {"other"} <= used
    assert str(Difference("other", "process")) == "Something else is different."


def test_five_hundred_questions_are_compared_in_a_moment() -> None:
    ids = [f"f_{number}" for number in range(500)]
    nodes: dict[str, Any] = {
        each: {
            "kind": "text", "key": each, "label": f"Frage {each}", "help": "Hilfe",
            "schema": {"maxLength": 80}, "show_when": {"field": "f_0", "is": {"const": "x"}},
        }
        for each in ids
    }  # fmt: skip
    before = changed(
        order=["p"], nodes={"p": {"kind": "page", "title": "P", "order": ids}, **nodes}
    )
    after = json.loads(json.dumps(before))
    after["nodes"]["p"]["order"].reverse()
    for each in ids:
        after["nodes"][each]["label"] += "!"

    began = time.perf_counter()
    found = differences(before, after)

    assert time.perf_counter() - began < 0.5  # measured: 10 ms
    assert len(found) == 499 + 500
