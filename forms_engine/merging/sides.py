"""Holds base and what two sides made of it in parts, and says which side a part is taken from."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal

from forms_engine.checking.form import form_findings
from forms_engine.checking.order import order_findings
from forms_engine.definition import Definition
from forms_engine.errors import Finding
from forms_engine.merging.comparing import same
from forms_engine.merging.mentions import Mentions
from forms_engine.merging.orders import merged_order, slipped_in
from forms_engine.merging.parts import (
    MISSING,
    THERE,
    Orders,
    Parts,
    Path,
    Values,
    names_in_lists,
    put_together,
    taken_apart,
)

Side = Literal["mine", "theirs"]
OTHER: Final[Mapping[Side, Side]] = {"mine": "theirs", "theirs": "mine"}
# With these, nobody can say what stands where.
_BROKEN: Final = frozenset(
    {
        "order_unknown",
        "order_twice",
        "orphan",
        "cycle",
        "nested_too_deep",
        "page_inside",
        "not_a_page",
    }
)


class NotMergeable(Exception):
    """
    A document is in no good form; `findings` says why.

    :param side: `base`, `mine` or `theirs`.
    """

    def __init__(self, side: str, findings: list[Finding]) -> None:
        super().__init__(f"{side}: {findings[0]}")
        self.side = side
        self.findings = findings


def broken(definition: Definition) -> list[Finding]:
    """Return why a document cannot be merged."""
    findings = [each for each in form_findings(definition) if each.level == "error"]
    return findings or [each for each in order_findings(definition) if each.code in _BROKEN]


class Sides:
    """Base, mine and theirs in parts."""

    def __init__(self, base: Definition, mine: Definition, theirs: Definition) -> None:
        documents = {"base": base, "mine": mine, "theirs": theirs}
        for name, document in documents.items():
            if findings := broken(document):
                raise NotMergeable(name, findings)
        self.documents: Mapping[str, Definition] = documents
        names = names_in_lists(list(documents.values()))
        nodes = [document["nodes"] for document in documents.values()]
        self.whole = {
            each: node
            for each, node in nodes[1].items()
            if each in nodes[0]
            and each in nodes[2]
            and same(node, nodes[0][each])
            and same(node, nodes[2][each])
        }
        self.parts: dict[str, Parts] = {
            name: taken_apart(document, own, whole=self.whole)
            for (name, document), own in zip(documents.items(), names, strict=True)
        }
        self.mentions = {name: Mentions(document) for name, document in documents.items()}
        paths = (self.parts[name].values for name in ("mine", "theirs", "base"))
        self.paths = list(dict.fromkeys(path for values in paths for path in values))
        self.changed: dict[Side, set[Path]] = {
            "mine": self._changed("mine"), "theirs": self._changed("theirs"),
        }  # fmt: skip

    def value(self, side: str, path: Path) -> object:
        """Return what stands at a path; MISSING where nothing does."""
        return self.parts[side].values.get(path, MISSING)

    def has(self, side: str, path: Path) -> bool:
        """Say whether something stands at a path."""
        return path in self.parts[side].values

    def differ(self, path: Path) -> bool:
        """Say whether mine and theirs say something else there."""
        return not _same(self.value("mine", path), self.value("theirs", path))

    def merged(self) -> Values:
        """Return what stands where: what one side changed; where both did, mine."""
        mine, theirs = self.parts["mine"].values, self.parts["theirs"].values
        ours = self.changed["mine"]
        return {
            path: (mine if path in ours or path not in self.changed["theirs"] else theirs).get(
                path, MISSING
            )
            for path in self.paths
        }

    def order_paths(self) -> list[Path]:
        """Return the paths of all orders."""
        orders = (self.parts[name].orders for name in ("mine", "theirs", "base"))
        return list(dict.fromkeys(path for each in orders for path in each))

    def orders_of(self, path: Path) -> tuple[list[str], list[str], list[str]]:
        """Return an order in base, mine and theirs; empty where it is not there."""
        base, mine, theirs = (self.parts[name].orders.get(path, []) for name in self.documents)
        return base, mine, theirs

    def _changed(self, side: Side) -> set[Path]:
        return {
            path
            for path in self.paths
            if not _same(self.value("base", path), self.value(side, path))
        }


def _same(one: object, other: object) -> bool:
    if one is other:
        return True
    if one in (MISSING, THERE) or other in (MISSING, THERE):
        return False
    return same(one, other)


def arranged(
    sides: Sides,
    values: Values,
    *,
    chosen: Mapping[Path, Side] | None = None,
    only: Side | None = None,
) -> tuple[Parts, list[Path]]:
    """
    Return parts with their orders, and the paths of orders in which the sides contradict.

    :param values: what stands where; what is missing is left out.
    :param chosen: orders that are taken from one side.
    :param only: the side that counts beside base, where not both do.
    """
    present = {path: value for path, value in values.items() if value is not MISSING}
    orders: Orders = {}
    contradicting = []
    for path, wanted in _contents(present).items():
        base, mine, theirs = sides.orders_of(path)
        if only is not None:
            mine, theirs = (mine, base) if only == "mine" else (base, theirs)
        side = (chosen or {}).get(path)
        if wanted == set(mine) and mine == theirs:
            orders[path] = list(mine)
        elif side is None:
            orders[path], contradicts = merged_order(base, mine, theirs, of=wanted)
            contradicting += [path] if contradicts else []
        else:
            first, second = (mine, theirs) if side == "mine" else (theirs, mine)
            kept = [[name for name in each if name in wanted] for each in (first, second, base)]
            orders[path] = slipped_in(*kept)
        if path[0] == "nodes" and path[1] and len(path) == 2 and path[1] not in sides.whole:  # noqa: PLR2004
            present.setdefault((*path, "order"), THERE)
    return Parts(present, orders), contradicting


def _contents(values: Values) -> dict[Path, set[str]]:
    """Return what stands in each order."""
    found: dict[Path, set[str]] = {("nodes", ""): set()}
    for path, value in values.items():
        if path[0] == "place" and ("nodes", path[1]) in values:
            around = ("nodes", str(value))
            if not value or around in values:
                found.setdefault(around, set()).add(path[1])
        elif value is THERE:
            if path[0] in {"constraints", "fees", "routing", "notices", "languages"}:
                found.setdefault(path[:1], set()).update(path[1:2])
            elif path[-1] == "options" and len(path) == 3:  # noqa: PLR2004
                found.setdefault(path, set())
            elif len(path) == 4 and path[2] == "options":  # noqa: PLR2004
                found.setdefault(path[:3], set()).add(path[3])
    return found


def document_of(sides: Sides, parts: Parts) -> Definition:
    """Put the document of parts together."""
    return put_together(parts, sides.whole)


def overlaid(
    sides: Sides, side: Side, paths: Iterable[Path], order_paths: Collection[Path] = ()
) -> Definition:
    """Return base with some of its parts, and some of its orders, as a side has them."""
    values = dict(sides.parts["base"].values)
    touched = {path[1] for path in order_paths if path[0] == "nodes"}
    for path in paths:
        values[path] = sides.value(side, path)
        # A room has to be there for what is in it; a node comes with its own parts.
        shortest = 3 if path[0] in {"nodes", "place"} else 1
        rooms = (path[:length] for length in range(shortest, len(path)))
        values |= {room: THERE for room in rooms if sides.value(side, room) is THERE}
        touched.add(path[1] if path[0] == "nodes" else "")
    added = {
        path[1] for path in values if path[0] == "nodes" and path not in sides.parts["base"].values
    }
    parts, _ = arranged(sides, values, chosen=dict.fromkeys(order_paths, side), only=side)
    for path in list(parts.orders):
        # What only stands otherwise on this side is not part of it.
        if path not in order_paths:
            base, order = sides.parts["base"].orders.get(path, []), parts.orders[path]
            parts.orders[path] = _as_in(base, order)
    nodes = sides.documents["base"]["nodes"]
    whole = {each: node for each, node in nodes.items() if each not in touched | added}
    return put_together(parts, whole)


def _as_in(base: list[str], order: list[str]) -> list[str]:
    """Return what an order holds as base has it, and the rest behind what it follows."""
    kept = [name for name in base if name in set(order)]
    return slipped_in(kept, order)
