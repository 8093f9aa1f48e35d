"""What the search says of a condition is what trying answers one by one shows."""

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.answers import judge, prune
from forms_engine.checking import check
from forms_engine.compiling import compile_definition
from forms_engine.conditions import MISSING, holds
from forms_engine.definition import walk
from forms_engine.kinds import value_schema
from forms_engine.reaching import CANNOT, UNKNOWN, Found, Ground
from forms_engine.reaching.domains import Guess
from forms_engine.routing import route
from forms_engine.validators import judge_for
from tests.forms_engine.documents import one_page

quick = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
OPTIONS = [{"value": each, "label": each.upper()} for each in "abc"]
FIELDS: list[dict[str, Any]] = [
    {"kind": "boolean", "required": True},
    {"kind": "choice", "options": OPTIONS},
    {"kind": "integer", "required": True, "schema": {"minimum": 0, "maximum": 5}},
    {"kind": "choices", "options": OPTIONS},
    {"kind": "text", "schema": {"maxLength": 3}},
    {"kind": "consent"},
]
# Everything that can be answered, as far as the conditions below can tell it apart.
VALUES: list[list[Any]] = [
    [True, False],
    [*"abc"],
    list(range(6)),
    [list(some) for size in (1, 2, 3) for some in itertools.combinations("abc", size)],
    ["a", "ab", "abc", "x", "xy", "xyz"],
    [True],
]
SCHEMAS: list[list[Any]] = [
    [{"const": True}, {"const": False}, {}],
    [{"const": "a"}, {"enum": ["a", "b"]}, {"not": {"const": "c"}}, {}],
    [{"minimum": 3}, {"maximum": 2}, {"exclusiveMinimum": 5}, {"const": 3}, {"multipleOf": 2}],
    [{"contains": {"const": "a"}}, {"minItems": 2}, {"maxItems": 1}, {"const": ["a", "b"]}],
    [{"const": "ab"}, {"minLength": 2}, {"maxLength": 1}, {"minLength": 4}, {"pattern": "^x"}],
    [{}, {"const": True}, {"const": False}],
]


def _conditions(before: int) -> st.SearchStrategy[Any]:
    leaf = st.integers(0, before - 1).flatmap(
        lambda number: st.sampled_from(SCHEMAS[number]).map(
            lambda schema: {"field": f"f{number}", "is": schema}
        )
    )
    return st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda members: {"all": members})
            | st.lists(inner, max_size=3).map(lambda members: {"any": members})
            | inner.map(lambda member: {"not": member})
        ),
        max_leaves=4,
    )


@st.composite
def _definitions(draw: Any) -> dict[str, Any]:
    """Some questions, each perhaps shown only after certain answers to those before."""
    count = draw(st.integers(1, len(FIELDS)))
    fields = [dict(field) for field in FIELDS[:count]]
    for number, field in enumerate(fields):
        if number and draw(st.booleans()):
            field["show_when"] = draw(_conditions(number))
    return one_page(*fields)


def _ground(definition: dict[str, Any], **how: Any) -> Ground:
    return Ground(definition, {each.node_id: each for each in walk(definition)}, **how)


def _every(definition: dict[str, Any], *, is_submitted: bool) -> Any:
    """Return all answers as the conditions see them: what is hidden is missing."""
    count = len(definition["nodes"]) - 1
    nodes = [definition["nodes"][f"f{number}"] for number in range(count)]
    choices = [[*VALUES[number], MISSING] for number in range(count)]
    for answers in itertools.product(*choices):
        seen: dict[str, Any] = {}
        is_possible = True
        for number, value in enumerate(answers):
            shown = holds(
                nodes[number].get("show_when") or True, answer=lambda name, seen=seen: seen[name]
            )
            seen[f"f{number}"] = value if shown else MISSING
            is_open = shown and value is MISSING and nodes[number].get("required")
            is_possible = is_possible and not (is_submitted and is_open)
        if is_possible:
            yield seen


@quick
@given(_definitions(), st.data(), st.booleans())
def test_the_search_agrees_with_trying_everything(
    definition: dict[str, Any],
    data: Any,
    is_submitted: bool,  # noqa: FBT001  hypothesis gives it
) -> None:
    condition = data.draw(_conditions(len(definition["nodes"]) - 1))

    verdict = _ground(definition, is_submitted=is_submitted).meets(condition)

    meets = any(
        holds(condition, answer=lambda name, seen=seen: seen[name])
        for seen in _every(definition, is_submitted=is_submitted)
    )
    if verdict == CANNOT:
        assert not meets
    elif isinstance(verdict, Found):
        assert meets
    patterned = "pattern" in repr(definition) or "pattern" in repr(condition)
    odd = patterned or "multipleOf" in repr(definition) or "multipleOf" in repr(condition)
    assert odd or verdict != UNKNOWN


