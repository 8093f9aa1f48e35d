"""Blends a newer version of a block into what was made of the older one, by the block's own ids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from forms_engine.definition import Node

Nodes = Mapping[str, Node]
Orders = dict[str, list[str]]

MISSING: Final[Any] = object()
# What a node keeps here whatever the block says: answers are stored under its key already.
_OWN: Final = frozenset({"order", "key", "block", "block_node"})


@dataclass(frozen=True)
class Blended:
    """
    What comes of it.

    :param nodes: the nodes that stay or are new, with their orders.
    :param added: those of them that were not there before.
    :param removed: nodes that the newer version has no longer.
    """

    nodes: dict[str, Node]
    added: list[str]
    removed: list[str]


def chosen(mine: Any, base: Any, new: Any) -> Any:
    """Return what stands afterwards: the newer version's, except where only we changed it."""
    return mine if new == base else new


def blend(root: str, *, mine: Nodes, base: Nodes, new: Nodes) -> Blended:
    """
    Blend three states of one block.

    What only we changed, added, moved or took out stays so; what the newer version changed is
    taken. Nothing of our own is removed.

    :param mine: what stands here; nodes of our own are among them.
    :param base: the version it was taken from.
    """
    gone = _gone(root, mine, base, new)
    orders, added = _orders(root, mine=mine, base=base, new=new, gone=gone)
    nodes = {
        name: _merged(mine.get(name), base.get(name), new.get(name))
        for name in _reached(root, orders)
    }
    for name, order in orders.items():
        if name in nodes:
            nodes[name]["order"] = order
    return Blended(nodes, [each for each in added if each in nodes], gone)


def _merged(mine: Node | None, base: Node | None, new: Node | None) -> Node:
    if mine is None or new is None:
        return dict(new if mine is None else mine)  # type: ignore[arg-type]  # one of them is there
    before = base or {}
    merged: Node = {}
    for what in dict.fromkeys((*mine, *new)):
        value = mine.get(what, MISSING)
        if what not in _OWN:
            value = chosen(value, before.get(what, MISSING), new.get(what, MISSING))
        if value is not MISSING:
            merged[what] = value
    return merged


def _gone(root: str, mine: Nodes, base: Nodes, new: Nodes) -> list[str]:
    """Return what goes: no longer in the block, not changed here, and nothing in it stays."""
    gone: list[str] = []

    def goes(name: str) -> bool:
        inner = [goes(each) for each in mine[name].get("order", []) if each in mine]
        is_old = name != root and name in base and name not in new
        if is_old and all(inner) and _says(mine[name]) == _says(base[name]):
            gone.append(name)
            return True
        return False

    goes(root)
    return gone


def _says(node: Node) -> Node:
    """Return what the block can say of a node."""
    return {what: value for what, value in node.items() if what not in _OWN}


def _orders(
    root: str, *, mine: Nodes, base: Nodes, new: Nodes, gone: Iterable[str]
) -> tuple[Orders, list[str]]:
    """Return the orders afterwards, and what is new in them."""
    added = [name for name in new if name not in mine and name not in base]
    ours = _without(_orders_of(mine), set(gone))
    if _shape(mine, base) != _shape(base, mine):
        # It was arranged otherwise here, and stays so.
        _slip_in(ours, _orders_of(new), added, root)
        return {**{name: [] for name in added if "order" in new[name]}, **ours}, added
    taken = {name for name in new if name in mine or name in added}
    orders = {
        name: [each for each in order if each in taken]
        for name, order in _orders_of(new).items()
        if name in taken
    }
    reached = set(_reached(root, orders))
    own = [name for order in ours.values() for name in order if name not in reached]
    orders |= {name: [] for name in own if name in ours}
    _slip_in(orders, ours, own, root)
    return orders, added


def _slip_in(orders: Orders, model: Orders, names: Iterable[str], root: str) -> None:
    """Put names into orders behind what they follow in another arrangement."""
    wanted = set(names)
    for parent, order in model.items():
        for place, name in enumerate(order):
            if name not in wanted:
                continue
            into = orders.setdefault(parent, []) if parent in wanted else orders.get(parent)
            into = orders.setdefault(root, []) if into is None else into
            before = [each for each in order[:place] if each in into]
            into.insert(into.index(before[-1]) + 1 if before else 0, name)


def _shape(nodes: Nodes, other: Nodes) -> Orders:
    """Return the arrangement of what two states have in common."""
    return {
        name: [each for each in order if each in other]
        for name, order in _orders_of(nodes).items()
        if name in other and "order" in other[name]
    }


def _orders_of(nodes: Nodes) -> Orders:
    return {name: list(node["order"]) for name, node in nodes.items() if "order" in node}


def _without(orders: Orders, gone: set[str]) -> Orders:
    return {
        name: [each for each in order if each not in gone]
        for name, order in orders.items()
        if name not in gone
    }


def _reached(root: str, orders: Orders) -> list[str]:
    reached, waiting = [], [root]
    while waiting:
        name = waiting.pop()
        reached.append(name)
        waiting.extend(reversed(orders.get(name, [])))
    return reached
