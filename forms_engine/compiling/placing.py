"""Places every node of a definition: around what, under which keys, seen under which condition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms_engine.conditions import Folded, Predicate, fold, predicate
from forms_engine.conditions.reading import joined, negated
from forms_engine.definition import STRUCTURE, Definition, Node, walk
from forms_engine.kinds import KINDS, Kind


@dataclass(slots=True)
class Entry:
    """
    A node where it stands, with its city's parameters filled in.

    :param path: the keys that lead to its value from the object of its level: the whole answers,
        or the row of the innermost list. Empty for a page or group without a key, and for the
        child of a list of bare values.
    :param position: its number in reading order.
    :param condition: its own `show_when`, as far as parameters did not decide it.
    :param asks: the same, ready to be asked; None where it is always shown.
    :param is_bare: whether it is the bare value that a list repeats.
    """

    node_id: str
    node: Node
    kind: Kind | None
    parent_id: str | None
    page_id: str
    list_ids: tuple[str, ...]
    path: tuple[str, ...]
    position: int
    condition: Folded
    asks: Predicate | None
    is_bare: bool
    children: list["Entry"] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return the property that holds its value, or "" where it has none."""
        return str(self.node.get("key") or "")

    @property
    def level(self) -> int:
        """Return how many lists it stands in."""
        return len(self.list_ids)

    @property
    def is_list(self) -> bool:
        """Say whether it repeats its children."""
        return bool(self.node["kind"] == "list")

    @property
    def is_object(self) -> bool:
        """Say whether its children live in an object of its own."""
        return bool(self.node["kind"] in {"page", "group"} and self.key)

    @property
    def has_value(self) -> bool:
        """Say whether it has an answer of its own, an object or an array included."""
        return self.kind.has_value if self.kind else self.is_list or self.is_object

    @property
    def bare_child(self) -> "Entry | None":
        """Return the field that a list of bare values repeats."""
        only = self.children[0] if len(self.children) == 1 else None
        return only if only is not None and only.is_bare else None


def place(definition: Definition, parameters: Mapping[str, Any]) -> dict[str, Entry]:
    """Return every placed node by id, in reading order."""
    entries: dict[str, Entry] = {}
    for placed in walk(definition):
        parent = entries.get(placed.parent_id) if placed.parent_id else None
        node = _with_options(placed.node, parameters)
        entry = Entry(
            node_id=placed.node_id,
            node=node,
            kind=None if node["kind"] in STRUCTURE else KINDS[node["kind"]],
            parent_id=placed.parent_id,
            page_id=placed.page_id,
            list_ids=placed.list_ids,
            path=_path(node, parent),
            position=len(entries),
            condition=fold(node.get("show_when"), parameters),
            asks=None,
            is_bare=_is_bare(node, parent),
        )
        entries[placed.node_id] = entry
        if parent:
            parent.children.append(entry)
    for entry in entries.values():
        condition = True if entry.is_bare else reachable(entry.condition, entry.list_ids, entries)
        entry.condition = condition
        entry.asks = None if condition is True else predicate(condition)
    return entries


def reachable(condition: Folded, list_ids: tuple[str, ...], entries: Mapping[str, Entry]) -> Folded:
    """Decide what cannot be asked from a place (rows of other lists, no such field) by no."""
    if isinstance(condition, bool):
        return condition
    if "not" in condition:
        return negated(reachable(condition["not"], list_ids, entries))
    if "all" in condition:
        return joined("all", [reachable(each, list_ids, entries) for each in condition["all"]])
    if "any" in condition:
        return joined("any", [reachable(each, list_ids, entries) for each in condition["any"]])
    asked = entries.get(condition["field"])
    if asked is None or not asked.has_value or asked.list_ids != list_ids[: asked.level]:
        return False
    return condition


def _path(node: Node, parent: Entry | None) -> tuple[str, ...]:
    around = () if parent is None or parent.is_list else parent.path
    return (*around, node["key"]) if node.get("key") else around


def _is_bare(node: Node, parent: Entry | None) -> bool:
    if parent is None or not parent.is_list or node.get("key"):
        return False
    return node["kind"] not in STRUCTURE and len(parent.node.get("order", [])) == 1


def _with_options(node: Node, parameters: Mapping[str, Any]) -> Node:
    options = node.get("options")
    if not isinstance(options, dict):
        return node
    return {**node, "options": options_from(parameters.get(options.get("parameter", "")))}


def options_from(value: Any) -> list[dict[str, Any]]:
    """Return the options that a parameter lists: objects with value and label, or bare values."""
    if not isinstance(value, list):
        return []
    return [
        {**each, "label": str(each.get("label", each["value"]))}
        if isinstance(each, dict) and "value" in each
        else {"value": each, "label": str(each)}
        for each in value
    ]
