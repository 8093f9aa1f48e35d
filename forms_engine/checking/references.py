"""Finds schemas whose references multiply: a few lines that would keep a judge busy for years."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

# How often a single value may be looked at; the largest form known needs some hundreds.
_COSTLIEST: Final = 20_000
_ONE: Final = ("not", "if", "then", "else")
_MANY: Final = ("allOf", "anyOf", "oneOf")
_REFERENCES: Final = ("$ref", "$dynamicRef")


def multiplies(schema: Any) -> bool:
    """Say whether judging a value by this schema, or by any in it, costs too much or never ends."""
    try:
        costs = _Costs(schema)
        return any(costs.of(each, root) > _COSTLIEST for each, root in costs.places)
    except RecursionError:
        return True


class _Costs:
    """Adds up what judging costs; a reference costs what it refers to, each time it is used."""

    def __init__(self, schema: Any) -> None:
        # Every schema with the one that `#` means in it.
        self.places = list(_places(schema))
        self._named = {
            (id(root), each[name]): each
            for each, root in self.places
            for name in ("$anchor", "$dynamicAnchor")
            if isinstance(each.get(name), str)
        }
        self._roots = {
            each["$id"].rsplit("/", 1)[-1].partition("#")[0]: each
            for each, root in self.places
            if each is root and isinstance(each.get("$id"), str)
        }
        self._known: dict[tuple[int, int], int] = {}
        self._open: set[tuple[int, int]] = set()

    def of(self, schema: Any, root: Any) -> int:
        """Return what judging a value costs, as far as it matters."""
        if not isinstance(schema, dict):
            return 1
        root = schema if isinstance(schema.get("$id"), str) else root
        place = (id(schema), id(root))
        if place in self._open:
            # It refers to itself without taking a step into the value.
            return _COSTLIEST + 1
        if place not in self._known:
            self._open.add(place)
            total = 1
            for each, its_root in self._applied(schema, root):
                total += self.of(each, its_root)
                if total > _COSTLIEST:
                    break
            self._known[place] = total
            self._open.discard(place)
        return self._known[place]

    def _applied(self, schema: dict[str, Any], root: Any) -> Iterator[tuple[Any, Any]]:
        for keyword in _ONE:
            if keyword in schema:
                yield schema[keyword], root
        for keyword in _MANY:
            for each in schema.get(keyword, []):
                yield each, root
        for each in schema.get("dependentSchemas", {}).values():
            yield each, root
        for keyword in _REFERENCES:
            if isinstance(schema.get(keyword), str):
                yield self._target(schema[keyword], root)

    def _target(self, reference: str, root: Any) -> tuple[Any, Any]:
        address, _hash, fragment = reference.partition("#")
        if address:
            root = self._roots.get(address.rsplit("/", 1)[-1], True)
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return self._named.get((id(root), fragment), True), root
        return _pointed_at(root, fragment), root


def _places(schema: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Visit everything that may be a schema; data that only looks like one does no harm."""
    waiting = [(schema, schema)]
    while waiting:
        each, root = waiting.pop()
        if isinstance(each, dict):
            root = each if isinstance(each.get("$id"), str) else root
            yield each, root
            waiting.extend((inner, root) for inner in each.values())
        elif isinstance(each, list):
            waiting.extend((inner, root) for inner in each)


def _pointed_at(root: Any, pointer: str) -> Any:
    found = root
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(found, dict) and name in found:
            found = found[name]
        elif isinstance(found, list) and name.isascii() and name.isdigit():
            found = found[int(name)] if int(name) < len(found) else True
        else:
            return True
    return found
