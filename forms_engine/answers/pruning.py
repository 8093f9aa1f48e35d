"""Takes away what is hidden, and puts in what is fixed or worked out."""

from typing import Any

from forms_engine.answers.copying import copied
from forms_engine.answers.visibility import Rows, Sight
from forms_engine.compiling import Compiled, Entry
from forms_engine.conditions import MISSING
from forms_engine.kinds.calculated import calculated_value

# What is worked out can hide something that is worked out; longer chains do not settle.
_MOST_ROUNDS = 4


def prune(compiled: Compiled, answers: dict[str, Any]) -> dict[str, Any]:
    """
    Return the answers that are kept: without hidden ones, with fixed and calculated values.

    Unknown properties stay, so that `judge` can name them. The given answers are not changed;
    where nothing has to be changed they are returned themselves.
    """
    has_hidden_kinds = any(
        entry.kind and entry.kind.is_hidden for entry in compiled.entries.values()
    )
    for _round in range(_MOST_ROUNDS):
        before = answers
        sight = Sight(compiled, answers)
        gone = [(entry, rows) for entry, rows, seen in sight.walk() if not seen]
        answers = _without(sight, gone)
        if has_hidden_kinds:
            answers = _filled_in(compiled, answers)
        if answers is before or answers == before:
            break
    return answers


def _without(sight: Sight, gone: list[tuple[Entry, Rows]]) -> dict[str, Any]:
    removals = [place for entry, rows in gone for place in _values_of(sight, entry, rows)]
    answers: dict[str, Any] = sight.answers
    if not removals:
        return answers
    answers = copied(sight.compiled, answers)
    opened = Sight(sight.compiled, answers)
    for entry, rows in removals:
        owner = owner_of(opened, entry, rows)
        if isinstance(owner, dict):
            owner.pop(entry.path[-1], None)
    return answers


def _values_of(sight: Sight, entry: Entry, rows: Rows) -> list[tuple[Entry, Rows]]:
    """Return the properties that go when a node is hidden."""
    if entry.kind is not None or entry.is_list:
        known = entry.path and sight.value(entry.node_id, rows) is not MISSING
        return [(entry, rows)] if known and not entry.is_bare else []
    if entry.is_object:
        owners = sight.compiled.rules.sharing[(entry.list_ids, entry.path)]
        if not any(sight.is_visible(owner.node_id, rows) for owner in owners):
            return [(entry, rows)] if sight.value(entry.node_id, rows) is not MISSING else []
    return [place for child in entry.children for place in _values_of(sight, child, rows)]


def owner_of(sight: Sight, entry: Entry, rows: Rows) -> Any:
    """Return the object whose property an entry is, or MISSING."""
    value: Any = sight.answers
    if entry.list_ids:
        around = sight.value(entry.list_ids[-1], rows[:-1])
        if not isinstance(around, list) or rows[-1] >= len(around):
            return MISSING
        value = around[rows[-1]]
    for key in entry.path[:-1]:
        if not isinstance(value, dict) or key not in value:
            return MISSING
        value = value[key]
    return value


def _filled_in(compiled: Compiled, given: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = copied(compiled, given)
    sight = Sight(compiled, answers)
    for entry, rows, seen in list(sight.walk()):
        if not seen or entry.kind is None or not entry.kind.is_hidden or not entry.path:
            continue
        value = _hidden_value(sight, entry, rows)
        owner = _made_owner(sight, entry, rows)
        if owner is None or value is MISSING:
            continue
        if value is None and "value" not in entry.node:
            owner.pop(entry.path[-1], None)
        else:
            owner[entry.path[-1]] = value
    return answers


def _hidden_value(sight: Sight, entry: Entry, rows: Rows) -> Any:
    if entry.node["kind"] == "const":
        return entry.node.get("value", MISSING)
    calculate = entry.node.get("calculate")
    if not isinstance(calculate, dict):
        return MISSING
    asked = [
        calculate.get("count"),
        *(calculate.get("sum") or []),
        *(calculate.get("product") or []),
    ]
    asked += calculate.get("join") or []
    values = {}
    for node_id in filter(None, asked):
        other = sight.compiled.entries.get(node_id)
        if other and other.list_ids == entry.list_ids[: other.level]:
            value = sight.answer(node_id, rows)
            values[node_id] = None if value is MISSING else value
    return calculated_value(entry.node, values)


def _made_owner(sight: Sight, entry: Entry, rows: Rows) -> dict[str, Any] | None:
    """Return the object around a fixed value, made where groups around it are still empty."""
    value: Any = sight.answers
    if entry.list_ids:
        around = sight.value(entry.list_ids[-1], rows[:-1])
        value = around[rows[-1]] if isinstance(around, list) else None
    for key in entry.path[:-1]:
        if not isinstance(value, dict):
            return None
        value = value.setdefault(key, {})
    return value if isinstance(value, dict) else None
