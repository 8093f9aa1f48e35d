"""What is different about pages, groups, lists and questions, and where they stand."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from forms_engine.definition import Definition, Node, label_of
from forms_engine.merging.comparing import moved, same
from forms_engine.merging.messages import Difference, Group, Shape

_TEXTS: Final = frozenset({"help", "text", "summary", "placeholder", "unit", "label", "title"})
_SHAPES: Final[Mapping[str, Shape]] = {
    **dict.fromkeys(_TEXTS, "text"),
    "purpose": "text",
    "parts": "texts",
    "accept": "texts",
    "part_schemas": "json",
    "calculate": "json",
    "options": "json",
    "schema": "json",
}


class Standing:
    """Where the nodes of a document stand: each in the first order that names it."""

    def __init__(self, definition: Definition) -> None:
        self.nodes: Mapping[str, Node] = definition["nodes"]
        self.orders: dict[str, Sequence[str]] = {"": definition["order"]}
        for node_id, node in self.nodes.items():
            if "order" in node:
                self.orders[node_id] = node["order"]
        self.parents: dict[str, str] = {}
        for parent, order in self.orders.items():
            for child in order:
                self.parents.setdefault(child, parent)
        self.children: dict[str, list[str]] = {}
        # What an order holds besides: a name twice, or of nothing.
        self.odd: dict[str, list[str]] = {}
        for parent, order in self.orders.items():
            self._sort(parent, order)

    def _sort(self, parent: str, order: Sequence[str]) -> None:
        seen: set[str] = set()
        children, odd = self.children.setdefault(parent, []), self.odd.setdefault(parent, [])
        for child in order:
            is_here = self.parents[child] == parent and child in self.nodes and child not in seen
            (children if is_here else odd).append(child)
            seen.add(child)

    def name(self, node_id: str) -> str:
        """Return what a node is called; the process itself is called nothing."""
        return label_of(self.nodes[node_id]) or node_id if node_id in self.nodes else ""

    def place(self, node_id: str) -> dict[str, str]:
        """Return what says where a node stands."""
        parent = self.parents.get(node_id, "")
        return {"parent": parent, "place": self.name(parent)}


def node_differences(before: Definition, after: Definition) -> Iterator[Difference]:
    """Return what is different about nodes, in the order of the second document."""
    old, new = Standing(before), Standing(after)
    for node_id, node in new.nodes.items():
        params = {"name": new.name(node_id), **new.place(node_id), "kind": node.get("kind", "")}
        if node_id not in old.nodes:
            yield Difference("node_new", "new", node_id, params, after=node.get("kind"))
    yield from _places(old, new)
    for node_id, node in new.nodes.items():
        if node_id in old.nodes and not same(old.nodes[node_id], node):
            yield from _attributes(node_id, old.nodes[node_id], node, new.place(node_id))
    for node_id, node in old.nodes.items():
        if node_id not in new.nodes:
            params = {"name": old.name(node_id), **old.place(node_id), "kind": node.get("kind", "")}
            yield Difference("node_removed", "removed", node_id, params, before=node.get("kind"))


def _places(old: Standing, new: Standing) -> Iterator[Difference]:
    for node_id in new.nodes:
        if node_id not in old.nodes:
            continue
        was, now = old.parents.get(node_id), new.parents.get(node_id)
        if was != now:
            params = {"name": new.name(node_id), **new.place(node_id)}
            params |= {"was": old.name(was or ""), "was_parent": was or ""}
            yield Difference("node_moved", "moved", node_id, params, was, now, "node")
    for parent, children in new.children.items():
        if parent and parent not in old.nodes:
            continue
        yield from _steps(parent, old, new)
        is_other = (parent in old.orders) and old.odd[parent] != new.odd[parent]
        appeared = parent not in old.orders and not children
        if is_other or appeared:
            yield Difference("order_other", "moved", parent, {"name": new.name(parent)})
    for parent in old.orders:
        if parent in new.nodes and parent not in new.orders and not old.children[parent]:
            yield Difference("order_other", "moved", parent, {"name": new.name(parent)})


def _steps(parent: str, old: Standing, new: Standing) -> Iterator[Difference]:
    """Find what moved among its siblings; what stands behind something new has not."""
    was = [each for each in old.children.get(parent, []) if new.parents.get(each) == parent]
    was = [each for each in was if each in new.nodes]
    now = [each for each in new.children[parent] if each in set(was)]
    for node_id in moved([each for each in was if each in set(now)], now):
        place = new.children[parent].index(node_id)
        behind = new.children[parent][place - 1] if place else ""
        params = {"name": new.name(node_id), **new.place(node_id), "behind": new.name(behind)}
        before = old.children[parent].index(node_id)
        yield Difference("node_stepped", "moved", node_id, params, before + 1, place + 1)


def _attributes(
    node_id: str, before: Node, after: Node, place: Mapping[str, str]
) -> Iterator[Difference]:
    params = {"name": label_of(after) or node_id, **place}
    for what in dict.fromkeys((*before, *after)):
        if what == "order" or (
            same(before.get(what), after.get(what)) and (what in before) == (what in after)
        ):
            continue
        if what == "schema":
            yield from limits("node_limit", "changed", node_id, params, before, after)
        elif what == "options":
            yield from _options(node_id, params, before.get(what), after.get(what))
        else:
            yield _attribute(node_id, params, what, before, after)


def _attribute(
    node_id: str, params: Mapping[str, Any], what: str, before: Node, after: Node
) -> Difference:
    was, now = before.get(what), after.get(what)
    group: Group = "texts" if what in _TEXTS else "changed"
    shape = _SHAPES.get(what, "value")
    code = "node_changed"
    if what in {"label", "title"}:
        code, params = "node_renamed", {**params, "was": label_of(before) or node_id}
    elif what == "kind":
        code, shape = "node_kind", "kind"
    elif what == "show_when":
        code, group, shape = "node_shown_when", "rules", "condition"
    elif what == "required" and now is True:
        code = "node_required"
    elif what == "required" and was is True:
        code = "node_optional"
    return Difference(code, group, node_id, {**params, "what": what}, was, now, shape)


def limits(
    code: str, group: Group, node_id: str, params: Mapping[str, Any], before: Node, after: Node
) -> Iterator[Difference]:
    """Compare the `schema` of two nodes, keyword by keyword."""
    was, now = before.get("schema", {}), after.get("schema", {})
    if not isinstance(was, dict) or not isinstance(now, dict) or same(was, now):
        whole = {**params, "what": "schema"}
        other = {"node_limit": "node_changed"}.get(code, "process_changed")
        yield Difference(
            other, group, node_id, whole, before.get("schema"), after.get("schema"), "json"
        )
        return
    for keyword in dict.fromkeys((*was, *now)):
        old, new = was.get(keyword), now.get(keyword)
        if (keyword in was) == (keyword in now) and same(old, new):
            continue
        is_plain = not isinstance(old, dict | list) and not isinstance(new, dict | list)
        shape: Shape = "value" if is_plain else "json"
        yield Difference(code, group, node_id, {**params, "what": keyword}, old, new, shape)


def _options(node_id: str, params: Mapping[str, Any], was: Any, now: Any) -> Iterator[Difference]:
    old, new = _by_value(was), _by_value(now)
    if old is None or new is None:
        named = {**params, "what": "options"}
        yield Difference("node_changed", "changed", node_id, named, was, now, "json")
        return
    for value, option in new.items():
        named = {**params, "option": option.get("label") or value, "value": option.get("value")}
        if value not in old:
            yield Difference("option_new", "changed", node_id, named, after=option, shape="json")
            continue
        for what in dict.fromkeys((*old[value], *option)):
            before, after = old[value].get(what), option.get(what)
            if (what in old[value]) != (what in option) or not same(before, after):
                said = {**named, "what": what}
                yield Difference("option_changed", "texts", node_id, said, before, after, "text")
    kept = [value for value in new if value in old]
    for value in moved([value for value in old if value in new], kept):
        named = {**params, "option": new[value].get("label") or value}
        places = list(old).index(value) + 1, list(new).index(value) + 1
        yield Difference("option_moved", "moved", node_id, named, *places)
    for value, option in old.items():
        if value not in new:
            named = {**params, "option": option.get("label") or value, "value": option.get("value")}
            yield Difference(
                "option_removed", "changed", node_id, named, before=option, shape="json"
            )


def _by_value(options: Any) -> dict[str, dict[str, Any]] | None:
    """Return options by their value; None where that is not possible."""
    if not isinstance(options, list) or not all(isinstance(each, dict) for each in options):
        return None
    found = {json.dumps(option.get("value"), sort_keys=True): option for option in options}
    return found if len(found) == len(options) else None
