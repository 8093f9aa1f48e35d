"""How a question can be compared, by its kind, and the leaf of a condition that says so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Node, option_name
from forms_engine.errors import Unreadable
from forms_engine.kinds import KINDS
from forms_engine.kinds.choice import options_of

Schema = Any


@dataclass(frozen=True)
class Comparison:
    """
    A way to compare.

    :param takes: what is typed beside it: nothing, a value of the question, several, or a count.
    :param schema: the JSON Schema of the leaf for what was typed.
    """

    name: str
    label: str | Promise
    takes: str
    schema: Callable[[Any], Schema]
    is_negated: bool = False


def _keyword(name: str, label: Any, keyword: str, takes: str = "value") -> Comparison:
    return Comparison(name, label, takes, lambda value: {keyword: value})


_COMPARISONS: Final = {
    each.name: each
    for each in (
        _keyword("is", _("ist"), "const"),
        Comparison("is_not", _("ist nicht"), "value", lambda value: {"not": {"const": value}}),
        Comparison(
            "is_not_or_empty",
            _("ist leer oder nicht"),
            "value",
            lambda value: {"const": value},
            True,
        ),
        _keyword("one_of", _("ist eines von"), "enum", "values"),
        _keyword("at_least", _("ist mindestens"), "minimum"),
        _keyword("at_most", _("ist höchstens"), "maximum"),
        _keyword("more_than", _("ist mehr als"), "exclusiveMinimum"),
        _keyword("less_than", _("ist weniger als"), "exclusiveMaximum"),
        Comparison("contains", _("enthält"), "value", lambda value: {"contains": {"const": value}}),
        Comparison(
            "contains_not",
            _("enthält nicht"),
            "value",
            lambda value: {"contains": {"const": value}},
            True,
        ),
        _keyword("min_items", _("hat mindestens so viele Einträge"), "minItems", "count"),
        _keyword("max_items", _("hat höchstens so viele Einträge"), "maxItems", "count"),
        Comparison("given", _("ist ausgefüllt"), "nothing", lambda _value: {}),
        Comparison("empty", _("ist nicht ausgefüllt"), "nothing", lambda _value: {}, True),
    )
}
_BY_KIND: Final = {
    "boolean": ("is", "is_not", "is_not_or_empty"),
    "choice": ("is", "is_not", "one_of", "is_not_or_empty"),
    "choices": ("contains", "contains_not", "min_items", "max_items"),
    "integer": ("is", "is_not", "at_least", "at_most", "more_than", "less_than", "is_not_or_empty"),
    "number": ("is", "is_not", "at_least", "at_most", "more_than", "less_than", "is_not_or_empty"),
    "calculated": (
        "is",
        "is_not",
        "at_least",
        "at_most",
        "more_than",
        "less_than",
        "is_not_or_empty",
    ),
    "list": ("min_items", "max_items"),
    "consent": (),
    "file": (),
    "address": (),
    "person": (),
    "group": (),
    "page": (),
    "map_point": (),
    "map_line": (),
    "map_area": (),
}
_SIMPLE: Final = ("is", "is_not", "one_of", "is_not_or_empty")


def comparisons_for(kind: str) -> list[Comparison]:
    """Return how a question of a kind can be compared, the commonest first."""
    names = (*_BY_KIND.get(kind, _SIMPLE), "given", "empty")
    return [_COMPARISONS[name] for name in names]


def leaf_of(source: dict[str, str], comparison: Comparison, value: Any) -> dict[str, Any]:
    """Return the leaf for a field or parameter (`{"field": id}`), a comparison, what was typed."""
    leaf = {**source, "is": comparison.schema(value)}
    return {"not": leaf} if comparison.is_negated else leaf


def read_leaf(leaf: dict[str, Any], kind: str) -> tuple[Comparison, Any] | None:
    """Return which comparison a leaf is and with what; None if no comparison can say it."""
    is_negated = "not" in leaf
    inner = leaf["not"] if is_negated else leaf
    schema = inner.get("is", True)
    schema = {} if schema is True else schema
    if not isinstance(schema, dict) or len(schema) > 1:
        return None
    for comparison in comparisons_for(kind):
        if comparison.is_negated != is_negated:
            continue
        value = _value_in(schema, comparison)
        if value is not _NOTHING and comparison.schema(value) == schema:
            return comparison, value
    return None


_NOTHING: Final = object()


def _value_in(schema: dict[str, Any], comparison: Comparison) -> Any:
    """Return the value that would have been typed for a schema, or nothing if it is another."""
    if comparison.takes == "nothing":
        return None if schema == {} else _NOTHING
    for keyword, value in schema.items():
        if keyword in {"contains", "not"}:
            return value.get("const", _NOTHING) if isinstance(value, dict) else _NOTHING
        if comparison.takes == "values" and not isinstance(value, list):
            return _NOTHING
        return value
    return _NOTHING


class NotComparable(Exception):
    """What was typed is no value of the question; the message is for who typed it."""


def typed_value(node: Node, comparison: Comparison, typed: list[str]) -> Any:
    """
    Return the value behind what was typed or chosen beside a comparison.

    :raises NotComparable: with a sentence.
    """
    if comparison.takes == "nothing":
        return None
    texts = [text.strip() for text in typed if text.strip()]
    if not texts:
        raise NotComparable(_("Wählen oder schreiben Sie, womit verglichen wird."))
    if comparison.takes == "count":
        if not texts[0].isascii() or not texts[0].isdigit():
            raise NotComparable(_("Schreiben Sie eine Zahl."))
        return int(texts[0])
    if comparison.takes == "values":
        lines = [line.strip() for text in texts for line in text.splitlines() if line.strip()]
        return [_one(node, line) for line in lines]
    return _one(node, texts[0])


def _one(node: Node, text: str) -> Any:
    options = options_of(node)
    if node["kind"] == "boolean":
        return text == "true"
    if node["kind"] in {"choice", "choices"}:
        if not options:
            # Each city lists its own.
            return text
        found = [option["value"] for option in options if option_name(option["value"]) == text]
        if not found:
            raise NotComparable(_("Diese Antwort gibt es nicht."))
        return found[0]
    kind = KINDS["number"] if node["kind"] == "calculated" else KINDS[node["kind"]]
    try:
        return kind.clean(text, node)
    except Unreadable as wrong:
        raise NotComparable(_("So kann niemand auf die Frage antworten.")) from wrong


def shown_value(node: Node, value: Any) -> str:
    """Return how a value stands in its field, so that `typed_value` gives it again."""
    if node["kind"] in {"boolean", "choice", "choices"}:
        return option_name(value)
    kind = KINDS.get("number" if node["kind"] == "calculated" else node["kind"])
    shown = kind.shown(value, node) if kind else value
    return str(shown) if not isinstance(shown, dict) else option_name(value)
