"""Answers named by node ids come back the same, and outlive what is done to a form."""

from hypothesis import HealthCheck, given, settings

from forms_engine.answers import prune
from forms_engine.answers.naming import carried_over, named, placed
from forms_engine.answers.path import pages_met
from forms_engine.compiling import compile_definition
from forms_engine.outcome import outcome
from tests import cast, factories
from tests.forms_engine.invented import PARAMETERS, filled_in


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(filled_in())
def test_named_answers_come_back_the_same(case):
    definition, answers = case
    form = compile_definition(definition, parameters=PARAMETERS)
    by_id = named(form, prune(form, answers))

    assert named(form, placed(form, by_id)) == by_id
    assert outcome(form, placed(form, by_id)).pages == outcome(form, answers).pages


def test_a_list_of_bare_values_comes_back():
    nodes = {
        "p_one": {"kind": "page", "title": "Seite", "order": ["l_names"]},
        "l_names": {"kind": "list", "key": "names", "title": "Name", "order": ["f_name"]},
        "f_name": {"kind": "text", "label": "Name"},
    }
    definition = factories.make_definition(order=["p_one"], nodes=nodes, texts={})
    form = compile_definition(definition, parameters={})
    answers = {"names": ["Kim", "Jo"]}

    assert named(form, answers) == {"l_names": [{"f_name": "Kim"}, {"f_name": "Jo"}]}
    assert placed(form, named(form, answers)) == answers


def test_what_is_not_asked_any_more_is_gone():
    before = compile_definition(factories.make_definition(), parameters={})
    smaller = factories.make_definition()
    smaller["order"] = ["p_owner"]
    after = compile_definition(smaller, parameters={})

    assert carried_over(before, after, cast.DOG_ANSWERS) == {
        "name": "Kim Muster",
        "email": cast.CITIZEN_EMAIL,
    }


def test_nonsense_is_no_answer():
    form = compile_definition(factories.make_definition(), parameters={})
    for nonsense in (None, [], "x", {"l_dogs": "x"}, {"l_dogs": [1, None]}, {"gone": 1}):
        assert placed(form, nonsense) in ({}, {"dogs": []})
        assert named(form, nonsense) == {}


def test_pages_are_met_as_answers_show_them():
    form = compile_definition(factories.make_definition(), parameters={})
    assert pages_met(form, {}) == ["p_owner", "p_dogs"]
    assert pages_met(form, {"reduced": True}) == ["p_owner", "p_dogs", "p_proof"]
