"""Checks where nodes stand and under which keys their answers are stored."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from forms_engine.checking.messages import finding
from forms_engine.definition import DEEPEST, STRUCTURE, Definition, Node, walk
from forms_engine.errors import Finding
from forms_engine.kinds import KINDS

_UNLABELLED = frozenset({"const", "calculated", "note"})
_Place = tuple[tuple[str, ...], tuple[str, ...]]


def order_findings(definition: Definition) -> Iterator[Finding]:
    """Return what is wrong with order, nesting, keys and labels."""
    yield from _orders(definition)
    yield from _circles(definition)
    placed = {each.node_id for each in walk(definition)}
    for node_id in definition["nodes"]:
        if node_id not in placed:
            yield finding("orphan", node_id, f"/nodes/{node_id}", id=node_id)
    yield from _keys(definition)
    yield from _labels(definition)


def _orders(definition: Definition) -> Iterator[Finding]:
    nodes = definition["nodes"]
    orders = [("", definition["order"])]
    orders += [(node_id, node.get("order", [])) for node_id, node in nodes.items()]
    times = Counter(node_id for _owner, order in orders for node_id in order)
    for owner, order in orders:
        pointer = f"/nodes/{owner}/order" if owner else "/order"
        for position, node_id in enumerate(order):
            at = f"{pointer}/{position}"
            if node_id not in nodes:
                yield finding("order_unknown", owner, at, id=node_id)
            elif owner and nodes[node_id]["kind"] == "page":
                yield finding("page_inside", node_id, at)
            elif not owner and nodes[node_id]["kind"] != "page":
                yield finding("not_a_page", node_id, at)
        if owner and not order and nodes[owner]["kind"] in STRUCTURE:
            yield finding("empty", owner, pointer)
    for node_id, count in times.items():
        if count > 1:
            yield finding("order_twice", node_id, f"/nodes/{node_id}", id=node_id)


def _circles(definition: Definition) -> Iterator[Finding]:
    nodes: dict[str, Node] = definition["nodes"]
    done: set[str] = set()
    for start in nodes:
        if start in done:
            continue
        path: list[str] = []
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            node_id, depth = waiting.pop()
            del path[depth:]
            if node_id in path:
                yield finding("cycle", node_id, f"/nodes/{node_id}", id=node_id)
                continue
            if node_id in done or node_id not in nodes:
                continue
            if depth > DEEPEST:
                yield finding("nested_too_deep", node_id, f"/nodes/{node_id}", limit=DEEPEST)
                continue
            path.append(node_id)
            waiting.extend((each, depth + 1) for each in nodes[node_id].get("order", []))
        done.update(path)
        done.add(start)


def _keys(definition: Definition) -> Iterator[Finding]:
    """Follow each node's place as answers are stored; groups alone may share an object."""
    nodes = definition["nodes"]
    places: dict[str, _Place] = {}
    taken: dict[_Place, str] = {}
    for placed in walk(definition):
        node, parent = placed.node, placed.parent_id
        inside_list = bool(parent) and nodes[parent]["kind"] == "list"
        around = () if not parent or inside_list else places[parent][1]
        key = node.get("key")
        place = (placed.list_ids, (*around, key) if key else around)
        places[placed.node_id] = place
        if not key:
            if _needs_key(node, bool(parent) and inside_list, nodes, parent):
                yield finding("key_missing", placed.node_id, f"/nodes/{placed.node_id}")
            continue
        if not _has_value(node):
            continue
        other = taken.setdefault(place, placed.node_id)
        shared = node["kind"] in {"page", "group"} and nodes[other]["kind"] in {"page", "group"}
        if other != placed.node_id and not shared:
            pointer = f"/nodes/{placed.node_id}/key"
            yield finding("key_twice", placed.node_id, pointer, key=key, other=other)


def _needs_key(node: Node, inside_list: object, nodes: dict[str, Node], parent: Any) -> bool:
    if node["kind"] in {"page", "group"} or not _has_value(node):
        return False
    is_bare = inside_list and len(nodes[parent].get("order", [])) == 1 and node["kind"] != "list"
    return not is_bare


def _has_value(node: Node) -> bool:
    kind = KINDS.get(node["kind"])
    return kind.has_value if kind else True


def _labels(definition: Definition) -> Iterator[Finding]:
    for placed in walk(definition):
        node = placed.node
        is_page = placed.parent_id is None
        asks = node["kind"] in KINDS and node["kind"] not in _UNLABELLED
        if (asks or is_page) and not (node.get("label") or node.get("title")):
            if asks and not node.get("key"):
                continue
            yield finding("label_missing", placed.node_id, f"/nodes/{placed.node_id}")
