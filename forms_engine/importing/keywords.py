"""Which keywords of JSON Schema hold schemas, and which values each may have to mean anything."""

from collections.abc import Callable
from typing import Any, Final

ONE: Final = frozenset(
    {
        "additionalProperties", "unevaluatedProperties", "propertyNames", "contains",
        "unevaluatedItems", "items", "not", "if", "then", "else",
    }
)  # fmt: skip
MANY: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
NAMED: Final = frozenset({"properties", "patternProperties", "dependentSchemas"})
# What applies to the very same value, not to something inside it.
IN_PLACE_ONE: Final = frozenset({"not", "if", "then", "else"})
IN_PLACE_MANY: Final = frozenset({"allOf", "anyOf", "oneOf"})
TYPES: Final = frozenset({"null", "boolean", "object", "array", "number", "string", "integer"})

Accepts = Callable[[Any], bool]


def _count(value: Any) -> bool:
    return is_number(value) and value >= 0 and value == int(value)


def is_number(value: Any) -> bool:
    """Say whether a JSON value is a number; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


ASSERTIONS: Final[dict[str, Accepts]] = {
    "type": lambda value: (
        value in TYPES
        if isinstance(value, str)
        else bool(value) and _names(value) and set(value) <= TYPES
    ),
    "enum": lambda value: isinstance(value, list) and bool(value),
    "const": lambda _value: True,
    "minimum": is_number,
    "maximum": is_number,
    "exclusiveMinimum": is_number,
    "exclusiveMaximum": is_number,
    "multipleOf": lambda value: is_number(value) and value > 0,
    "minLength": _count,
    "maxLength": _count,
    "pattern": lambda value: isinstance(value, str),
    "format": lambda value: isinstance(value, str),
    "minItems": _count,
    "maxItems": _count,
    "uniqueItems": lambda value: isinstance(value, bool),
    "minContains": _count,
    "maxContains": _count,
    "minProperties": _count,
    "maxProperties": _count,
    "required": _names,
    "dependentRequired": lambda value: (
        isinstance(value, dict) and all(_names(each) for each in value.values())
    ),
}
SCHEMA_KEYWORDS: Final = ONE | MANY | NAMED | frozenset(ASSERTIONS) | {"$ref"}


class Schema(dict[str, Any]):
    """A JSON Schema that remembers where it stood in the file it came from."""

    at: str = ""


def pure(schema: Any) -> Any:
    """Return a schema without what judges nothing: titles, texts, layout, examples."""
    if isinstance(schema, bool):
        return schema
    result: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in ONE:
            result[keyword] = pure(value)
        elif keyword in MANY:
            result[keyword] = [pure(each) for each in value]
        elif keyword in NAMED:
            result[keyword] = {name: pure(each) for name, each in value.items()}
        elif keyword in SCHEMA_KEYWORDS:
            result[keyword] = value
    return result


def in_place(schema: Any) -> list[Any]:
    """Return the schemas that judge the same value as this one; a `$ref` is not among them."""
    if isinstance(schema, bool):
        return []
    found = [schema[keyword] for keyword in sorted(IN_PLACE_ONE & schema.keys())]
    for keyword in sorted(IN_PLACE_MANY & schema.keys()):
        found.extend(schema[keyword])
    found.extend(schema.get("dependentSchemas", {}).values())
    return found


def inside(schema: Any) -> list[Any]:
    """Return all schemas directly within a schema."""
    if isinstance(schema, bool):
        return []
    found = [schema[keyword] for keyword in sorted(ONE & schema.keys())]
    for keyword in sorted(MANY & schema.keys()):
        found.extend(schema[keyword])
    for keyword in sorted(NAMED & schema.keys()):
        found.extend(schema[keyword].values())
    return found


def pointer(at: str, *steps: str | int) -> str:
    """Lengthen a JSON Pointer."""
    return at + "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
