"""Reads a typed page: the answers it gives, what is wrong with them, what they bring up anew."""

import copy
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from forms_engine.answers import Sight, judge, prune
from forms_engine.answers.visibility import Rows
from forms_engine.binding.judging import concerns_page
from forms_engine.binding.levels import Level, is_blank, questions
from forms_engine.binding.names import name_of
from forms_engine.compiling import Compiled, Entry
from forms_engine.definition import label_of
from forms_engine.errors import Fault, Unreadable
from forms_engine.kinds.composite import Composite
from forms_engine.kinds.registry import KINDS


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What a typed page says.

    :param answers: all answers, those of the page replaced; what is hidden elsewhere is kept.
    :param faults: what is wrong on this page, in reading order; not at fields that are new.
    :param new: names of nodes that a condition shows now and the person has not seen yet.
    """

    answers: dict[str, Any]
    faults: list[Fault]
    new: list[str]


def read_page(
    compiled: Compiled,
    page_id: str,
    level: Level,
    *,
    answers: dict[str, Any],
    shown: Collection[str],
    pages_done: Collection[str],
) -> Reading:
    """
    Read a page that a person wants to leave by "Weiter".

    :param answers: what is stored so far; not changed.
    :param shown: names of the conditional nodes that were on the page.
    """
    given, unreadable = page_answers(compiled, page_id, level, answers=answers)
    kept = prune(compiled, given)
    sight = Sight(compiled, kept)
    new = [name for name in conditional_names(compiled, page_id, sight) if name not in shown]
    faults = [
        fault
        for fault in judge(compiled, kept)
        if concerns_page(compiled, fault, page_id, pages_done)
    ]
    faults = _with_unreadable(faults, [each for each in unreadable if _is_seen(sight, each)])
    faults = _in_reading_order(compiled, faults)
    return Reading(given, [f for f in faults if not _is_new(compiled, f, new)], new)


def page_answers(
    compiled: Compiled, page_id: str, level: Level, *, answers: dict[str, Any]
) -> tuple[dict[str, Any], list[Fault]]:
    """Return all answers with a page's replaced by what was typed, and what is unreadable."""
    result = copy.deepcopy(answers)
    page = compiled.entries[page_id]
    faults: list[Fault] = []
    for entry in questions(page):
        _remove(result, entry.path)
    _write(page, level, result, (), faults)
    return result, faults


def _write(
    around: Entry, level: Level, owner: dict[str, Any], rows: Rows, faults: list[Fault]
) -> None:
    for entry in questions(around):
        if entry.is_list:
            value = _rows_value(entry, level["lists"].get(entry.node_id, []), rows, faults)
        else:
            value = _field_value(entry, level["fields"].get(entry.node_id), rows, faults)
        if value is not None and entry.path:
            _put(owner, entry.path, value)


def _rows_value(entry: Entry, levels: list[Level], rows: Rows, faults: list[Fault]) -> Any:
    values: list[Any] = []
    bare = entry.bare_child
    for number, level in enumerate(levels):
        if bare is not None:
            raw = level["fields"].get(bare.node_id)
            value = _field_value(bare, raw, (*rows, number), faults)
            if value is not None:
                values.append(value)
            continue
        row: dict[str, Any] = {}
        _write(entry, level, row, (*rows, number), faults)
        values.append(row)
    return values or None


def _field_value(entry: Entry, raw: Any, rows: Rows, faults: list[Fault]) -> Any:
    assert entry.kind is not None
    node = entry.node
    if isinstance(entry.kind, Composite):
        return _composite_value(entry, entry.kind, raw, rows, faults)
    try:
        value = entry.kind.clean(raw, node)
        _check_json(value)
    except Unreadable as unreadable:
        faults.append(_fault(entry, rows, unreadable))
        return None
    return value


