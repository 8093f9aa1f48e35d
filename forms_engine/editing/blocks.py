"""Makes blocks of groups, brings them in, and takes their newer versions over."""

import copy
import re
from collections.abc import Iterator
from typing import Any, Final

from forms_engine.conditions import leaves
from forms_engine.definition import STRUCTURE, Definition, Node
from forms_engine.editing.adding import Clip, check_clip, clip_of, paste
from forms_engine.editing.blending import MISSING, Blended, blend, chosen
from forms_engine.editing.changes import Changes
from forms_engine.editing.deleting import delete
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.placing import (
    block_id,
    check_depth,
    free_key,
    inside,
    name_of,
    new_id,
    node_of,
    rename_in,
    rename_text,
    texts_of,
)
from forms_engine.editing.registry import Done, command

_NAME: Final = re.compile(r"[-a-z0-9_]{1,60}@[1-9][0-9]{0,5}\Z")
_ROOMS: Final = ("texts", "translated_from")


def block_ids(definition: Definition, node_id: str) -> dict[str, str]:
    """
    Return what a block calls the nodes that were taken from it, by their ids here.

    What was taken from another block inside, or was added here, is not among them.
    """
    found: dict[str, str] = {}

    def look(each: str, *, is_root: bool) -> None:
        node = definition["nodes"].get(each, {})
        if "block" in node and not is_root:
            return
        name = node.get("block_node")
        if name and name not in found.values():
            found[each] = name
        for child in node.get("order", []):
            look(child, is_root=False)

    if "block" in node_of(definition, node_id):
        look(node_id, is_root=True)
    return found


def clip_of_block(definition: Definition, node_id: str) -> tuple[Clip, dict[str, str], list[str]]:
    """
    Return a node with everything in it as a block, by names that stay from version to version.

    :returns: the clip, the block's names by the ids here, and the questions whose conditions asked
        for something else in the process and are left out.
    :raises EditRejected: if it is no structure, or counts with something outside of it.
    """
    if node_of(definition, node_id)["kind"] not in STRUCTURE:
        raise refusal("no_block")
    clip = clip_of(definition, [node_id])
    ids = _names_for(definition, node_id)
    lost = []
    nodes: dict[str, Node] = {}
    for each, node in clip["nodes"].items():
        node.pop("block", None)
        node.pop("block_node", None)
        if not _asks_inside(node.get("show_when"), ids):
            del node["show_when"]
            lost += [] if each == node_id else [name_of(definition, each)]
        if not set(_fields_in(node.get("calculate"))) <= ids.keys():
            raise refusal("block_reaches_out", name=name_of(definition, each))
        nodes[ids[each]] = _renamed(node, ids)
    made: Clip = {"nodes": nodes, "order": [ids[node_id]]}
    for room in _ROOMS:
        if room in clip:
            made[room] = {
                language: {rename_text(name, ids): text for name, text in texts.items()}
                for language, texts in clip[room].items()
            }
    used = set(_parameters_in(list(nodes.values())))
    if known := {
        name: each for name, each in definition.get("parameters", {}).items() if name in used
    }:
        made["parameters"] = copy.deepcopy(known)
    return made, ids, lost


@command("insert_block")
def insert_block(
    definition: Definition,
    *,
    clip: dict[str, Any],
    block: str,
    into: str = "",
    position: int | None = None,
) -> Done:
    """Insert a version of a block, such as address@3; it remembers where it came from."""
    check_clip(clip)
    _check_name(block)
    root = clip["order"][0]
    stamped = {each: {**node, "block_node": each} for each, node in clip["nodes"].items()}
    stamped[root]["block"] = block
    done = paste(definition, clip={**clip, "nodes": stamped}, into=into, position=position)
    _add_parameters(done.changes, clip)
    return Done(done.changes, said("block_inserted", name=name_of(clip, root)), done.selected)


@command("mark_block")
def mark_block(definition: Definition, *, node: str, block: str, ids: dict[str, Any]) -> Done:
    """Remember that a node and what is in it is a version of a block, by the names it has there."""
    _check_name(block)
    node_of(definition, node)
    changes = Changes(definition)
    for each in inside(definition, node):
        changes.put("nodes", each, "block_node", value=str(ids.get(each, each)))
        if each != node:
            changes.drop("nodes", each, "block")
    changes.put("nodes", node, "block", value=block)
    return Done(changes, said("block_made", name=name_of(definition, node)), node)


