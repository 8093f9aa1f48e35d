"""Reads what the schemas of conditions tell apart: the values they name, and their borders."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

_LOGIC: Final = frozenset({"allOf", "anyOf", "oneOf"})
_NUMERIC: Final = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
_UNDERSTOOD: Final = (
    frozenset(
        {
            "const", "enum", "type", "multipleOf", "minLength", "maxLength", "pattern", "format",
            "minItems", "maxItems", "contains", "uniqueItems", "items", "title", "description",
            "not", "examples", "$schema", "$comment",
        }
    )
    | _LOGIC
    | _NUMERIC
)  # fmt: skip


def is_simple(schema: Any, *, without: frozenset[str] = frozenset()) -> bool:
    """Say whether a schema uses only keywords that are understood, and none of those."""
    if isinstance(schema, bool):
        return True
    allowed = _UNDERSTOOD - without
    return all(each.keys() <= allowed for each in _joined(schema))


def named_values(schemas: Iterable[Any]) -> list[Any]:
    """Return the values that schemas name with const and enum, in arrays too."""
    found: list[Any] = []
    for schema in schemas:
        for each in _joined(schema):
            if "const" in each:
                found.append(each["const"])
            if isinstance(each.get("enum"), list):
                found.extend(each["enum"])
    return found


def named_inside(schemas: Iterable[Any]) -> list[Any]:
    """Return the values that schemas ask arrays to contain."""
    return named_values(
        each["contains"] for schema in schemas for each in _joined(schema) if "contains" in each
    )


def borders(schemas: Iterable[Any], keywords: Iterable[str] = _NUMERIC) -> set[int | float]:
    """Return the numbers at which schemas change their mind."""
    wanted = tuple(keywords)
    return {
        each[keyword]
        for schema in schemas
        for each in _joined(schema)
        for keyword in wanted
        if isinstance(each.get(keyword), int | float) and not isinstance(each[keyword], bool)
    }


def _joined(schema: Any) -> Iterator[dict[str, Any]]:
    """Visit a schema and those it joins for the same value."""
    waiting = [schema]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, dict):
            continue
        yield each
        if "not" in each:
            waiting.append(each["not"])
        for keyword in _LOGIC & each.keys():
            if isinstance(each[keyword], list):
                waiting.extend(each[keyword])
