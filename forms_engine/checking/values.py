"""Checks what fields and parameters accept: schemas, formats, patterns, options, defaults."""

import re
from collections.abc import Iterator
from typing import Any, Final

import jsonschema_rs

from forms_engine.checking.messages import finding
from forms_engine.checking.references import multiplies
from forms_engine.checking.remembering import Memory, content_name
from forms_engine.definition import Definition, Node, option_name, walk
from forms_engine.errors import Finding
from forms_engine.formats import FORMATS
from forms_engine.kinds import KINDS, value_schema
from forms_engine.patterns import trouble_with
from forms_engine.validators import judge_for

_MULTIPLIES: Final = "its references lead in a circle or multiply without measure"
_CODES: Final = {"class": "pattern_not_portable", "looks_around": "pattern_looks_around"}
# A code and what fills the holes of its sentence.
_Trouble = tuple[str, dict[str, Any]]
_TROUBLES: Final = Memory[tuple[_Trouble, ...]](8192)
# Their members are names or values, not schemas.
_DATA: Final = frozenset({"const", "enum", "default", "examples", "required", "dependentRequired"})
_NAMED: Final = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"}
)


def value_findings(definition: Definition) -> Iterator[Finding]:
    """Return what is wrong with the values that fields and parameters take."""
    for name, parameter in definition.get("parameters", {}).items():
        yield from _parameter(name, parameter)
    if "schema" in definition:
        yield from schema_findings(definition["schema"], "", "/schema")
    for number, constraint in enumerate(definition.get("constraints", [])):
        pointer = f"/constraints/{number}/schema"
        yield from schema_findings(constraint["schema"], constraint.get("at", ""), pointer)
    for placed in walk(definition):
        pointer = f"/nodes/{placed.node_id}"
        if "schema" in placed.node:
            yield from schema_findings(placed.node["schema"], placed.node_id, f"{pointer}/schema")
        if placed.node["kind"] in KINDS:
            yield from _field(placed.node, placed.node_id, pointer, definition)


def schema_findings(schema: Any, at: str, pointer: str) -> Iterator[Finding]:
    """Return what is wrong with a JSON Schema: its form, its formats, its patterns."""
    if isinstance(schema, bool) or schema == {}:
        return
    for code, params in _TROUBLES.of(content_name(schema), lambda: tuple(_troubles(schema))):
        yield finding(code, at, pointer, **params)


def _troubles(schema: Any) -> Iterator[_Trouble]:
    try:
        jsonschema_rs.meta.validate(_without_dialect(schema))
    except ValueError as wrong:
        message = getattr(wrong, "message", str(wrong))
        yield "schema_invalid", {"reason": str(message)[:160]}
        return
    if multiplies(schema):
        yield "schema_invalid", {"reason": _MULTIPLIES}
        return
    for subschema in subschemas(schema):
        name = subschema.get("format")
        if isinstance(name, str) and name not in FORMATS:
            yield "unknown_value_format", {"format": name}
        patterns = [subschema["pattern"]] if isinstance(subschema.get("pattern"), str) else []
        for pattern in [*patterns, *subschema.get("patternProperties", {})]:
            yield from _pattern(pattern)


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Visit a schema and every schema in it, but not the data in it."""
    waiting = [schema]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(each)
        if not isinstance(each, dict):
            continue
        yield each
        for keyword, value in each.items():
            if keyword in _NAMED and isinstance(value, dict):
                waiting.extend(value.values())
            elif keyword not in _DATA and isinstance(value, dict | list):
                waiting.append(value)


def _without_dialect(schema: Any) -> Any:
    if not isinstance(schema, dict):
        return schema
    return {key: value for key, value in schema.items() if key != "$schema"}


def _pattern(pattern: str) -> Iterator[_Trouble]:
    trouble = trouble_with(pattern)
    if trouble is not None and trouble.reason in _CODES:
        yield _CODES[trouble.reason], {"piece": trouble.piece}
    elif trouble is not None or not _compiles(pattern):
        yield "pattern_invalid", {"pattern": pattern[:80]}


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
        judge_for({"pattern": pattern})
    except (re.error, ValueError, OverflowError, RecursionError):
        return False
    return True


def _field(node: Node, node_id: str, pointer: str, definition: Definition) -> Iterator[Finding]:
    options = node.get("options")
    if isinstance(options, dict):
        name = options.get("parameter")
        if name not in definition.get("parameters", {}):
            yield finding("unknown_parameter", node_id, f"{pointer}/options", name=name)
    elif isinstance(options, list):
        yield from _options(options, node_id, f"{pointer}/options")
    if node["kind"] in {"choice", "choices"} and not options and not _offers(node):
        yield finding("options_missing", node_id, pointer)
    yield from _own(node, node_id, pointer)
    yield from _calculation(node, node_id, pointer, definition)
    if "default" in node and not isinstance(options, dict):
        yield from _default(node, node_id, pointer)


def _options(options: list[dict[str, Any]], node_id: str, pointer: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for option in options:
        name = option_name(option["value"])
        if name in seen:
            yield finding("option_twice", node_id, pointer, value=name)
        seen.add(name)


def _offers(node: Node) -> bool:
    schema = node.get("schema")
    return isinstance(schema, dict) and any(
        {"enum", "const", "oneOf", "anyOf", "$ref"} & set(each) for each in subschemas(schema)
    )


def _own(node: Node, node_id: str, pointer: str) -> Iterator[Finding]:
    if node["kind"] == "const" and "value" not in node:
        schema = node.get("schema")
        if not (isinstance(schema, dict) and "const" in schema):
            yield finding("value_missing", node_id, pointer)
    known = getattr(KINDS[node["kind"]], "known", None)
    for part in node.get("parts", []):
        if known is not None and part.rstrip("?!") not in known:
            yield finding("part_unknown", node_id, f"{pointer}/parts", part=part)


def _calculation(
    node: Node, node_id: str, pointer: str, definition: Definition
) -> Iterator[Finding]:
    if node["kind"] != "calculated":
        return
    calculate = node.get("calculate")
    if not calculate:
        yield finding("calculation_missing", node_id, pointer)
        return
    used = [calculate["count"]] if "count" in calculate else []
    for way in ("sum", "product", "join"):
        used += calculate.get(way, [])
    for each in used:
        is_list = definition["nodes"].get(each, {}).get("kind") == "list"
        if each not in definition["nodes"] or each == node_id or is_list != ("count" in calculate):
            yield finding("calculation_unknown", node_id, f"{pointer}/calculate", id=each)


def _default(node: Node, node_id: str, pointer: str) -> Iterator[Finding]:
    try:
        fits = judge_for(value_schema(node)).is_valid(node["default"])
    except ValueError:
        return
    if not fits:
        yield finding("default_wrong", node_id, f"{pointer}/default")


def _parameter(name: str, parameter: dict[str, Any]) -> Iterator[Finding]:
    pointer = f"/parameters/{name}"
    schema = parameter.get("schema", True)
    wrong = list(schema_findings(schema, "", f"{pointer}/schema"))
    yield from wrong
    if wrong or "default" not in parameter:
        return
    try:
        fits = judge_for(schema).is_valid(parameter["default"])
    except ValueError:
        return
    if not fits:
        yield finding("parameter_default_wrong", "", f"{pointer}/default", name=name)