@quick
@given(_definitions(), st.data())
def test_answers_that_are_said_to_reach_nobody_reach_nobody(
    definition: dict[str, Any], data: Any
) -> None:
    count = len(definition["nodes"]) - 1
    rules = data.draw(st.lists(_conditions(count), min_size=1, max_size=3))
    definition |= {
        "roles": {"a": {"label": "A"}},
        "routing": [{"when": each, "to": ["a"]} for each in rules],
    }

    for finding in check(definition):
        if finding.code == "routing_nowhere":
            answers = {
                each["id"]: each["value"]
                for each in finding.params["answers"]
                if not each["is_open"]
            }
            compiled = compile_definition(definition, parameters={})
            filled = {"f0": True, "f2": 1} | answers if count > 2 else {"f0": True} | answers
            pruned = prune(compiled, {key: filled[key] for key in filled if key in answers})
            assert route(compiled, pruned) is None
            wrong = {fault.node_id for fault in judge(compiled, pruned)}
            assert not wrong & answers.keys()


@quick
@given(_definitions())
def test_what_is_never_shown_is_shown_for_no_answers(definition: dict[str, Any]) -> None:
    codes = {"never_shown", "condition_contradicts", "never_reached", "required_but_hidden"}
    never = {each.at for each in check(definition) if each.code in codes}
    always = {each.at for each in check(definition) if each.code == "always_shown"}

    for seen in _every(definition, is_submitted=False):
        for node_id in never | always:
            shown = holds(
                definition["nodes"][node_id]["show_when"],
                answer=lambda name, seen=seen: seen[name],
            )
            assert shown == (node_id in always)


@pytest.mark.parametrize("kind", ["email", "phone", "iban", "postcode", "tax_id", "money", "date"])
def test_the_samples_of_a_kind_are_valid(kind: str) -> None:
    from_search = _ground(one_page({"kind": kind})).meets({"field": "f0", "is": {}})

    assert isinstance(from_search, Found)
    value = from_search.answers["f0"]
    assert not isinstance(value, Guess)
    assert judge_for(value_schema({"kind": kind})).is_valid(value)


def test_what_cannot_be_known_is_not_claimed() -> None:
    ground = _ground(one_page({"kind": "text"}, {"kind": "address"}, {"kind": "value"}))

    for name, schema in (
        ("f0", {"pattern": "^(a|b)+c$"}),
        ("f1", {"properties": {"place": {"const": "Frankfurt"}}}),
        ("f2", {"type": "object"}),
    ):
        assert ground.meets({"field": name, "is": schema}) == UNKNOWN


def test_contradictions_are_known_also_beside_what_cannot_be_known() -> None:
    ground = _ground(one_page({"kind": "text"}, {"kind": "boolean"}))
    odd = {"field": "f0", "is": {"pattern": "^(a|b)+c$"}}
    yes, no = ({"field": "f1", "is": {"const": each}} for each in (True, False))

    assert ground.meets({"all": [odd, yes, no]}) == CANNOT
    assert ground.meets({"all": [odd, yes]}) == UNKNOWN


def test_a_search_that_is_too_large_is_given_up_quietly() -> None:
    fields = [{"kind": "integer"} for _ in range(40)]
    one_of = [
        {
            "any": [
                {"field": f"f{number}", "is": {"minimum": 1}},
                {"field": f"f{number + 1}", "is": {"maximum": 0}},
            ]
        }
        for number in range(39)
    ]
    every = {"all": [*one_of, {"any": []}]}
    chain = [
        {"kind": "boolean", "show_when": {"field": f"f{number - 1}", "is": {"const": True}}}
        for number in range(1, 100)
    ]

    assert _ground(one_page(*fields)).meets(every) == CANNOT
    long = _ground(one_page({"kind": "boolean"}, *chain))
    assert long.meets({"field": "f99", "is": {"const": True}}) == UNKNOWN
    assert isinstance(long.meets({"field": "f50", "is": {"const": True}}), Found)


def test_rows_are_counted() -> None:
    definition = one_page(
        {"kind": "list", "title": "Zeile", "order": ["g"], "schema": {"maxItems": 3}}
    )
    definition["nodes"]["g"] = {"kind": "text", "key": "g", "label": "G"}
    ground = _ground(definition)

    assert isinstance(ground.meets({"field": "f0", "is": {"minItems": 3}}), Found)
    assert ground.meets({"field": "f0", "is": {"minItems": 4}}) == CANNOT
    assert ground.meets({"field": "f0", "is": {"contains": {"required": ["h"]}}}) == UNKNOWN
