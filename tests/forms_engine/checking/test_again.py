"""A check that remembers says the same as one from scratch, and is quick after an edit."""

import copy
import time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.checking import (
    accessible,
    bounds,
    check,
    compiling,
    delivery,
    economy,
    plain_words,
    rules,
    values,
)
from forms_engine.checking import form as checking_form
from forms_engine.checking.remembering import Memory, content_name
from forms_engine.compiling import compile_definition
from tests.forms_engine.documents import DOG_TAX
from tests.forms_engine.invented import definitions
from tests.forms_engine.test_properties import _put_anything

quick = settings(
    max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
MODULES = (accessible, bounds, compiling, delivery, economy, plain_words, rules, values)


def _forget() -> None:
    for module in MODULES:
        for each in vars(module).values():
            if isinstance(each, Memory):
                each.forget()


def _said(findings: list[Any]) -> list[Any]:
    return [(each.level, each.code, each.at, each.pointer, each.text) for each in findings]


@quick
@given(definitions(), st.data())
def test_after_any_change_the_same_is_found_as_from_scratch(definition: Any, data: Any) -> None:
    definition = copy.deepcopy(definition)
    for _change in range(3):
        check(definition)
        _put_anything(definition, data)
        remembered = _said(check(definition))
        _forget()
        assert remembered == _said(check(definition))


@quick
@given(definitions(), st.data())
def test_the_quick_judge_and_the_explainer_agree_on_the_form(definition: Any, data: Any) -> None:
    definition = copy.deepcopy(definition)
    _put_anything(definition, data)
    if bounds.out_of_bounds(definition) is not None:
        return

    slow = [
        finding
        for error in checking_form._EXPLAINER.iter_errors(definition)
        for finding in checking_form._explained(error)
    ]

    if definition.get("format") == checking_form.FORMAT and len(slow) < 100:
        assert sorted(_said(checking_form.form_findings(definition))) == sorted(_said(slow))


@quick
@given(definitions(), st.data())
def test_where_nothing_is_wrong_a_form_can_be_made(definition: Any, data: Any) -> None:
    """What is remembered of a form like it is no reason to overlook that none can be made."""
    definition = copy.deepcopy(definition)
    for _change in range(3):
        before = copy.deepcopy(definition)
        _put_anything(definition, data)
        if any(each.level == "error" for each in check(definition)):
            definition = before
        else:
            compile_definition(definition, parameters={})


def test_content_of_another_type_has_another_name() -> None:
    values_of_one = [True, 1, 1.0, "1", [1], {"1": 1}, None]

    assert len({content_name(each) for each in values_of_one}) == len(values_of_one)


def test_an_edit_of_a_long_form_is_checked_in_milliseconds() -> None:
    nodes = dict(DOG_TAX["nodes"])
    order = list(DOG_TAX["order"])
    for number in range(200):
        page = f"p{number // 10}"
        if page not in nodes:
            nodes[page] = {"kind": "page", "title": page, "order": []}
            order.append(page)
        nodes[page]["order"].append(f"n{number}")
        nodes[f"n{number}"] = {
            "kind": "text" if number % 2 else "boolean",
            "key": f"n{number}",
            "label": f"Frage {number}",
        }
        if number % 2:
            asked = {"field": f"n{number - 1}", "is": {"const": True}}
            nodes[f"n{number}"]["show_when"] = asked
    definition = {**DOG_TAX, "nodes": nodes, "order": order}
    check(definition)
    took = []
    for number in range(5):
        definition = copy.deepcopy(definition)
        definition["nodes"]["n7"]["label"] = f"Anders {number}"
        started = time.perf_counter()
        check(definition)
        took.append(time.perf_counter() - started)

    # Some 7 ms where nothing else runs.
    assert min(took) < 0.05
