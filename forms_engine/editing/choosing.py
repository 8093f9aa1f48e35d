"""Takes over what was accepted of a proposed document, into another one or as a new one."""

from collections.abc import Collection, Iterator
from typing import Any

from forms_engine.definition import Definition, answer_paths, label_of
from forms_engine.editing.adding import Clip, clip_of, paste
from forms_engine.editing.deleting import delete
from forms_engine.editing.leaning import leaning_on
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.placing import around_answers, inside, needs_key, order_in
from forms_engine.editing.registry import Done, command


def chosen(definition: Definition, accepted: Collection[str]) -> Definition:
    """
    Return a document with only what was accepted; what lost everything in it goes too.

    :raises EditRejected: if nothing is left.
    """
    refused = list(_refused(definition, definition["order"], set(accepted)))
    if not refused:
        return definition
    if set(definition["order"]) <= set(refused):
        raise refusal("nothing_to_paste")
    kept = delete(definition, nodes=refused, anyway=True).changes.document
    # What judges whole answers would ask for what was left out.
    return {name: value for name, value in kept.items() if name != "constraints"}


def _refused(definition: Definition, order: list[str], accepted: set[str]) -> Iterator[str]:
    """Return the outermost nodes that were not accepted, or of which nothing is left."""
    for node_id in order:
        inner = definition["nodes"][node_id].get("order", [])
        left_out = list(_refused(definition, inner, accepted))
        if node_id not in accepted or (inner and set(inner) <= set(left_out)):
            yield node_id
        else:
            yield from left_out


def conditions_lost(definition: Definition, accepted: Collection[str]) -> list[str]:
    """Return the names of what loses a condition because what it asks for was left out."""
    refused = list(_refused(definition, definition["order"], set(accepted)))
    gone = {each for node_id in refused for each in inside(definition, node_id)}
    leaning = leaning_on(definition, refused) if refused else []
    return [
        label_of(definition["nodes"][each.at]) or each.at
        for each in leaning
        if each.code == "leans_condition" and each.at not in gone
    ]


def clip_for(target: Definition, definition: Definition, into: str) -> Clip:
    """
    Return a document's nodes ready to be inserted elsewhere.

    :param into: where; "" keeps the pages, anything else takes only what stands on them.
    :raises EditRejected: if there is nothing, or nothing can stand there.
    """
    order = definition["order"]
    order_in(target, into)
    if into:
        order = [each for page in order for each in definition["nodes"][page].get("order", [])]
    if not order:
        raise refusal("nothing_to_paste")
    clip = clip_of(definition, order)
    paths = answer_paths(target)
    taken = {path for node_id, path in paths.items() if needs_key(target["nodes"][node_id])}
    _free_keys(clip, clip["order"], around_answers(target, paths, into), taken)
    return clip


def _free_keys(
    clip: Clip, order: list[str], around: tuple[str, ...], taken: set[tuple[str, ...]]
) -> None:
    """Give another technical name to every answer whose own is taken where it comes to stand."""
    for node_id in order:
        node = clip["nodes"][node_id]
        key = node.get("key")
        if key and needs_key(node):
            number, wanted = 1, key
            while (*around, key) in taken:
                number += 1
                key = f"{wanted}_{number}"
            node["key"] = key
            taken.add((*around, key))
        path = (*around, key) if key else around
        inner = (*path, "*") if node["kind"] == "list" else path
        _free_keys(clip, node.get("order", []), inner, taken)


@command("take_in")
def take_in(
    definition: Definition,
    *,
    clip: dict[str, Any],
    name: str,
    into: str = "",
    position: int | None = None,
) -> Done:
    """Insert what was accepted of a proposal, named after the file it comes from."""
    order_in(definition, into)
    done = paste(definition, clip=clip, into=into, position=position)
    count = len(clip["nodes"])
    return Done(done.changes, said("taken_in", count=count, name=name[:80]), done.selected)