def _composite_value(
    entry: Entry, kind: Composite, raw: Any, rows: Rows, faults: list[Fault]
) -> dict[str, Any] | None:
    """Clean part by part, so that one wrong part does not take the others along."""
    given = raw if isinstance(raw, dict) else {}
    value: dict[str, Any] = {}
    for part in kind.parts(entry.node):
        try:
            small = kind.part_node(part, entry.node)
            cleaned = KINDS[part.kind].clean(given.get(part.key), small)
        except Unreadable as unreadable:
            faults.append(_fault(entry, rows, unreadable, part=part.key))
            continue
        if cleaned is not None:
            value[part.key] = cleaned
    if value or entry.node.get("required") or not is_blank(raw):
        # An empty object has the engine name each part that is missing.
        return value
    return None


def _check_json(value: Any) -> None:
    """Refuse what JSON cannot carry: only a field of free JSON can hold it."""
    if value is None or isinstance(value, str | bool | int):
        if isinstance(value, str) and not value.isascii():
            _check_text(value)
        return
    try:
        _check_text(json.dumps(value, ensure_ascii=False, allow_nan=False))
    except (ValueError, RecursionError) as wrong:
        raise Unreadable("json", "Enter a value in JSON.") from wrong


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as wrong:
        raise Unreadable("invalid", "Leave out the character that is none.") from wrong


def _fault(entry: Entry, rows: Rows, unreadable: Unreadable, *, part: str = "") -> Fault:
    params = {"label": label_of(entry.node), **({"part": part} if part else {})}
    return Fault(entry.node_id, rows, unreadable.code, params, unreadable.text, part)


def _put(owner: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        inner = owner.get(key)
        if not isinstance(inner, dict):
            inner = owner[key] = {}
        owner = inner
    owner[path[-1]] = value


def _remove(owner: dict[str, Any], path: tuple[str, ...]) -> None:
    if not path or not isinstance(owner, dict) or path[0] not in owner:
        return
    if len(path) == 1:
        del owner[path[0]]
        return
    inner = owner[path[0]]
    _remove(inner, path[1:])
    if inner == {}:
        del owner[path[0]]


def conditional_names(compiled: Compiled, page_id: str, sight: Sight) -> list[str]:
    """Return the names of a page's nodes that a condition shows now and that ask something."""
    return [
        name_of(entry.node_id, rows)
        for entry, rows, seen in sight.walk_below(compiled.entries[page_id])
        if seen and entry.asks is not None and entry.node_id != page_id and _asks_something(entry)
    ]


def _asks_something(entry: Entry) -> bool:
    if entry.kind is not None:
        return entry.kind.has_value and not entry.kind.is_hidden
    return any(_asks_something(child) for child in entry.children)


def _is_seen(sight: Sight, fault: Fault) -> bool:
    return fault.node_id is not None and sight.is_visible(fault.node_id, fault.rows)


def _with_unreadable(faults: list[Fault], unreadable: list[Fault]) -> list[Fault]:
    """Say that something cannot be read instead of that it is missing."""
    said = {(each.node_id, each.rows, each.part) for each in unreadable}
    others = [each for each in faults if (each.node_id, each.rows, each.part) not in said]
    return [*others, *unreadable]


def _in_reading_order(compiled: Compiled, faults: list[Fault]) -> list[Fault]:
    def order(fault: Fault) -> tuple[Any, ...]:
        if fault.node_id is None:
            return (-1,)
        entry = compiled.entries[fault.node_id]
        around: list[Any] = []
        for depth, list_id in enumerate(entry.list_ids[: len(fault.rows)]):
            around += [compiled.entries[list_id].position, fault.rows[depth]]
        return (*around, entry.position, _part_position(entry, fault.part))

    return sorted(faults, key=order)


def _part_position(entry: Entry, part: str) -> int:
    if not part or entry.kind is None:
        return -1
    keys = [each.key for each in entry.kind.parts(entry.node)]
    return keys.index(part) if part in keys else len(keys)


def _is_new(compiled: Compiled, fault: Fault, new: list[str]) -> bool:
    """Say whether a fault lies at something that is shown for the first time."""
    entry = compiled.entries.get(fault.node_id or "")
    while entry is not None and new:
        if name_of(entry.node_id, fault.rows[: entry.level]) in new:
            return True
        entry = compiled.entries.get(entry.parent_id or "")
    return False
