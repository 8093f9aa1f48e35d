"""Which fields are seen with these answers: what a condition hides is as if never asked."""

from collections.abc import Iterator
from typing import Any

from forms_engine.compiling import Compiled, Entry
from forms_engine.conditions import MISSING, Predicate

Rows = tuple[int, ...]
Place = tuple[str, Rows]


class Sight:
    """
    Sees one set of answers through the conditions of a definition.

    A field is asked in a condition only if it is seen itself: what is hidden has no answer.
    """

    def __init__(self, compiled: Compiled, answers: Any) -> None:
        self.compiled = compiled
        self.answers = answers
        self._entries = compiled.entries
        self._known: dict[Place, bool] = {}

    def value(self, node_id: str, rows: Rows) -> Any:
        """Return what is stored for a field, seen or not, or MISSING."""
        entry = self._entries[node_id]
        value = self.answers
        for depth, list_id in enumerate(entry.list_ids):
            around = _follow(value, self._entries[list_id].path)
            if not isinstance(around, list) or rows[depth] >= len(around):
                return MISSING
            value = around[rows[depth]]
        return _follow(value, entry.path)

    def is_visible(self, node_id: str, rows: Rows) -> bool:
        """Say whether a node is seen, in a row of the lists around it."""
        entry = self._entries[node_id]
        rows = rows[: entry.level]
        place = (node_id, rows)
        known = self._known.get(place)
        if known is not None:
            return known
        # A condition that asks itself in a circle finds the answer given.
        self._known[place] = True
        parent = entry.parent_id
        seen = (parent is None or self.is_visible(parent, rows)) and self.fits(entry.asks, rows)
        self._known[place] = seen
        return seen

    def fits(self, asks: Predicate | None, rows: Rows) -> bool:
        """Say whether a prepared condition holds in a row."""
        return asks is None or asks(lambda node_id: self.answer(node_id, rows))

    def answer(self, node_id: str, rows: Rows) -> Any:
        """Return the answer of a field that is seen from a row, or MISSING."""
        value = self.value(node_id, rows)
        if value is MISSING or not self.is_visible(node_id, rows):
            return MISSING
        return value

    def rows_of(self, entry: Entry, rows: Rows) -> list[Any]:
        """Return the rows of a list that stands in a row."""
        value = self.value(entry.node_id, rows)
        return value if isinstance(value, list) else []

    def walk(self) -> Iterator[tuple[Entry, Rows, bool]]:
        """Visit every node in every row in reading order, but nothing below what is hidden."""
        for entry in self.compiled.roots:
            yield from self._walk(entry, ())

    def walk_below(self, entry: Entry, rows: Rows = ()) -> Iterator[tuple[Entry, Rows, bool]]:
        """Visit a node and what is below it, in a row of the lists around it."""
        return self._walk(entry, rows)

    def _walk(self, entry: Entry, rows: Rows) -> Iterator[tuple[Entry, Rows, bool]]:
        seen = self.is_visible(entry.node_id, rows)
        yield entry, rows, seen
        if not seen or not entry.children:
            return
        if not entry.is_list:
            for child in entry.children:
                yield from self._walk(child, rows)
            return
        for number in range(len(self.rows_of(entry, rows))):
            for child in entry.children:
                yield from self._walk(child, (*rows, number))


def visible(compiled: Compiled, answers: Any) -> set[Place]:
    """Return what is seen as (node id, row numbers), () outside of lists."""
    sight = Sight(compiled, answers)
    return {(entry.node_id, rows) for entry, rows, seen in sight.walk() if seen}


def _follow(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return MISSING
        value = value[key]
    return value
