"""Says in the words of draft 2020-12 what an older draft of JSON Schema says in its own."""

import re
from typing import Any, Final

from forms_engine.importing.keywords import TYPES
from forms_engine.importing.report import Refused

NEWEST: Final = 2020
_NUMBERS: Final = {"2020-12": 2020, "2019-09": 2019}
_NO_SIBLINGS_OF_REF: Final = 7


def draft_of(document: dict[str, Any], otherwise: int) -> int:
    """
    Return which draft a schema says it is written in: 3, 4, 6, 7, 2019 or 2020.

    :raises Refused: if it names one that does not exist.
    """
    name = document.get("$schema")
    if not isinstance(name, str) or "json-schema.org" not in name:
        return otherwise
    if found := re.search(r"draft/(20[0-9]{2}-[0-9]{2})/", name):
        if found[1] not in _NUMBERS:
            raise Refused("unknown-draft", draft=found[1])
        return _NUMBERS[found[1]]
    if found := re.search(r"draft-0([3-7])", name):
        return int(found[1])
    return otherwise


def modern(schema: dict[str, Any], draft: int) -> dict[str, Any]:
    """Return one schema object (not what is inside it) in the words of 2020-12."""
    result = dict(schema)
    if "$ref" in result and draft <= _NO_SIBLINGS_OF_REF:
        return _only_reference(result)
    for old in ("$recursiveRef", "$dynamicRef"):
        if old in result and "$ref" not in result:
            result["$ref"] = result.pop(old)
    _limits(result)
    _items(result)
    _dependencies(result)
    _types(result)
    _draft_three(result)
    _required_inside(result)
    return result


def _only_reference(schema: dict[str, Any]) -> dict[str, Any]:
    kept = {"$ref", "title", "description", "$id", "id", "definitions", "$defs", "default"}
    layout = {key for key in schema if key.startswith(("x-", "ui:")) or key == "baUiSchema"}
    return {key: value for key, value in schema.items() if key in kept | layout}


def _limits(schema: dict[str, Any]) -> None:
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(schema.get(exclusive), bool):
            strict = schema.pop(exclusive)
            if strict and limit in schema:
                schema[exclusive] = schema.pop(limit)
    if "divisibleBy" in schema and "multipleOf" not in schema:
        schema["multipleOf"] = schema.pop("divisibleBy")


def _items(schema: dict[str, Any]) -> None:
    if isinstance(schema.get("items"), list):
        tuple_items = schema.pop("items")
        if tuple_items:
            schema["prefixItems"] = tuple_items
        if "additionalItems" in schema:
            schema["items"] = schema.pop("additionalItems")
    schema.pop("additionalItems", None)


def _dependencies(schema: dict[str, Any]) -> None:
    dependencies = schema.get("dependencies")
    if not isinstance(dependencies, dict):
        return
    del schema["dependencies"]
    names = dict(schema.get("dependentRequired") or {})
    schemas = dict(schema.get("dependentSchemas") or {})
    for name, needs in dependencies.items():
        if isinstance(needs, str):
            names.setdefault(name, [needs])
        elif isinstance(needs, list):
            names.setdefault(name, needs)
        elif isinstance(needs, dict | bool):
            schemas.setdefault(name, needs)
    if names:
        schema["dependentRequired"] = names
    if schemas:
        schema["dependentSchemas"] = schemas


def _types(schema: dict[str, Any]) -> None:
    types = schema.get("type")
    if types == "any" or (isinstance(types, list) and "any" in types):
        del schema["type"]
    elif isinstance(types, list) and any(isinstance(each, dict) for each in types):
        del schema["type"]
        choices = [each if isinstance(each, dict) else {"type": each} for each in types]
        _also(schema, {"anyOf": choices})
    types = schema.get("type")
    if schema.get("nullable") is True and isinstance(types, str | list):
        listed = [types] if isinstance(types, str) else list(types)
        if "null" not in listed and all(each in TYPES for each in listed):
            schema["type"] = [*listed, "null"]


def _draft_three(schema: dict[str, Any]) -> None:
    if "disallow" in schema:
        unwanted = schema.pop("disallow")
        listed = unwanted if isinstance(unwanted, list) else [unwanted]
        choices = [each if isinstance(each, dict) else {"type": each} for each in listed]
        if {"type": "any"} in choices:
            _also(schema, {"not": {}})
        elif choices:
            _also(schema, {"not": {"anyOf": choices}})
    if "extends" in schema:
        parents = schema.pop("extends")
        for parent in parents if isinstance(parents, list) else [parents]:
            if isinstance(parent, dict):
                _also(schema, parent)


def _required_inside(schema: dict[str, Any]) -> None:
    """Move draft 3's `"required": true` of a property up to the object."""
    if isinstance(schema.get("required"), bool):
        del schema["required"]
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return
    required = schema.get("required")
    names = list(required) if isinstance(required, list) else []
    for name, sub in properties.items():
        if isinstance(sub, dict) and sub.get("required") is True and name not in names:
            names.append(name)
    if names:
        schema["required"] = names


def _also(schema: dict[str, Any], other: dict[str, Any]) -> None:
    schema["allOf"] = [*schema.get("allOf", []), other]
