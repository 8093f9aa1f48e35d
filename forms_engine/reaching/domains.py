"""
Lists answers to a question, one at least for each way in which conditions tell answers apart.

Where that cannot be promised, the list says so: then nothing may be concluded from what is not
in it.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from forms_engine.conditions import MISSING
from forms_engine.conditions.holding import value_test
from forms_engine.definition import STRUCTURE, Node, option_name
from forms_engine.kinds import value_schema
from forms_engine.reaching.schemas import borders, is_simple, named_inside, named_values
from forms_engine.validators import small_judge

_MOST_OPTIONS: Final = 300
_FULLY_JOINED: Final = 6
_LONGEST: Final = 400
_LARGEST: Final = 2**50
_PATTERNED: Final = frozenset({"pattern", "format"})
_LENGTHS: Final = frozenset({"minLength", "maxLength"})
_SAMPLES: Final[dict[str, tuple[Any, ...]]] = {
    "email": ("a@example.org", "b@example.org", "c@example.org"),
    "phone": ("+4969123456", "+4969123457", "+4969123458"),
    "iban": ("DE02120300000000202051", "DE02500105170137075030"),
    "postcode": ("60311", "65183", "64283"),
    "tax_id": ("86095742719", "47036892816"),
    "money": ("1.00", "12345.67", "0.00"),
    "date": ("2026-05-03", "1990-05-03", "2030-01-01"),
    "time": ("09:30", "18:15", "00:05"),
    "datetime": ("2026-05-03T09:30", "1990-05-03T18:15"),
    "signature": ("Kim Muster", "Jo Muster"),
}
_Values = tuple[list[Any], bool]


class Guess(str):
    """A text that stands for valid ones which nobody can name; conditions take it for them."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Domain:
    """
    Answers to a question.

    :param values: answers that are valid; MISSING where it can be left open.
    :param is_complete: whether every valid answer meets the same schemas as one of them.
    """

    values: tuple[Any, ...]
    is_complete: bool


def domain_of(node: Node, schemas: list[Any], *, is_submitted: bool) -> Domain:
    """
    Return answers to a question that these schemas of conditions tell apart.

    :param is_submitted: whether what is required has been answered.
    """
    values, is_complete = _given(node, schemas)
    if may_be_missing(node) or not is_submitted or (is_complete and not values):
        values.append(MISSING)
    return Domain(tuple(values), is_complete)


def may_be_missing(node: Node) -> bool:
    """Say whether a question that is seen can be left open when everything is sent."""
    if node["kind"] == "const":
        return False
    if node["kind"] == "list" and "required" not in node:
        schema = node.get("schema")
        least = schema.get("minItems", 0) if isinstance(schema, dict) else 0
        return not least
    return not node.get("required")


def as_label(node: Node, value: Any) -> str:
    """Return what an option is called, or the value itself."""
    options = node.get("options")
    for option in options if isinstance(options, list) else []:
        if option_name(option["value"]) == option_name(value):
            return str(option["label"])
    return option_name(value)


def _given(node: Node, schemas: list[Any]) -> _Values:
    kind = node["kind"]
    if kind == "list":
        return _rows(node, schemas)
    if kind in STRUCTURE:
        return [], False
    values, is_complete = _SOURCES.get(kind, _opaque)(node, schemas)
    try:
        judge = small_judge(value_schema(node))
        valid = [each for each in values if isinstance(each, Guess) or judge.is_valid(each)]
    except (ValueError, LookupError):
        return [], False
    return valid, is_complete


def _own(node: Node) -> Any:
    return node.get("schema", True)


def _yes_no(node: Node, schemas: list[Any]) -> _Values:
    del node, schemas
    return [True, False], True


def _const(node: Node, schemas: list[Any]) -> _Values:
    del schemas
    own = _own(node)
    known = "value" in node or (isinstance(own, dict) and "const" in own)
    return ([node["value"] if "value" in node else own["const"]] if known else []), known


def _choice(node: Node, schemas: list[Any]) -> _Values:
    del schemas
    options = node.get("options")
    if not isinstance(options, list) or not options or len(options) > _MOST_OPTIONS:
        return [], False
    return [option["value"] for option in options], True


def _choices(node: Node, schemas: list[Any]) -> _Values:
    offered, is_known = _choice(node, schemas)
    if not is_known:
        return [], False
    if len(offered) <= _FULLY_JOINED:
        return _joined(offered), True
    asked = {option_name(each) for each in named_inside(schemas)}
    named = [each for each in offered if option_name(each) in asked]
    others = [each for each in offered if option_name(each) not in asked]
    simple = frozenset({"items", "uniqueItems", "const", "enum"})
    is_simple_enough = all(is_simple(each, without=simple) for each in [*schemas, _own(node)])
    if len(named) > _FULLY_JOINED or not is_simple_enough:
        return [[each] for each in offered] + [offered], False
    counts = borders([*schemas, _own(node)], ("minItems", "maxItems"))
    most = min(len(others), int(max(counts, default=0)) + 1)
    return [
        [each for each in offered if each in (*some, *others[:count])]
        for some in ([], *_joined(named))
        for count in range(most + 1)
        if some or count
    ], True


