"""Finds what both sides changed each in its own way, and what hangs together in it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from forms_engine.definition import canonical
from forms_engine.merging.grouping import Groups
from forms_engine.merging.mentions import Thing, is_thing, things_of
from forms_engine.merging.parts import MISSING, THERE, Path
from forms_engine.merging.sides import OTHER, Side, Sides

Code = Literal["both", "removed_here", "removed_there", "order", "place", "key", "fault"]
# What of a node goes with any kind.
_ANY_KIND: Final = frozenset(
    {"label", "title", "help", "text", "summary", "placeholder", "show_when", "required", "key",
     "order", "purpose", "block", "block_node", "autocomplete"}
)  # fmt: skip


@dataclass(frozen=True)
class Clash:
    """
    Parts that are taken from one side or from the other, together.

    :param at: the part that it is called by.
    :param stands: the side that stands as long as nobody has decided.
    """

    code: Code
    at: Path
    paths: frozenset[Path]
    orders: frozenset[Path] = field(default_factory=frozenset)
    stands: Side = "mine"


def clash_id(sides: Sides, clash: Clash) -> str:
    """Return a name that is another one as soon as a side says something else."""
    said = [
        [list(path), *(_plain(sides.value(side, path)) for side in ("mine", "theirs"))]
        for path in sorted(clash.paths)
    ]
    said += [[list(path), *sides.orders_of(path)] for path in sorted(clash.orders)]
    return hashlib.sha256(canonical([clash.code, list(clash.at), said])).hexdigest()[:16]


def _plain(value: object) -> Any:
    return {"": "missing"} if value is MISSING else {"": "there"} if value is THERE else value


def clashes(sides: Sides) -> list[Clash]:
    """Return what can be seen without merging: changed twice, or removed here and changed there."""
    found = [*_removals(sides, "mine"), *_removals(sides, "theirs"), *_kinds(sides)]
    found = _joined(found)
    taken = {path for clash in found for path in clash.paths}
    twice = sides.changed["mine"] & sides.changed["theirs"]
    for path in sides.paths:
        if path in twice and path not in taken and sides.differ(path):
            code: Code = "place" if path[0] == "place" else "both"
            found.append(Clash(code, path, frozenset({path})))
    return found


def _kinds(sides: Sides) -> Iterator[Clash]:
    """Another kind of question does not go with what the other side changed of the old one."""
    changed = sides.changed["mine"] | sides.changed["theirs"]
    for path in [each for each in changed if each[0] == "nodes" and each[2:] == ("kind",)]:
        if not sides.has("base", path):
            continue
        typed = {
            each
            for each in changed
            if each[:2] == path[:2] and len(each) > 2 and each[2] not in _ANY_KIND  # noqa: PLR2004
        }
        if all(typed & sides.changed[side] for side in OTHER) and any(map(sides.differ, typed)):
            yield Clash("both", path, frozenset(typed))


def _removals(sides: Sides, side: Side) -> Iterator[Clash]:
    """Find what one side removed and the other went on working with."""
    other = OTHER[side]
    removed = {
        path
        for path in sides.parts["base"].values
        if is_thing(path, sides.parts["base"].values)
        and not sides.has(side, path)
        and sides.has(other, path)
    }
    if not removed:
        return
    code: Code = "removed_here" if side == "mine" else "removed_there"
    removal = _Removal(sides, side, removed)
    for thing in sorted(removal.touching):
        at, paths = removal.hanging_together(thing)
        yield Clash(code, at, frozenset(filter(sides.differ, paths)), stands=other)


class _Removal:
    """What one side removed, and what the other side did with it meanwhile."""

    def __init__(self, sides: Sides, side: Side, removed: set[Thing]) -> None:
        self._sides, self._side, self._other = sides, side, OTHER[side]
        self._removed = removed
        self.touching = _touching(sides, self._other, removed)
        self._parents = _places(sides, self._other)
        self._by_thing = _paths_by_thing(sides)

    def hanging_together(self, thing: Thing) -> tuple[Thing, set[Path]]:
        """Return what was removed around a thing, and all that stays or goes with it."""
        at, things = self._around(thing)
        paths: set[Path] = set()
        waiting = list(things)
        while waiting:
            more = self._paths_of(waiting.pop())
            paths |= more
            for leaned_on in self._leaned_on(more) - things:
                fresh = self._around(leaned_on)[1] - things
                things |= fresh
                waiting += fresh
        return at, paths

    def _around(self, thing: Thing) -> tuple[Thing, set[Thing]]:
        """Return the outermost of what was removed around a thing, and everything in that."""
        if thing[0] != "nodes" or len(thing) > 2:  # noqa: PLR2004
            return thing, {thing}
        root = _root(thing[1], self._parents, self._removed)
        inside = _inside(root, self._parents, self._removed, self._sides, self._side)
        return ("nodes", root), {("nodes", each) for each in inside}

    def _paths_of(self, thing: Thing) -> set[Path]:
        """Return the parts of a thing, and what is new and leans on it, as a whole."""
        paths = self._by_thing[thing] | self.touching.get(thing, set())
        for path in [*paths]:
            for owner in things_of(path):
                is_new = not self._sides.has("base", owner)
                if is_new and not self._sides.has(self._side, owner):
                    paths |= self._by_thing[owner]
        return paths

    def _leaned_on(self, paths: set[Path]) -> set[Thing]:
        """Return what was removed too and is named by parts that may stay."""
        mentions = self._sides.mentions[self._other]
        found = {
            thing
            for path in paths
            for thing in mentions.of(path, self._sides.value(self._other, path))
        }
        return found & self._removed


def _touching(sides: Sides, other: Side, removed: set[Thing]) -> dict[Thing, set[Path]]:
    """Return what a side changed about things that the other has removed, by thing."""
    found: dict[Thing, set[Path]] = defaultdict(set)
    for path in sides.changed[other]:
        value = sides.value(other, path)
        for thing in things_of(path):
            if thing in removed:
                found[thing].add(path)
        if value is MISSING:
            continue
        for thing in sides.mentions[other].of(path, value):
            if thing in removed:
                found[thing].add(path)
        if path[0] == "place" and ("nodes", str(value)) in removed:
            found["nodes", str(value)].add(path)
    for thing in removed:
        base, *_rest = orders = sides.orders_of(thing)
        now = orders[2 if other == "theirs" else 1]
        if [each for each in base if each in set(now)] != [
            each for each in now if each in set(base)
        ]:
            found[thing].add(thing)
    return found


def _places(sides: Sides, side: Side) -> dict[str, str]:
    values = sides.parts[side].values
    return {path[1]: str(value) for path, value in values.items() if path[0] == "place"}


def _root(node_id: str, parents: Mapping[str, str], removed: set[Thing]) -> str:
    while ("nodes", parents.get(node_id, "")) in removed:
        node_id = parents[node_id]
    return node_id


def _inside(
    root: str, parents: Mapping[str, str], removed: set[Thing], sides: Sides, side: Side
) -> Iterator[str]:
    """Return what the removed node holds: removed with it, or put into it since."""
    children: dict[str, list[str]] = defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)
    waiting = [root]
    while waiting:
        node_id = waiting.pop()
        if (
            node_id == root
            or ("nodes", node_id) in removed
            or not sides.has(side, ("nodes", node_id))
        ):
            yield node_id
            waiting.extend(children[node_id])


def _paths_by_thing(sides: Sides) -> dict[Thing, set[Path]]:
    found: dict[Thing, set[Path]] = defaultdict(set)
    for path in sides.paths:
        for thing in things_of(path):
            found[thing].add(path)
    return found


def _joined(found: Iterable[Clash]) -> list[Clash]:
    """Join what shares a part; the first of them gives the name."""
    groups: Groups[Path] = Groups()
    listed = list(found)
    for clash in listed:
        groups.join(clash.paths)
    together: dict[Path, list[Clash]] = defaultdict(list)
    for clash in listed:
        together[groups.of(next(iter(clash.paths), clash.at))].append(clash)
    return [
        Clash(
            each[0].code, each[0].at,
            frozenset().union(*(clash.paths for clash in each)), stands=each[0].stands,
        )
        for each in together.values()
    ]  # fmt: skip


def differing_paths(sides: Sides, node_ids: Iterable[str]) -> frozenset[Path]:
    """Return in what mine and theirs differ about some nodes."""
    things = {("nodes", each) for each in node_ids}
    return frozenset(
        path for path in sides.paths if sides.differ(path) and things & set(things_of(path))
    )


def leaning_paths(sides: Sides, node_ids: Iterable[str]) -> frozenset[Path]:
    """Return what a side made of nodes that only this side has: it goes where they go."""
    found: set[Path] = set()
    by_thing: dict[Thing, set[Path]] | None = None
    for side, other in OTHER.items():
        own = {("nodes", each) for each in node_ids if not sides.has(other, ("nodes", each))}
        for path in sides.changed[side] if own else ():
            if not own & sides.mentions[side].of(path, sides.value(side, path)):
                continue
            by_thing = by_thing or _paths_by_thing(sides)
            new = (thing for thing in things_of(path) if not sides.has("base", thing))
            found |= {path, *(each for thing in new for each in by_thing[thing])}
    return frozenset(filter(sides.differ, found))
