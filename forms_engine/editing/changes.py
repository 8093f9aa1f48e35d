"""Collects what a command changes: one member of the document at a time, tested before."""

from typing import Any

import jsonpointer

from forms_engine.definition import Definition
from forms_engine.editing.patches import MISSING, Patch, apply, step


class Changes:
    """
    A patch in the making, and the document as it stands so far.

    Members are addressed by the names that lead to them, such as `"nodes", "f_name", "label"`;
    lists are replaced whole.
    """

    def __init__(self, definition: Definition) -> None:
        self.document = definition
        self.patch: Patch = []

    def get(self, *path: str) -> Any:
        """Return what stands at a path, or None."""
        value = self._at(path)
        return None if value is MISSING else value

    def put(self, *path: str, value: Any) -> None:
        """Set a member; an equal value changes nothing."""
        before = self._at(path)
        if before is not MISSING and _same(before, value):
            return
        if len(path) > 1 and self._at(path[:-1]) is MISSING:
            self.put(*path[:-1], value={path[-1]: value})
            return
        self._take(step(path, before, value))

    def drop(self, *path: str) -> None:
        """Remove a member, if it is there, and the room around it that is then empty."""
        before = self._at(path)
        if before is MISSING:
            return
        self._take(step(path, before, MISSING))
        if path[0] in _ROOMS and len(path) > 1 and self._at(path[:-1]) == {}:
            self.drop(*path[:-1])

    def put_or_drop(self, *path: str, value: Any) -> None:
        """Set a member, or remove it where the value is empty: None, "", [] or {}."""
        if value is None or value in ("", [], {}):
            self.drop(*path)
        else:
            self.put(*path, value=value)

    def _take(self, operations: Patch) -> None:
        self.document = apply(self.document, operations)
        self.patch += operations

    def _at(self, path: tuple[str, ...]) -> Any:
        return jsonpointer.JsonPointer.from_parts(path).resolve(self.document, MISSING)


# Rooms that are left out of a document when nothing is in them.
_ROOMS = frozenset({"texts", "translated_from", "parameters", "roles"})


def _same(one: Any, other: Any) -> bool:
    """Compare as JSON does, where true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