@command("take_block")
def take_block(
    definition: Definition,
    *,
    node: str,
    block: str,
    clip: dict[str, Any],
    base: dict[str, Any] | None = None,
    anyway: bool = False,
) -> Done:
    """
    Bring what was taken from a block to another version of it.

    What only this process changed stays; ids and technical names stay too, so rules go on working.

    :param base: the version it was taken from, if it is still known.
    :param anyway: also if rules lean on questions that go.
    """
    check_clip(clip)
    _check_name(block)
    names = block_ids(definition, node)
    if not names:
        raise refusal("not_of_a_block", name=name_of(definition, node))
    base = base or {"nodes": {}}
    root = clip["order"][0]
    names[node] = root
    # What is not of the block gets names that no block has, so that none is taken for another.
    names = {each: names.get(each, f":{each}") for each in definition["nodes"]}
    mine = {
        names[each]: _renamed(definition["nodes"][each], names) for each in inside(definition, node)
    }
    blended = blend(root, mine=mine, base=base["nodes"], new=clip["nodes"])
    changes = Changes(definition)
    ids = {name: each for each, name in names.items()}
    _bring_in(changes, blended, mine, ids, block=block.partition("@")[0])
    changes.put("nodes", node, "block", value=block)
    _add_parameters(changes, clip)
    _take_texts(changes, clip, base, {each: ids[each] for each in blended.nodes})
    check_depth(changes.document)
    if gone := [ids[each] for each in blended.removed]:
        rest = delete(changes.document, nodes=gone, anyway=anyway).changes
        changes.patch, changes.document = changes.patch + rest.patch, rest.document
    line = said("block_taken", name=name_of(definition, node), number=block.partition("@")[2])
    return Done(changes, line, node)


def _bring_in(
    changes: Changes, blended: Blended, mine: dict[str, Node], ids: dict[str, str], *, block: str
) -> None:
    """Write the blended nodes under their ids here; what goes still stands in its place."""
    for name in blended.added:
        wanted = block_id(block, name)
        is_free = wanted and wanted not in changes.document["nodes"]
        kind = str(blended.nodes[name].get("kind", ""))
        ids[name] = wanted if is_free else new_id(changes.document, kind)
        changes.put("nodes", ids[name], value={"kind": "note"})
    gone = set(blended.removed)
    for name, node in blended.nodes.items():
        fresh = _renamed(node, ids)
        if "order" in fresh:
            rest = [each for each in mine.get(name, {}).get("order", []) if each in gone]
            fresh["order"] += [ids[each] for each in rest]
        if name in blended.added:
            fresh["block_node"] = name
        changes.put("nodes", ids[name], value=fresh)
    for name in gone:
        order = [ids[each] for each in mine[name].get("order", []) if each in gone]
        if "order" in mine[name]:
            changes.put("nodes", ids[name], "order", value=order)
    for name in blended.added:
        key = blended.nodes[name].get("key")
        around = next(each for each, node in blended.nodes.items() if name in node.get("order", []))
        if key:
            free = free_key(changes.document, key, into=ids[around], node_id=ids[name])
            changes.put("nodes", ids[name], "key", value=free)


def _take_texts(changes: Changes, clip: Clip, base: Clip, ids: dict[str, str]) -> None:
    """Blend translations the same way, in the languages that the process has."""
    languages = changes.document.get("languages", ["de"])[1:]
    names = set(ids)
    for room in _ROOMS:
        for language in languages:
            old = base.get(room, {}).get(language, {})
            new = clip.get(room, {}).get(language, {})
            for text in sorted(old.keys() | new.keys()):
                if not _is_of(text, names):
                    continue
                here = rename_text(text, ids)
                mine = changes.document.get(room, {}).get(language, {}).get(here, MISSING)
                value = chosen(mine, old.get(text, MISSING), new.get(text, MISSING))
                if value is MISSING:
                    changes.drop(room, language, here)
                else:
                    changes.put(room, language, here, value=value)


def _is_of(text: str, names: set[str]) -> bool:
    return any(texts_of({"texts": {"": {text: ""}}}, names))


def _names_for(definition: Definition, node_id: str) -> dict[str, str]:
    """Return the block's names for everything in a node, each once."""
    known = block_ids(definition, node_id)
    names = dict(known)
    for each in inside(definition, node_id):
        if each not in names:
            is_taken = each in names.values()
            names[each] = new_id({"nodes": dict.fromkeys(names.values())}, "") if is_taken else each
    return names


def _renamed(node: Node, ids: dict[str, str]) -> Node:
    fresh = copy.deepcopy(node)
    if "order" in fresh:
        fresh["order"] = [ids.get(each, each) for each in fresh["order"]]
    for name in ("show_when", "calculate"):
        if name in fresh:
            fresh[name] = rename_in(fresh[name], ids)
    return fresh


def _asks_inside(condition: Any, ids: dict[str, str]) -> bool:
    return all(leaf.name in ids for leaf in leaves(condition) if leaf.source == "field")


def _fields_in(calculate: Any) -> Iterator[str]:
    for name, value in (calculate or {}).items():
        if name in {"sum", "product", "join"}:
            yield from value
        elif name == "count":
            yield value


def _parameters_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("parameter"), str):
            yield value["parameter"]
        for each in value.values():
            yield from _parameters_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _parameters_in(each)


def _add_parameters(changes: Changes, clip: Clip) -> None:
    """Bring the city's values along that the block asks for and the process does not have."""
    for name, parameter in clip.get("parameters", {}).items():
        if changes.get("parameters", name) is None:
            changes.put("parameters", name, value=parameter)


def _check_name(block: str) -> None:
    if not _NAME.match(block):
        raise refusal("wrong_form", problem=block[:80])
