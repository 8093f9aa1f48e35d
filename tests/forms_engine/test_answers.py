"""What is seen, kept, judged and read aloud of answers."""
# ruff: noqa: E501  cases read best one a line

import copy
from typing import Any

import pytest

from forms_engine.answers import judge, judge_page, prune, read_aloud, visible
from forms_engine.answers.sentences import SENTENCES
from forms_engine.compiling import Compiled, compile_definition
from forms_engine.formats import FORMATS
from tests.forms_engine.documents import DARMSTADT, DOG_TAX, FRANKFURT, PROOF, dogs, one_page


@pytest.fixture
def frankfurt() -> Compiled:
    return compile_definition(DOG_TAX, parameters=FRANKFURT)


def _faults(compiled: Compiled, answers: Any) -> list[tuple[Any, ...]]:
    return [(each.node_id, each.rows, each.part, each.code) for each in judge(compiled, answers)]


def test_right_answers_have_no_faults(frankfurt: Compiled) -> None:
    assert judge(frankfurt, dogs(False, True)) == []


def test_every_missing_field_is_named_part_by_part_in_reading_order(frankfurt: Compiled) -> None:
    assert _faults(frankfurt, {}) == [
        ("f_name", (), "given_name", "required"),
        ("f_name", (), "family_name", "required"),
        ("f_home", (), "street", "required"),
        ("f_home", (), "house_number", "required"),
        ("f_home", (), "postcode", "required"),
        ("f_home", (), "place", "required"),
        ("l_dogs", (), "", "required"),
        ("f_guard", (), "", "required"),
    ]


def test_faults_in_a_list_name_the_row(frankfurt: Compiled) -> None:
    answers = dogs(False, True, False)
    del answers["dogs"][1]["proof"]
    answers["dogs"][2]["chip"] = "12"

    assert _faults(frankfurt, answers) == [
        ("f_proof", (1,), "", "required"),
        ("f_chip", (2,), "", "pattern"),
    ]


def test_faults_in_a_part_of_an_address_name_the_part(frankfurt: Compiled) -> None:
    answers = dogs(False)
    answers["owner"]["home"]["postcode"] = "6031"

    fault = judge(frankfurt, answers)[0]

    assert (fault.node_id, fault.part, fault.code) == ("f_home", "postcode", "format_postcode")
    assert fault.text == "Enter a postcode of five digits for “Postleitzahl”."


def test_what_is_hidden_must_not_be_there(frankfurt: Compiled) -> None:
    answers = dogs(False)
    answers["dogs"][0]["proof"] = PROOF

    assert _faults(frankfurt, answers) == [("f_proof", (0,), "", "unexpected")]
    assert judge(frankfurt, prune(frankfurt, answers)) == []


def test_what_nobody_asked_for_is_refused(frankfurt: Compiled) -> None:
    assert [str(each) for each in judge(frankfurt, dogs(False, surprise=1))] == [
        "“surprise” is not asked for here; leave it out."
    ]


def test_a_constraint_is_shown_at_its_field_in_its_own_words(frankfurt: Compiled) -> None:
    answers = dogs(False) | {"guard": True, "why": "farm"}

    assert [(each.node_id, each.code, each.text) for each in judge(frankfurt, answers)] == [
        ("f_why", "constraint", "In der Stadt gibt es keine Höfe.")
    ]


def test_a_page_is_judged_whatever_lacks_on_others(frankfurt: Compiled) -> None:
    answers = {"dogs": [{"chip": "1", "dangerous": False}]}

    assert [(each.node_id, each.rows) for each in judge_page(frankfurt, answers, "p_dogs")] == [
        ("f_chip", (0,))
    ]
    assert judge_page(frankfurt, dogs(False), "p_owner") == []


def test_faults_speak_the_language_of_the_compiled_form(frankfurt: Compiled) -> None:
    answers = dogs(False)
    answers["dogs"][0]["chip"] = "1"

    assert judge(frankfurt, answers)[0].params["label"] == "Chipnummer"
    assert judge(frankfurt.in_language("en"), answers)[0].params["label"] == "Chip number"


@pytest.mark.parametrize(
    "answers",
    [None, [], "x", 3, {"dogs": "x"}, {"owner": []}, {"dogs": [1]}, {"owner": {"name": 1}}],
)
def test_answers_of_the_wrong_shape_are_refused_without_a_crash(
    frankfurt: Compiled, answers: Any
) -> None:
    assert judge(frankfurt, answers)


@pytest.mark.parametrize("value", [b"x", object(), {1, 2}])
def test_answers_that_are_no_json_are_refused(value: Any) -> None:
    compiled = compile_definition(one_page({"kind": "text"}), parameters={})

    assert judge(compiled, {"f0": value})


