"""Checks conditions: whether what they ask for exists, and can be asked for from there."""

from collections.abc import Iterator
from typing import Any

from forms_engine.checking.messages import finding
from forms_engine.checking.values import schema_findings
from forms_engine.conditions import Condition, leaves
from forms_engine.conditions.expanding import levels
from forms_engine.definition import Definition, Placed, label_of, walk
from forms_engine.errors import Finding
from forms_engine.kinds import KINDS

# Each question from inside and outside doubles what the compiled schema says.
_MOST_MIXED = 8
_REFERENCES = frozenset({"$ref", "$dynamicRef", "$id", "$anchor", "$dynamicAnchor", "$defs"})


class Asking:
    """The places from which conditions ask, and the fields they can ask for."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.placed: dict[str, Placed] = {each.node_id: each for each in walk(definition)}
        self.position = {node_id: number for number, node_id in enumerate(self.placed)}

    def findings(self) -> Iterator[Finding]:
        """Return what is wrong with the conditions that show and hide."""
        for node_id, placed in self.placed.items():
            condition = placed.node.get("show_when")
            if condition is None:
                continue
            pointer = f"/nodes/{node_id}/show_when"
            if self._is_bare(placed):
                yield finding("condition_in_bare_list", node_id, pointer)
            yield from self.condition(condition, placed.list_ids, node_id, pointer)
            yield from self._later(condition, node_id, pointer)
        yield from self._circles()

    def condition(
        self, condition: Condition | None, list_ids: tuple[str, ...], at: str, pointer: str
    ) -> Iterator[Finding]:
        """Return what is wrong with a condition asked from inside these lists."""
        for leaf in leaves(condition):
            if leaf.source == "parameter":
                if leaf.name not in self.definition.get("parameters", {}):
                    yield finding("unknown_parameter", at, pointer, name=leaf.name)
            else:
                yield from self._field(leaf.name, list_ids, at, pointer)
            if _refers(leaf.schema):
                yield finding("condition_reference", at, pointer)
            yield from schema_findings(leaf.schema, at, pointer)
        if condition is not None and condition in ({"any": []}, {"not": {"all": []}}):
            yield finding("never_shown", at, pointer)
        yield from self._mixed(condition, at, pointer)

    def _field(
        self, node_id: str, list_ids: tuple[str, ...], at: str, pointer: str
    ) -> Iterator[Finding]:
        asked = self.placed.get(node_id)
        if asked is None:
            yield finding("condition_unknown_field", at, pointer, id=node_id)
            return
        kind = KINDS.get(asked.node["kind"])
        has_value = kind.has_value if kind else bool(asked.node.get("key"))
        if not has_value:
            yield finding("condition_no_value", at, pointer, id=node_id)
        if asked.list_ids != list_ids[: len(asked.list_ids)]:
            yield finding("condition_other_rows", at, pointer, label=label_of(asked.node))

    def _later(self, condition: Condition, node_id: str, pointer: str) -> Iterator[Finding]:
        for leaf in leaves(condition):
            if leaf.source == "field" and self.position.get(leaf.name, -1) > self.position[node_id]:
                label = label_of(self.placed[leaf.name].node)
                yield finding("condition_later_field", node_id, pointer, label=label)

    def _mixed(self, condition: Condition | None, at: str, pointer: str) -> Iterator[Finding]:
        fields = [leaf for leaf in leaves(condition) if leaf.source == "field"]
        if len(fields) <= _MOST_MIXED or any(leaf.name not in self.placed for leaf in fields):
            return
        asked = levels(
            {"all": [{"field": leaf.name} for leaf in fields]},
            lambda node_id: len(self.placed[node_id].list_ids),
        )
        if len(asked) > 1:
            yield finding("condition_too_complicated", at, pointer, limit=_MOST_MIXED)

    def _circles(self) -> Iterator[Finding]:
        """Follow what shows a node: its parent, and the fields its condition asks for."""
        leans_on: dict[str, list[str]] = {}
        for node_id, placed in self.placed.items():
            asked = [
                leaf.name
                for leaf in leaves(placed.node.get("show_when"))
                if leaf.source == "field" and leaf.name in self.placed
            ]
            leans_on[node_id] = asked + ([placed.parent_id] if placed.parent_id else [])
        settled: set[str] = set()
        changed = True
        while changed:
            before = len(settled)
            settled.update(
                node_id
                for node_id, others in leans_on.items()
                if node_id not in settled and settled.issuperset(others)
            )
            changed = len(settled) > before
        for node_id in self.placed:
            if node_id not in settled and self.placed[node_id].node.get("show_when"):
                label = label_of(self.placed[node_id].node)
                pointer = f"/nodes/{node_id}/show_when"
                yield finding("condition_circle", node_id, pointer, label=label)

    def _is_bare(self, placed: Placed) -> bool:
        node = placed.node
        if node.get("key") or node["kind"] not in KINDS or placed.parent_id is None:
            return False
        parent = self.placed[placed.parent_id].node
        return parent["kind"] == "list" and len(parent.get("order", [])) == 1


def _refers(schema: Any) -> bool:
    waiting = [schema]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if not _REFERENCES.isdisjoint(each):
                return True
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return False
