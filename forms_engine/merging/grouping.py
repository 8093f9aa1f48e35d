"""Joins things that belong together into groups, step by step."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint groups of things; each is known by one of them."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def of(self, thing: T) -> T:
        """Return the thing that a group is known by."""
        root = thing
        while self._above.get(root, root) != root:
            root = self._above[root]
        while self._above.get(thing, thing) != root:
            self._above[thing], thing = root, self._above[thing]
        return root

    def join(self, things: Iterable[T]) -> None:
        """Make one group of the groups of some things."""
        first = None
        for thing in things:
            first = thing if first is None else first
            self._above[self.of(thing)] = self.of(first)
