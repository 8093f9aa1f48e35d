"""Copies answers as deep as the form goes, so that properties can be taken out and put in."""

from typing import Any

from forms_engine.compiling import Compiled, Entry


def copied(compiled: Compiled, answers: Any) -> Any:
    """Return answers whose objects and rows are new; the values of fields are the same."""
    if not isinstance(answers, dict):
        return answers
    fresh = dict(answers)
    _open(fresh, compiled.roots)
    return fresh


def _open(owner: dict[str, Any], entries: list[Entry]) -> None:
    for entry in entries:
        if entry.kind is not None:
            continue
        value = owner.get(entry.key) if entry.key else None
        if not entry.key:
            _open(owner, entry.children)
        elif entry.is_list and isinstance(value, list):
            owner[entry.key] = rows = [dict(row) if isinstance(row, dict) else row for row in value]
            for row in rows:
                if isinstance(row, dict):
                    _open(row, entry.children)
        elif entry.is_object and isinstance(value, dict):
            owner[entry.key] = dict(value)
            _open(owner[entry.key], entry.children)
