"""What holds for every definition and every answers, whoever invents them."""

import copy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.answers import judge, judge_page, prune, read_aloud, visible
from forms_engine.checking import check
from forms_engine.compiling import compile_definition
from forms_engine.validators import explainer_for
from tests.forms_engine.invented import PARAMETERS, definitions, filled_in

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)


@quick
@given(filled_in())
def test_complete_answers_without_what_is_hidden_are_valid(case: Any) -> None:
    definition, answers = case
    compiled = compile_definition(definition, parameters=PARAMETERS)

    pruned = prune(compiled, answers)

    assert judge(compiled, pruned) == []
    assert prune(compiled, pruned) == pruned
    assert visible(compiled, pruned) == visible(compiled, answers)


@quick
@given(filled_in())
def test_the_schema_refuses_exactly_what_pruning_would_take_away(case: Any) -> None:
    definition, answers = case
    compiled = compile_definition(definition, parameters=PARAMETERS)

    assert compiled.judge.is_valid(answers) == (prune(compiled, answers) == answers)


@quick
@given(filled_in(), st.data())
def test_both_engines_agree_and_every_refusal_names_a_fault(case: Any, data: Any) -> None:
    definition, answers = case
    compiled = compile_definition(definition, parameters=PARAMETERS)
    explainer = explainer_for(compiled.schema)
    spoilt = _spoil(prune(compiled, answers), data)

    is_valid = compiled.judge.is_valid(spoilt)

    assert explainer.is_valid(spoilt) == is_valid
    faults = judge(compiled, spoilt)
    assert bool(faults) == (not is_valid)
    assert all(fault.text for fault in faults)
    on_pages = [
        fault for page in definition["order"] for fault in judge_page(compiled, spoilt, page)
    ]
    assert {id_of(fault) for fault in on_pages} <= {id_of(fault) for fault in faults}
    read_aloud(compiled, spoilt, "de")


def id_of(fault: Any) -> Any:
    return fault.node_id, fault.rows, fault.part, fault.code


def _spoil(answers: Any, data: Any) -> Any:
    """Take something away or put something else in its place."""
    answers = copy.deepcopy(answers)
    places: list[tuple[Any, Any]] = []
    waiting = [answers]
    while waiting:
        value = waiting.pop()
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        for key in keys:
            places.append((value, key))
            if isinstance(value[key], dict | list):
                waiting.append(value[key])
    for owner, key in data.draw(
        st.lists(st.sampled_from(places), max_size=2) if places else st.just([])
    ):
        if isinstance(owner, dict) and data.draw(st.booleans()):
            owner.pop(key, None)
        elif isinstance(owner, dict) or key < len(owner):
            owner[key] = data.draw(st.sampled_from([None, "", "Unsinn", 7, [], {}, True, "x"]))
    return answers


@quick
@given(definitions())
def test_invented_definitions_have_no_errors(definition: Any) -> None:
    errors = [each for each in check(definition) if each.level == "error"]

    assert [str(each) for each in errors if each.code != "key_twice"] == []


@quick
@given(json_values)
def test_checking_takes_any_json_value(document: Any) -> None:
    assert isinstance(check(document), list)


@quick
@given(definitions(), st.data())
def test_checking_takes_a_definition_with_anything_in_any_place(definition: Any, data: Any) -> None:
    definition = copy.deepcopy(definition)
    _put_anything(definition, data)

    findings = check(definition)

    if not any(each.level == "error" for each in findings):
        compile_definition(definition, parameters={})


_PIECES = (
    st.sampled_from(
        ["p0", "f1", "nowhere", "list", "choice", "calculated", "const", "file", "address"]
    )
    | json_values
)
_KEYWORDS = [
    "kind", "key", "order", "options", "show_when", "schema", "required", "parts", "value",
    "calculate", "default", "max_count", "accept", "fees", "routing", "notices", "texts",
    "constraints", "parameters", "roles", "languages", "nodes", "field", "is", "all", "parameter",
]  # fmt: skip


def _put_anything(definition: Any, data: Any) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        value = definition
        for _step in range(data.draw(st.integers(0, 4))):
            inner = [each for each in value.values() if isinstance(each, dict) and each]
            if not inner:
                break
            value = data.draw(st.sampled_from(inner))
        value[data.draw(st.sampled_from(_KEYWORDS))] = data.draw(_PIECES)