def _joined(offered: list[Any]) -> list[Any]:
    return [
        list(some)
        for count in range(1, len(offered) + 1)
        for some in itertools.combinations(offered, count)
    ]


def _numbers(node: Node, schemas: list[Any]) -> _Values:
    every = [*schemas, _own(node)]
    asked = [
        each
        for each in (*borders(every), *named_values(every))
        if isinstance(each, int | float) and not isinstance(each, bool)
    ]
    if any(abs(each) > _LARGEST for each in asked):
        return [], False
    is_integer = node["kind"] == "integer"
    without = frozenset({"multipleOf"} if is_integer else {"multipleOf", "type"})
    is_complete = all(is_simple(each, without=without) for each in every)
    if is_integer:
        near = {int(each // 1) + step for each in asked for step in (-1, 0, 1, 2)}
        return sorted(near | {0, 1}, key=_small_first), is_complete
    points = sorted({float(each) for each in asked})
    between = [(low + high) / 2 for low, high in itertools.pairwise(points)]
    outer = [points[0] - 1, points[-1] + 1] if points else [1.0]
    every_one = sorted({*points, *between, *outer}, key=_small_first)
    return [_plain(each) for each in every_one], is_complete


def _small_first(number: float) -> tuple[bool, float]:
    return number < 0, abs(number)


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() else number


def _texts(node: Node, schemas: list[Any]) -> _Values:
    """Values that no schema names are all alike, as long as nothing looks into them."""
    every = [*schemas, _own(node)]
    named = [each for each in named_values(every) if isinstance(each, str) and each]
    is_free = node["kind"] in {"text", "longtext"}
    others = [each for each in _samples(node, every) if each not in named]
    without = _PATTERNED if is_free else _PATTERNED | _LENGTHS
    is_exact = all(is_simple(each, without=without) for each in schemas)
    if borders(schemas, _LENGTHS):
        is_plain = is_simple(_own(node), without=_PATTERNED | {"const", "enum"})
        is_short = all(each < _LONGEST for each in borders(every, _LENGTHS))
        return [*named, *others], is_exact and is_plain and is_short
    return [*named, *others, _other_than(named)], is_exact


def _samples(node: Node, schemas: list[Any]) -> list[str]:
    known = _SAMPLES.get(node["kind"])
    if known is not None:
        return list(known)
    near = {int(each) + step for each in (*borders(schemas, _LENGTHS), 2) for step in (-1, 0, 1)}
    lengths = sorted(each for each in near if 0 < each <= _LONGEST)
    return [letter * each for letter in "xy" for each in lengths]


def _other_than(named: list[str]) -> Guess:
    guess = "…"
    while guess in named:
        guess += "…"
    return Guess(guess)


def _opaque(node: Node, schemas: list[Any]) -> _Values:
    """Stand for an answer that conditions can only ask whether it is there."""
    del node, schemas
    return [], False


def _rows(node: Node, schemas: list[Any]) -> _Values:
    every = [*schemas, _own(node)]
    without = frozenset({"contains", "items", "uniqueItems", "const", "enum"})
    own = node.get("schema")
    count = {"minItems", "maxItems"}
    counts = {int(each) + step for each in (*borders(every, count), 1) for step in (-1, 0, 1)}
    least, most = 0, _LONGEST
    if isinstance(own, dict):
        least, most = int(own.get("minItems", 0)), int(own.get("maxItems", _LONGEST))
    fitting = sorted(each for each in counts if max(least, 0) <= each <= min(most, _LONGEST))
    is_small = all(each < _LONGEST for each in borders(every, count))
    is_complete = is_small and all(is_simple(each, without=without) for each in schemas)
    own_joins = isinstance(own, dict) and {"not", "allOf", "anyOf", "oneOf", "if"} & own.keys()
    return [[{}] * each for each in fitting], is_complete and not own_joins


_SOURCES: Final[dict[str, Callable[[Node, list[Any]], _Values]]] = {
    "boolean": _yes_no,
    "consent": _yes_no,
    "const": _const,
    "choice": _choice,
    "choices": _choices,
    "integer": _numbers,
    "number": _numbers,
    **dict.fromkeys(
        (
            "text", "longtext", "email", "phone", "iban", "postcode", "tax_id", "money", "date",
            "time", "datetime", "signature",
        ),
        _texts,
    ),
}  # fmt: skip


def told_apart(domain: Domain, schemas: list[Any]) -> list[tuple[Any, tuple[bool, ...]]]:
    """Return one answer for each way in which it meets the schemas, with that way."""
    tests = [value_test(schema) for schema in schemas]
    found: dict[tuple[bool, ...], Any] = {}
    for value in domain.values:
        plain = str(value) if isinstance(value, Guess) else value
        way = tuple(value is not MISSING and test(plain) for test in tests)
        found.setdefault(way, value)
    return [(value, way) for way, value in found.items()]
