"""Finds the field that an error of the JSON Schema engine is about."""

import re
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from forms_engine.compiling import Compiled, Entry
from forms_engine.kinds import value_schema

Rows = tuple[int, ...]
# What to mend first where a field has several faults.
_RANKS = (
    "unexpected", "required", "type", "format", "enum", "too_short", "too_long",
    "min_items", "max_items", "minimum", "maximum", "pattern",
)  # fmt: skip
_CODES = {
    "minLength": "too_short",
    "maxLength": "too_long",
    "minimum": "minimum",
    "exclusiveMinimum": "exclusive_minimum",
    "maximum": "maximum",
    "exclusiveMaximum": "exclusive_maximum",
    "multipleOf": "multiple_of",
    "minItems": "min_items",
    "maxItems": "max_items",
    "uniqueItems": "unique_items",
    "enum": "enum",
    "const": "enum",
    "pattern": "pattern",
    "type": "type",
    "contains": "contains",
    "anyOf": "no_variant",
    "oneOfNotValid": "no_variant",
    "oneOfMultipleValid": "no_variant",
    "oneOf": "no_variant",
    "not": "not_allowed",
}
_DAY_CODES = {"date-time": "format_datetime", "local-date-time": "format_datetime",
              "local-time": "format_time"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An error laid at a field."""

    node_id: str | None
    rows: Rows
    part: str
    code: str
    params: dict[str, Any]
    order: tuple[Any, ...]
    constraint: int | None = None

    @property
    def place(self) -> tuple[Any, ...]:
        """Return where there is room for one fault."""
        return (self.node_id, self.rows, self.part, self.constraint)

    @property
    def rank(self) -> int:
        """Return how soon it is to be mended."""
        name = "format" if self.code.startswith("format_") else self.code
        return _RANKS.index(name) if name in _RANKS else len(_RANKS)


class FieldMap:
    """Leads from a place in the answers to the node that asks for it."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        # By the lists around and the key path inside the innermost row.
        self.by_place: dict[tuple[tuple[str, ...], tuple[str, ...]], Entry] = {}
        for entry in compiled.entries.values():
            if entry.has_value and not entry.is_bare:
                self.by_place.setdefault((entry.list_ids, entry.path), entry)

    def find(self, error: jsonschema_rs.ValidationError) -> list[Found]:
        """Return the fields an error is about; several where several properties are too many."""
        constraint = self._constraint(error.evaluation_path)
        if constraint is not None:
            return [self._of_constraint(constraint)]
        path = list(error.instance_path)
        kind = error.kind
        if isinstance(kind, jsonschema_rs.ValidationErrorKind.Required):
            return [self._at([*path, kind.property], "required", {})]
        unexpected = (
            jsonschema_rs.ValidationErrorKind.AdditionalProperties
            | jsonschema_rs.ValidationErrorKind.UnevaluatedProperties
        )
        if isinstance(kind, unexpected):
            return [
                self._at([*path, name], "unexpected", {"name": name}) for name in kind.unexpected
            ]
        if isinstance(kind, jsonschema_rs.ValidationErrorKind.FalseSchema):
            return [self._at(path, "unexpected", {"name": str(path[-1]) if path else ""})]
        code, params = _code(error)
        return [self._at(path, code, params)]

    def _constraint(self, path: list[str | int]) -> int | None:
        if len(path) > 1 and path[0] == "allOf" and isinstance(path[1], int):
            position = path[1] - self.compiled.first_constraint
            return position if position >= 0 else None
        return None

    def _of_constraint(self, position: int) -> Found:
        constraint = self.compiled.definition["constraints"][position]
        node_id = constraint.get("at")
        entry = self.compiled.entries.get(node_id) if node_id else None
        params = {
            "message": str(constraint.get("message", "")),
            "id": str(constraint.get("id", position)),
        }
        order = (self._order(entry, ()) if entry else (), -1, str(position))
        found_id = entry.node_id if entry else None
        return Found(found_id, (), "", "constraint", params, order, position)

    def _at(self, path: list[str | int], code: str, params: dict[str, Any]) -> Found:
        entry, rows, rest = self._entry(path)
        if entry is None:
            return Found(None, rows, "", code, params, ((), 0, str(rest)))
        part = self._part(entry, rest)
        if rest and not part and entry.kind is None:
            params = {"name": str(rest[0]), **params}
        if part:
            params = {"part": part, **params}
        return Found(
            entry.node_id,
            rows,
            part,
            code,
            params,
            (self._order(entry, rows), _number(entry, part), code),
        )

    def _entry(self, path: list[str | int]) -> tuple[Entry | None, Rows, list[str | int]]:
        """Walk as far as nodes go; the rest lies inside a field's value."""
        lists: tuple[str, ...] = ()
        rows: Rows = ()
        keys: tuple[str, ...] = ()
        entry: Entry | None = None
        for position, step in enumerate(path):
            if entry is not None and entry.is_list and isinstance(step, int):
                if entry.bare_child is not None:
                    return entry.bare_child, (*rows, step), path[position + 1 :]
                lists, rows, keys = (*lists, entry.node_id), (*rows, step), ()
                continue
            following = self.by_place.get((lists, (*keys, str(step))))
            if following is None or not isinstance(step, str):
                return entry, rows, path[position:]
            entry, keys = following, (*keys, step)
            if entry.kind is not None:
                return entry, rows, path[position + 1 :]
        return entry, rows, []

    def _order(self, entry: Entry, rows: Rows) -> tuple[int, ...]:
        """Return what sorts in reading order, row by row."""
        order: list[int] = []
        for list_id, row in zip(entry.list_ids, rows, strict=False):
            order += [self.compiled.entries[list_id].position, row]
        return (*order, entry.position)

    def _part(self, entry: Entry, rest: list[str | int]) -> str:
        if entry.kind is None or not rest or not isinstance(rest[0], str):
            return ""
        schema = value_schema(entry.node)
        known = schema.get("properties", {}) if isinstance(schema, dict) else {}
        return rest[0] if rest[0] in known else ""


def _number(entry: Entry, part: str) -> int:
    keys = [each.key for each in entry.kind.parts(entry.node)] if entry.kind and part else []
    return keys.index(part) if part in keys else len(keys)


def _code(error: jsonschema_rs.ValidationError) -> tuple[str, dict[str, Any]]:
    kind = error.kind
    if isinstance(kind, jsonschema_rs.ValidationErrorKind.Format):
        name = kind.format
        return _DAY_CODES.get(name, f"format_{re.sub('[^a-z0-9]', '_', name.lower())}"), {}
    code = _CODES.get(kind.name, "invalid")
    params = {
        name: value
        for name, value in kind.as_dict().items()
        if name in {"limit", "multiple_of", "pattern", "types"}
    }
    if code in {"too_short", "min_items"} and params.get("limit") == 1:
        code = "required"
    return code, params
