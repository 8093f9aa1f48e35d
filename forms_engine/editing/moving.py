"""Moves nodes, and refuses what would break rules unless a person wants it all the same."""

from forms_engine.checking.asking import Asking
from forms_engine.definition import Definition
from forms_engine.editing.changes import Changes
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.placing import (
    check_depth,
    check_may_stand,
    free_key,
    inside,
    name_of,
    node_of,
    order_in,
    parents_of,
    place,
    put_order,
)
from forms_engine.editing.registry import Done, command
from forms_engine.errors import Finding


@command("move")
def move(
    definition: Definition,
    *,
    nodes: list[str],
    into: str = "",
    position: int | None = None,
    anyway: bool = False,
) -> Done:
    """
    Move nodes into a page, group or list, in the order they are named; pages to the top.

    :param position: where the first of them stands afterwards; at the end if not said.
    :param anyway: also where conditions would then ask for what comes later.
    """
    chosen = list(dict.fromkeys(nodes))
    if not chosen:
        raise refusal("no_such_node")
    for node_id in chosen:
        node = node_of(definition, node_id)
        check_may_stand(definition, node["kind"], into, name_of(definition, node_id))
        if into in inside(definition, node_id):
            raise refusal("into_itself", name=name_of(definition, node_id))
    changes = Changes(definition)
    _take_out(changes, chosen)
    _free_keys(changes, chosen, into)
    where = place(changes, chosen, into, position)
    check_depth(changes.document)
    if not anyway and (broken := newly_broken(definition, changes.document)):
        raise refusal("breaks_rules", what=broken[0].text, findings=broken)
    line = said(
        "moved",
        name=name_of(definition, chosen[0]),
        place=name_of(definition, into),
        position=where + 1,
        count=len(order_in(changes.document, into)),
    )
    return Done(changes, line, chosen[0])


def _take_out(changes: Changes, chosen: list[str]) -> None:
    parents = parents_of(changes.document)
    for parent in dict.fromkeys(parents[each] for each in chosen if each in parents):
        order = [each for each in order_in(changes.document, parent) if each not in chosen]
        put_order(changes, parent, order)


def _free_keys(changes: Changes, chosen: list[str], into: str) -> None:
    """Give another technical name to what comes to a place where its own is taken."""
    for node_id in chosen:
        key = changes.document["nodes"][node_id].get("key")
        if key:
            free = free_key(changes.document, key, into=into, node_id=node_id)
            changes.put("nodes", node_id, "key", value=free)


def newly_broken(before: Definition, after: Definition) -> tuple[Finding, ...]:
    """Return what is wrong with conditions after an edit and was not before."""
    known = {(each.code, each.at) for each in condition_findings(before)}
    return tuple(each for each in condition_findings(after) if (each.code, each.at) not in known)


def condition_findings(definition: Definition) -> list[Finding]:
    """Return what is wrong with the conditions of nodes, fees and routing."""
    asking = Asking(definition)
    found = list(asking.findings())
    for number, fee in enumerate(definition.get("fees", [])):
        around = asking.placed.get(fee.get("per", ""))
        is_list = around is not None and around.node["kind"] == "list"
        lists = (*around.list_ids, around.node_id) if around and is_list else ()
        found += asking.condition(fee.get("when"), lists, "", f"/fees/{number}/when")
        for index, factor in enumerate(fee.get("factors", [])):
            pointer = f"/fees/{number}/factors/{index}/when"
            found += asking.condition(factor.get("when"), lists, "", pointer)
    for number, rule in enumerate(definition.get("routing", [])):
        found += asking.condition(rule.get("when"), (), "", f"/routing/{number}/when")
    return found