@pytest.mark.parametrize("kind", ["text", "value", "address", "choices"])
def test_deep_nesting_is_no_crash(kind: str) -> None:
    compiled = compile_definition(one_page({"kind": kind, "options": []}), parameters={})
    value: Any = 1
    for _level in range(5000):
        value = [value]

    judge(compiled, prune(compiled, {"f0": value, "more": value}))


def test_parameters_decide_which_fields_a_city_has() -> None:
    darmstadt = compile_definition(DOG_TAX, parameters=DARMSTADT)
    plain = compile_definition(DOG_TAX, parameters={})

    assert ("f_further", ()) in visible(darmstadt, {})
    assert ("f_further", ()) not in visible(plain, {})
    assert ("f_dangerous", (0,)) not in visible(plain, dogs(True))
    assert [each.code for each in judge(plain, dogs(False))] == ["unexpected"]


def test_pruning_leaves_the_given_answers_alone(frankfurt: Compiled) -> None:
    answers = dogs(False) | {"why": "shop"}
    before = copy.deepcopy(answers)

    assert "why" not in prune(frankfurt, answers)
    assert answers == before


def test_a_fixed_value_is_put_in_and_a_calculated_one_worked_out() -> None:
    definition = one_page(
        {"kind": "money"},
        {"kind": "money"},
        {"kind": "calculated", "calculate": {"sum": ["f0", "f1"]}, "as": "money"},
        {"kind": "const", "value": {"version": 2}, "required": True},
    )
    compiled = compile_definition(definition, parameters={})

    pruned = prune(compiled, {"f0": "1.10", "f1": "2.25", "f2": "999.00"})

    assert pruned == {"f0": "1.10", "f1": "2.25", "f2": "3.35", "f3": {"version": 2}}
    assert judge(compiled, pruned) == []


def test_answers_are_read_aloud_in_the_forms_own_words_and_order(frankfurt: Compiled) -> None:
    answers = dogs(True) | {"guard": True, "why": "farm"}

    sections = read_aloud(frankfurt, answers, "de", file_names={PROOF: "wesenstest.pdf"})

    assert [section.title for section in sections] == ["Halter", "Hunde", "Ermäßigung"]
    assert [(row.label, row.value_text, row.group) for section in sections for row in section.rows] == [
        ("Ihr Name", "Erika Mustermann", ""),
        ("Anschrift", "Weg 1\n60311 Frankfurt", ""),
        ("Chipnummer", "276098104321765", "Hund 1"),
        ("Gefährlich?", "Ja", "Hund 1"),
        ("Wesenstest", "wesenstest.pdf", "Hund 1"),
        ("Wachhund?", "Ja", ""),
        ("Warum?", "Hof", ""),
    ]  # fmt: skip
    english = [row for section in read_aloud(frankfurt, answers, "en") for row in section.rows]
    assert [(row.label, row.value_text) for row in english][-1] == ("Warum?", "farm")


def test_every_fault_code_of_a_kind_has_its_own_sentence() -> None:
    ours = {"email", "phone", "iban", "tax_id", "postcode", "money", "date", "upload"}
    assert ours <= set(FORMATS)
    assert {f"format_{name}" for name in ours} <= set(SENTENCES)


def test_a_catastrophic_pattern_is_judged_in_linear_time() -> None:
    definition = one_page({"kind": "text", "schema": {"pattern": "^(a+)+$"}})
    compiled = compile_definition(definition, parameters={})

    assert [each.code for each in judge(compiled, {"f0": "a" * 50_000 + "b"})] == ["pattern"]


def test_conditions_may_mix_the_own_row_and_answers_outside_of_the_list() -> None:
    definition = one_page(
        {"kind": "boolean"},
        {"kind": "list", "key": "rows", "title": "Zeile", "order": ["a", "b"]},
    )
    definition["nodes"] |= {
        "a": {"kind": "integer", "key": "a", "label": "a"},
        "b": {
            "kind": "text",
            "key": "b",
            "label": "b",
            "required": True,
            "show_when": {
                "any": [
                    {"all": [{"field": "f0", "is": {"const": True}}, {"field": "a", "is": {"minimum": 2}}]},
                    {"not": {"any": [{"field": "f0", "is": {}}, {"field": "a", "is": {"const": 1}}]}},
                ]
            },
        },
    }  # fmt: skip
    compiled = compile_definition(definition, parameters={})

    def is_asked(outer: Any, inner: Any) -> bool:
        answers = {"rows": [{} if inner is None else {"a": inner}]}
        answers |= {} if outer is None else {"f0": outer}
        asked = ("b", (0,)) in visible(compiled, answers)
        assert bool(judge(compiled, answers)) is asked
        return asked

    assert is_asked(True, 2)
    assert not is_asked(True, 1)
    assert is_asked(None, 5)
    assert not is_asked(None, 1)
    assert not is_asked(False, 5)
