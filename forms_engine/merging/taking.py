"""Sorts what only theirs changed into changes that a person can take or leave, one by one."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from forms_engine.definition import canonical
from forms_engine.merging.clashes import Clash
from forms_engine.merging.grouping import Groups
from forms_engine.merging.mentions import Thing, is_thing, things_of
from forms_engine.merging.parts import LISTS, MAPS, MISSING, THERE, TRANSLATIONS, Path
from forms_engine.merging.sides import Sides


@dataclass(frozen=True)
class Taking:
    """Parts that theirs changed, and that are taken or left together."""

    id: str
    paths: frozenset[Path]
    orders: frozenset[Path]


def takings(sides: Sides, found: list[Clash]) -> list[Taking]:
    """Return what theirs changed and mine did not, in the order of the document."""
    clashing = {path for clash in found for path in clash.paths}
    taken = [
        path
        for path in sides.paths
        if path in sides.changed["theirs"] - sides.changed["mine"] and path not in clashing
    ]
    groups: Groups[Path] = Groups()
    names = {path: _name(sides, path) for path in taken}
    for path in taken:
        # A room came or went with what is in it.
        inner = next((each for each in taken if each[: len(path)] == path != each), None)
        if inner is not None and THERE in (sides.value("base", path), sides.value("theirs", path)):
            groups.join([names[path], names[inner]])
    known = set(names.values())
    for path, name in names.items():
        groups.join([name, *(each for each in _leaning(sides, path) if each in known)])
    paths: dict[Path, set[Path]] = defaultdict(set)
    orders: dict[Path, set[Path]] = defaultdict(set)
    for path, name in names.items():
        paths[groups.of(name)].add(path)
    for order in _reordered(sides):
        paths.setdefault(("order", *order), set())
        orders["order", *order].add(order)
    return [
        Taking(_id(name), frozenset(each), frozenset(orders[name])) for name, each in paths.items()
    ]


def is_silent(taking: Taking) -> bool:
    """Say whether it is only about an empty list or none, which is the same to a person."""
    return not taking.orders and all(len(path) == 1 and path[0] in LISTS for path in taking.paths)


def _id(name: Path) -> str:
    return hashlib.sha256(canonical(list(name))).hexdigest()[:16]


def _name(sides: Sides, path: Path) -> Path:
    """Return the thing that came or went with a part, or what of a thing it is."""
    for thing in things_of(path):
        if is_thing(thing, sides.parts["theirs"].values) and not sides.has("base", thing):
            return _root(sides, "theirs", thing)
        if is_thing(thing, sides.parts["base"].values) and not sides.has("theirs", thing):
            return _root(sides, "base", thing)
    if path[0] in TRANSLATIONS:
        return ("texts", *path[1:2])
    if path[0] == "nodes" or (path[0] in LISTS or path[0] in MAPS):
        return path[:3]
    return path[:2] if path[0] in {"place", "languages"} else path[:1]


def _root(sides: Sides, side: str, thing: Thing) -> Thing:
    """Return the outermost of what came, or went, around a node."""
    if thing[0] != "nodes" or len(thing) > 2:  # noqa: PLR2004
        return thing
    other = "base" if side == "theirs" else "theirs"
    while True:
        around = ("nodes", str(sides.value(side, ("place", thing[1]))))
        if not sides.has(side, around) or sides.has(other, around):
            return thing
        thing = around


def _leaning(sides: Sides, path: Path) -> Iterator[Path]:
    """Return what came or went that a part names, now or before: one without the other is wrong."""
    for side, other in (("theirs", "base"), ("base", "theirs")):
        value = sides.value(side, path)
        if value is MISSING:
            continue
        things = sides.mentions[side].of(path, value)
        if path[0] == "place":
            things = {("nodes", str(value))}
        for thing in things:
            if sides.has(side, thing) and not sides.has(other, thing):
                yield _root(sides, side, thing)


def _reordered(sides: Sides) -> Iterator[Path]:
    for path in sides.order_paths():
        base, _mine, theirs = sides.orders_of(path)
        kept = set(base) & set(theirs)
        if [each for each in base if each in kept] != [each for each in theirs if each in kept]:
            yield path
