"""Compares values as JSON does, finds what really moved, and pairs what lists hold."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]
Pair = tuple[int | None, int | None]


def same(one: Any, other: Any) -> bool:
    """Say whether two JSON values are equal; true is not 1, and 1 is 1.0."""
    if one is other:
        return True
    if one != other:
        return False
    if isinstance(one, dict):
        return all(same(value, other[name]) for name, value in one.items())
    if isinstance(one, list):
        return all(map(same, one, other))
    return isinstance(one, bool) is isinstance(other, bool)


def moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """
    Return which names really moved, in their new order; both sequences hold the same names once.

    The longest run that kept its order stayed where it was; everything else moved.
    """
    places = {name: place for place, name in enumerate(before)}
    stayed = _longest_rise([places[name] for name in after])
    return [name for position, name in enumerate(after) if position not in stayed]


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the positions of a longest rising subsequence."""
    ends: list[int] = []
    positions: list[int] = []
    previous: list[int] = []
    for position, number in enumerate(numbers):
        length = bisect_left(ends, number)
        previous.append(positions[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        positions[length : length + 1] = [position]
    found: set[int] = set()
    position = positions[-1] if positions else -1
    while position >= 0:
        found.add(position)
        position = previous[position]
    return found


def paired(
    before: Sequence[Item], after: Sequence[Item], *, by: str, alike: Sequence[str]
) -> list[Pair]:
    """
    Pair the items of two lists: by their names; those without by what they say, then in order.

    What only the second list has comes behind the pairs, what only the first has comes last.

    :param by: the member that names an item.
    :param alike: the members by which items without a name are known again.
    """
    pairing = _Pairing(before, after, by)
    pairing.pair(lambda item: _written(item[by]) if by in item else None)
    pairing.pair(lambda item: _written({key: item[key] for key in item if key != by}), free=True)
    pairing.pair(lambda item: _written([item.get(key) for key in alike]), free=True)
    pairing.pair(lambda item: "" if by not in item else None)
    return [
        *sorted(pairing.pairs, key=lambda pair: pair[1]),
        *((None, place) for place in pairing.new),
        *((place, None) for place in pairing.old),
    ]


class _Pairing:
    """What of two lists is paired already, and what is left of each."""

    def __init__(self, before: Sequence[Item], after: Sequence[Item], by: str) -> None:
        self._before, self._after, self._by = before, after, by
        self.pairs: list[tuple[int, int]] = []
        self.old = list(range(len(before)))
        self.new = list(range(len(after)))

    def pair(self, key: Callable[[Item], str | None], *, free: bool = False) -> None:
        """Pair what has the same key; `free`: unless both have names of their own."""
        waiting: dict[str, list[int]] = defaultdict(list)
        for place in self.old:
            if (name := key(self._before[place])) is not None:
                waiting[name].append(place)
        for place in list(self.new):
            name = key(self._after[place])
            if name is None or not waiting[name]:
                continue
            first = waiting[name][0]
            if free and self._by in self._before[first] and self._by in self._after[place]:
                continue
            waiting[name].pop(0)
            self.old.remove(first)
            self.new.remove(place)
            self.pairs.append((first, place))


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
