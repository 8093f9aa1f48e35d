"""Takes nodes out, with their translations; what leans on them is asked about before."""

from typing import TYPE_CHECKING, Any

from forms_engine.conditions import leaves
from forms_engine.definition import Definition
from forms_engine.editing.changes import Changes
from forms_engine.editing.leaning import asks, fee_leans, leaning_on
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.placing import (
    inside,
    name_of,
    node_of,
    order_in,
    parents_of,
    put_order,
    texts_of,
)
from forms_engine.editing.registry import Done, command

if TYPE_CHECKING:
    from collections.abc import Callable


@command("delete")
def delete(definition: Definition, *, nodes: list[str], anyway: bool = False) -> Done:
    """
    Delete nodes with everything in them.

    :param anyway: also the rules that lean on them; without it these are a refusal.
    """
    if not nodes:
        raise refusal("no_such_node")
    for node_id in nodes:
        node_of(definition, node_id)
    name = name_of(definition, nodes[0])
    gone = {each for node_id in nodes for each in inside(definition, node_id)}
    if set(definition["order"]) <= gone:
        raise refusal("last_page")
    leaning = leaning_on(definition, nodes)
    if leaning and not anyway:
        what = "; ".join(each.text for each in leaning)
        raise refusal("leans_on", name=name, what=what, findings=tuple(leaning))
    changes = Changes(definition)
    _let_go(changes, gone, {each.pointer for each in leaning if each.code == "leans_by_key"})
    parents = parents_of(definition)
    before = order_in(definition, parents.get(nodes[0], ""))
    for parent in dict.fromkeys(parents[each] for each in gone if each in parents):
        if parent not in gone:
            order = [each for each in order_in(changes.document, parent) if each not in gone]
            put_order(changes, parent, order)
    for room, language, text in list(texts_of(definition, gone)):
        changes.drop(room, language, text)
    for node_id in sorted(gone):
        changes.drop("nodes", node_id)
    return Done(changes, said("deleted", name=name), _neighbour(before, gone, parents, nodes[0]))


def _neighbour(order: list[str], gone: set[str], parents: dict[str, str], node_id: str) -> str:
    """Return what a person looks at next: what followed, what stood before, or what was around."""
    position = order.index(node_id) if node_id in order else 0
    rest = [each for each in order[position:] if each not in gone]
    rest += [each for each in reversed(order[:position]) if each not in gone]
    return rest[0] if rest else parents.get(node_id, "")


def _let_go(changes: Changes, gone: set[str], by_key: set[str]) -> None:
    """
    Take away what leans on nodes that go; a rule of fees or routing goes as a whole.

    :param by_key: pointers to what names answers that go by their technical names.
    """
    definition = changes.document
    for node_id, node in definition["nodes"].items():
        if node_id in gone:
            continue
        if asks(node.get("show_when"), gone):
            remaining = _without(node["show_when"], gone)
            changes.put_or_drop("nodes", node_id, "show_when", value=remaining)
        if "calculate" in node:
            _let_calculation_go(changes, node_id, node["calculate"], gone)
    keeps: dict[str, Callable[[int, dict[str, Any]], bool]] = {
        "fees": lambda _number, fee: not fee_leans(fee, gone),
        "routing": lambda _number, rule: not asks(rule.get("when"), gone),
        "constraints": lambda number, _each: f"/constraints/{number}" not in by_key,
    }
    for room, keep in keeps.items():
        if room in definition:
            kept = [each for number, each in enumerate(definition[room]) if keep(number, each)]
            changes.put_or_drop(room, value=kept)


def _without(condition: Any, gone: set[str]) -> Any:
    """Return a condition without the questions for some nodes; None if nothing is left of it."""
    if not any(leaf.name in gone for leaf in leaves(condition) if leaf.source == "field"):
        return condition
    for joint in ("all", "any"):
        if joint in condition:
            rest = [left for each in condition[joint] if (left := _without(each, gone)) is not None]
            return (rest[0] if len(rest) == 1 else {joint: rest}) if rest else None
    return None


def _let_calculation_go(
    changes: Changes, node_id: str, calculate: dict[str, Any], gone: set[str]
) -> None:
    kept = {
        name: [each for each in value if each not in gone] if isinstance(value, list) else value
        for name, value in calculate.items()
        if not (name == "count" and value in gone)
    }
    if kept != calculate:
        changes.put_or_drop("nodes", node_id, "calculate", value=kept)
