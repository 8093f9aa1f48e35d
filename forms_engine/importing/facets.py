"""Reads from schemas what a single value is: its types, its options, its names."""

from collections.abc import Iterable
from typing import Any, Final

from forms_engine.importing.keywords import Schema

_BY_KEYWORD: Final = (
    ({"properties", "patternProperties", "minProperties", "maxProperties"}, {"object"}),
    ({"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"}, {"array"}),
    ({"pattern", "minLength", "maxLength", "format", "foreignFormat"}, {"string"}),
    ({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}, {"number"}),
)
ANY: Final = frozenset({"null", "boolean", "object", "array", "number", "string", "integer"})
Option = dict[str, Any]


def type_of(value: Any) -> str:
    """Return the JSON Schema type of a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def types_of(schemas: Iterable[Schema]) -> frozenset[str]:
    """Return the types that schemas which all count allow for; guessed where none is named."""
    listed = list(schemas)
    allowed = ANY
    for schema in listed:
        allowed &= _named_types(schema)
    if allowed == ANY:
        for schema in listed:
            for keywords, types in _BY_KEYWORD:
                if keywords & schema.keys():
                    return frozenset(types)
    return allowed - {"integer"} if "number" in allowed else allowed


def _named_types(schema: Schema) -> frozenset[str]:
    types = schema.get("type")
    if isinstance(types, str):
        return _with_integer({types})
    if isinstance(types, list):
        return _with_integer(set(types))
    if "const" in schema:
        return _with_integer({type_of(schema["const"])})
    if "enum" in schema:
        return _with_integer({type_of(value) for value in schema["enum"]})
    for keyword in ("anyOf", "oneOf"):
        members = [each for each in schema.get(keyword, ()) if each != {"not": {}}]
        if members:
            named = [_named_types(each) for each in members]
            if ANY not in named:
                return frozenset().union(*named)
    return ANY


def _with_integer(types: set[str]) -> frozenset[str]:
    return frozenset(types | {"integer"} if "number" in types else types)


def options_of(schemas: Iterable[Schema]) -> list[Option] | None:
    """Return the options to choose from, or None if a value is not one of a few."""
    for schema in schemas:
        found = _options(schema)
        if found is not None:
            return found
    return None


def _options(schema: Schema) -> list[Option] | None:
    if "enum" in schema:
        names = _names(schema)
        return [
            _option(value, names[number] if number < len(names) else None)
            for number, value in enumerate(schema["enum"])
        ]
    if "const" in schema:
        return [_option(schema["const"], schema.get("title"))]
    for keyword in ("oneOf", "anyOf"):
        members = schema.get(keyword, ())
        if len(members) > 0 and all(_is_options(each) for each in members):
            return [option for each in members for option in _options(each) or [_null(each)]]
    return None


def _is_options(schema: Schema) -> bool:
    return "const" in schema or "enum" in schema or schema.get("type") == "null"


def _null(schema: Schema) -> Option:
    return _option(None, schema.get("title"))


def _names(schema: Schema) -> list[Any]:
    for keyword in ("enumNames", "x-enumNames", "enum_titles"):
        if isinstance(schema.get(keyword), list):
            return list(schema[keyword])
    metadata = _ui(schema).get("enumMetadata")
    if isinstance(metadata, list):
        labels = {
            repr(each["value"]): _labelled(each)
            for each in metadata
            if isinstance(each, dict) and "value" in each
        }
        return [labels.get(repr(value)) for value in schema["enum"]]
    return []


def _labelled(metadata: dict[str, Any]) -> str:
    label = str(metadata.get("label") or metadata["value"])
    described = metadata.get("description")
    return f"{label} ({described})" if isinstance(described, str) and described else label


def _option(value: Any, label: Any) -> Option:
    return {"value": value, "label": label if isinstance(label, str) and label else said(value)}


def said(value: Any) -> str:
    """Return a value as a label that a person can read."""
    if isinstance(value, bool):
        return "Ja" if value else "Nein"
    return "–" if value is None else str(value)


def _ui(schema: Schema) -> dict[str, Any]:
    layout = schema.get("baUiSchema")
    options = layout.get("ui:options") if isinstance(layout, dict) else None
    return options if isinstance(options, dict) else {}


def first(schemas: Iterable[Schema], *keywords: str) -> str:
    """Return the first text that stands under one of the keywords."""
    for schema in schemas:
        for keyword in keywords:
            text = schema.get(keyword)
            if isinstance(text, str) and text.strip():
                return text.strip()
    return ""


def limit(schemas: Iterable[Schema], keyword: str) -> float | None:
    """Return the first number that stands under a keyword."""
    for schema in schemas:
        if isinstance(schema.get(keyword), int | float):
            return float(schema[keyword])
    return None
