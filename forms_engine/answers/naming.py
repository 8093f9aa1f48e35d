"""
Names answers by node ids instead of keys, so that they outlive what designers do to a form.

Keys change while a form is being made, pages and groups are put around questions: ids stay.
Named answers are plain JSON: `{"f_name": "Kim", "l_dogs": [{"f_call": "Bello"}]}`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from forms_engine.compiling import Compiled, Entry

Named = dict[str, Any]


def named(compiled: Compiled, answers: Any) -> Named:
    """Return answers by the ids of their questions; what is fixed or worked out is left out."""
    return _named(compiled.roots, answers)


def placed(compiled: Compiled, by_id: Any) -> dict[str, Any]:
    """Return named answers in the shape of a form; those to questions it does not have are gone."""
    answers: dict[str, Any] = {}
    _place(compiled.roots, by_id if isinstance(by_id, Mapping) else {}, answers)
    return answers


def carried_over(before: Compiled, after: Compiled, answers: Any) -> dict[str, Any]:
    """Return what is left of the answers to a form when it has become another one."""
    return placed(after, named(before, answers))


def _level(entries: list[Entry]) -> Iterator[Entry]:
    """Return fields and lists of one level: groups are looked into, lists are not."""
    for entry in entries:
        if entry.is_list or entry.kind is not None:
            if entry.has_value and not (entry.kind and entry.kind.is_hidden):
                yield entry
        else:
            yield from _level(entry.children)


def _named(entries: list[Entry], answers: Any) -> Named:
    by_id: Named = {}
    for entry in _level(entries):
        value, is_there = _at(answers, entry.path)
        if not is_there:
            continue
        if not entry.is_list:
            by_id[entry.node_id] = value
        elif isinstance(value, list):
            by_id[entry.node_id] = [_named(entry.children, row) for row in value]
    return by_id


def _at(answers: Any, path: tuple[str, ...]) -> tuple[Any, bool]:
    for key in path:
        if not isinstance(answers, Mapping) or key not in answers:
            return None, False
        answers = answers[key]
    return answers, True


def _place(entries: list[Entry], by_id: Mapping[str, Any], answers: dict[str, Any]) -> None:
    for entry in _level(entries):
        if entry.node_id not in by_id or not entry.path:
            continue
        value = by_id[entry.node_id]
        if entry.is_list:
            if not isinstance(value, list):
                continue
            value = [_row(entry, row) for row in value if isinstance(row, Mapping)]
        owner: Any = answers
        for key in entry.path[:-1]:
            owner = owner.setdefault(key, {}) if isinstance(owner, dict) else None
        if isinstance(owner, dict):
            owner[entry.path[-1]] = value


def _row(entry: Entry, row: Mapping[str, Any]) -> Any:
    bare = entry.bare_child
    if bare is not None:
        return row.get(bare.node_id)
    answers: dict[str, Any] = {}
    _place(entry.children, row, answers)
    return answers
