"""Invented answers meet every rule of a form once, and are valid where the form allows it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from forms_engine.answers import judge
from forms_engine.answers.inventing import invented_for
from forms_engine.answers.sampling import MOST, rules_of, sample_answers
from forms_engine.compiling import compile_definition
from forms_engine.conditions import MISSING
from forms_engine.outcome import outcome
from tests import factories
from tests.forms_engine.invented import PARAMETERS, definitions

YES = {"const": True}
FEES: list[dict[str, Any]] = [
    {"id": "mixed", "per": "l_dogs", "group": "dog", "label": "Mischling", "amount": "50.00",
     "when": {"field": "f_mixed", "is": YES},
     "factors": [{"when": {"field": "f_reduced", "is": YES}, "times": "0.5"}]},
    {"id": "dog", "per": "l_dogs", "group": "dog", "label": "Hund", "amount": "10.00"},
]  # fmt: skip


def compiled(**changes):
    return compile_definition(factories.make_definition(**changes), parameters={})


def test_every_rule_is_met_once_by_valid_answers():
    routing = [
        {"to": ["vets"], "when": {"field": "l_dogs", "is": {"minItems": 3}}},
        {"to": ["tax_office"], "when": {"field": "f_reduced", "is": YES}},
    ]
    form = compiled(fees=FEES, routing=routing)

    samples = sample_answers(form)

    assert [sample.rule.code for sample in samples] == [
        "plain", "route", "route", "fee", "reduction",
    ]  # fmt: skip
    found = [outcome(form, sample.answers) for sample in samples]
    assert [each.roles for each in found] == [[], ["vets"], ["tax_office"], [], ["tax_office"]]
    # The proof that the reduction asks for is a file, which may be named but is not there.
    assert [each.faults for each in found] == [[]] * 5
    assert found[3].fees[0].label == "Mischling"
    assert "p_proof" in found[2].pages
    assert str(found[4].total) == "25.00"


def test_what_is_met_already_is_not_made_again():
    form = compiled(fees=FEES)
    samples = sample_answers(form)
    assert sample_answers(form, already=[sample.answers for sample in samples]) == []


def test_there_is_an_end_to_samples():
    many = [
        {"to": [f"r{number}"], "when": {"field": "f_name", "is": {"const": f"n{number}"}}}
        for number in range(30)
    ]
    samples = sample_answers(compiled(routing=many))

    assert len(samples) == MOST
    assert samples[3].answers["name"] == "n2"


def test_no_answers_are_made_for_what_cannot_be():
    never = {"all": [{"field": "f_reduced", "is": YES}, {"not": {"field": "f_reduced", "is": YES}}]}
    form = compiled(routing=[{"to": ["vets"], "when": never}, {"to": ["tax_office"]}])

    assert [sample.rule.name for sample in sample_answers(form) if sample.rule.code == "route"] == (
        []
    )
    assert sum(rule.code == "route" for rule in rules_of(form)) == 2


@pytest.mark.parametrize(
    "node",
    [
        {"kind": "text", "schema": {"pattern": "^[0-9]{15}$"}},
        {"kind": "text", "schema": {"maxLength": 2}},
        {"kind": "text", "schema": {"minLength": 30}},
        {"kind": "email"},
        {"kind": "phone"},
        {"kind": "iban"},
        {"kind": "tax_id"},
        {"kind": "postcode", "schema": {"pattern": "^603"}},
        {"kind": "integer", "schema": {"minimum": 7, "maximum": 9}},
        {"kind": "money"},
        {"kind": "date"},
        {"kind": "time"},
        {"kind": "datetime"},
        {"kind": "person", "parts": ["birth_date!", "email!", "phone!"]},
        {"kind": "address", "parts": ["extra!", "country!"]},
        {"kind": "file", "max_count": 3},
        {"kind": "map_point"},
        {"kind": "map_line"},
        {"kind": "map_area"},
        {"kind": "signature"},
        {"kind": "consent"},
        {"kind": "choices", "options": [{"value": "a", "label": "A"}], "schema": {"minItems": 1}},
        {"kind": "value", "schema": {"type": "array"}},
    ],
)
def test_an_answer_is_found_for_every_kind(node):
    assert invented_for({"required": True, "label": "?", **node}) is not MISSING


def test_where_no_answer_is_found_none_is_claimed():
    assert invented_for({"kind": "text", "schema": {"pattern": "^x{7}y{9}$"}}) is MISSING
    assert invented_for({"kind": "text", "schema": False}) is MISSING


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(definitions())
def test_samples_of_any_form_are_what_they_claim_to_be(definition):
    form = compile_definition(definition, parameters=PARAMETERS)
    samples = sample_answers(form)

    assert len(samples) <= MOST
    for sample in samples:
        if sample.rule.at:
            found = outcome(form, sample.answers)
            assert found.answers == sample.answers
            assert isinstance(judge(form, found.answers), list)
