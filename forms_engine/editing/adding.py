"""Brings nodes in: new ones, copies, and what was cut or copied elsewhere."""

import copy
from typing import Any, Final

from forms_engine.checking.order import order_findings
from forms_engine.conditions import leaves
from forms_engine.definition import FORMAT, STRUCTURE, Definition, Node, walk
from forms_engine.editing.changes import Changes
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.placing import (
    block_id,
    check_depth,
    check_may_stand,
    free_key,
    inside,
    key_from,
    name_of,
    needs_key,
    new_id,
    node_of,
    parents_of,
    place,
    rename_in,
    rename_text,
    texts_of,
)
from forms_engine.editing.registry import Done, command
from forms_engine.kinds import KINDS

Clip = dict[str, Any]
_OPTIONAL_AT_FIRST: Final = frozenset({"file", "calculated", "const", "value", "note"})
_MOST_PASTED: Final = 2000
_BROKEN: Final = frozenset(
    {"order_unknown", "order_twice", "cycle", "page_inside", "not_a_page", "nested_too_deep"}
)


def create_definition(title: str, language: str, *, page_title: str) -> Definition:
    """Return a process with one empty page, to begin with."""
    page = new_id({"nodes": {}}, "page")
    return {
        "format": FORMAT,
        "title": title,
        "languages": [language],
        "order": [page],
        "nodes": {page: {"kind": "page", "title": page_title, "order": []}},
    }


@command("add")
def add(
    definition: Definition,
    *,
    kind: str,
    into: str = "",
    position: int | None = None,
    label: str = "",
    id: str = "",  # noqa: A002 - what the document calls it
) -> Done:
    """Add a page, group, list or question, at the end if no position is said."""
    check_may_stand(definition, kind, into, label)
    node_id = new_id(definition, kind, id)
    changes = Changes(definition)
    changes.put("nodes", node_id, value=_fresh(definition, kind, into, label))
    place(changes, [node_id], into, position)
    check_depth(changes.document)
    return Done(changes, said("added", name=label or kind), node_id)


def _fresh(definition: Definition, kind: str, into: str, label: str) -> Node:
    node: Node = {"kind": kind}
    if kind in STRUCTURE:
        node |= {"title": label, "order": []}
    elif label:
        node["label"] = label
    if needs_key(node):
        node["key"] = free_key(definition, key_from(label), into=into)
    field = KINDS.get(kind)
    if field and field.has_value and kind not in _OPTIONAL_AT_FIRST:
        node["required"] = True
    if kind in {"choice", "choices"}:
        node["options"] = []
    return node


@command("duplicate")
def duplicate(definition: Definition, *, nodes: list[str]) -> Done:
    """Copy nodes with everything in them and their rules, each behind its original."""
    changes = Changes(definition)
    parents = parents_of(definition)
    copied = ""
    for node_id in _outermost(definition, nodes):
        clip = clip_of(definition, [node_id])
        into = parents[node_id]
        order = list(
            changes.document["nodes"][into]["order"] if into else changes.document["order"]
        )
        copied = _insert(changes, clip, into, order.index(node_id) + 1)[0]
    if not copied:
        raise refusal("no_such_node")
    return Done(changes, said("duplicated", name=name_of(definition, nodes[0])), copied)


@command("paste")
def paste(
    definition: Definition, *, clip: dict[str, Any], into: str = "", position: int | None = None
) -> Done:
    """Insert what was cut or copied, here or in another process, at the end if nothing is said."""
    check_clip(clip)
    for node_id in clip["order"]:
        node = clip["nodes"][node_id]
        check_may_stand(definition, str(node.get("kind", "")), into, name_of(clip, node_id))
    changes = Changes(definition)
    ids = _insert(changes, clip, into, position)
    broken = [each for each in order_findings(changes.document) if each.code in _BROKEN]
    if broken:
        raise refusal("wrong_form", problem=str(broken[0]), findings=tuple(broken))
    check_depth(changes.document)
    return Done(changes, said("pasted", name=name_of(clip, clip["order"][0])), ids[0])


def clip_of(definition: Definition, node_ids: list[str]) -> Clip:
    """
    Return nodes with everything in them and their translations, to be inserted elsewhere.

    :raises EditRejected: if one of them is gone.
    """
    roots = _outermost(definition, node_ids)
    members = [each for root in roots for each in inside(definition, root)]
    clip: Clip = {
        "nodes": {each: copy.deepcopy(definition["nodes"][each]) for each in members},
        "order": roots,
    }
    for room, language, name in texts_of(definition, set(members)):
        texts = clip.setdefault(room, {}).setdefault(language, {})
        texts[name] = definition[room][language][name]
    return clip


def _outermost(definition: Definition, node_ids: list[str]) -> list[str]:
    """Leave out what stands inside of another one that is named; the rest in reading order."""
    parents = parents_of(definition)
    chosen = dict.fromkeys(node_ids)
    roots = []
    for node_id in chosen:
        node_of(definition, node_id)
        around, up = [], parents.get(node_id, "")
        while up and up not in around:
            around.append(up)
            up = parents.get(up, "")
        if not any(each in chosen for each in around):
            roots.append(node_id)
    reading = {placed.node_id: number for number, placed in enumerate(walk(definition))}
    return sorted(roots, key=lambda each: reading.get(each, len(reading)))


def check_clip(clip: Clip) -> None:
    """
    Look whether something that came from outside has the form of a clip.

    :raises EditRejected: if it has not.
    """
    nodes, order = clip.get("nodes"), clip.get("order")
    if not isinstance(nodes, dict) or not isinstance(order, list) or not order or not nodes:
        raise refusal("nothing_to_paste")
    is_sound = all(
        isinstance(node, dict)
        and isinstance(node.get("kind"), str)
        and isinstance(node.get("order", []), list)
        and all(isinstance(each, str) for each in node.get("order", []))
        and all(isinstance(node.get(name, ""), str) for name in ("key", "label", "title"))
        and isinstance(node.get("show_when", {}), dict)
        for node in nodes.values()
    )
    if not is_sound or len(nodes) > _MOST_PASTED or not _are_known(order, nodes):
        raise refusal("nothing_to_paste")
    texts = clip.get("texts", {})
    if not isinstance(texts, dict) or not all(isinstance(each, dict) for each in texts.values()):
        raise refusal("nothing_to_paste")


def _are_known(order: list[Any], nodes: dict[str, Any]) -> bool:
    return all(isinstance(each, str) and each in nodes for each in order)


def _insert(changes: Changes, clip: Clip, into: str, position: int | None) -> list[str]:
    """Put a clip in under new ids; return those of its outermost nodes."""
    ids: dict[str, str] = {}
    block = str(clip["nodes"][clip["order"][0]].get("block", "")).partition("@")[0]
    for old, node in clip["nodes"].items():
        taken = {"nodes": {**changes.document["nodes"], **dict.fromkeys(ids.values())}}
        wanted = block_id(block, str(node.get("block_node", "")))
        ids[old] = (
            wanted if wanted and wanted not in taken["nodes"] else new_id(taken, node["kind"])
        )
    for old, node in clip["nodes"].items():
        changes.put("nodes", ids[old], value=_renamed(node, ids, changes.document))
    for node_id in clip["order"]:
        _free_key_of(changes, ids[node_id], into)
    place(changes, [ids[each] for each in clip["order"]], into, position)
    for room in ("texts", "translated_from"):
        for language, texts in clip.get(room, {}).items():
            if language in changes.document.get("languages", ["de"]):
                _take_texts(changes, room, language, texts, ids)
    return [ids[each] for each in clip["order"]]


def _renamed(node: Node, ids: dict[str, str], definition: Definition) -> Node:
    fresh = copy.deepcopy(node)
    if "order" in fresh:
        fresh["order"] = [ids.get(each, each) for each in fresh["order"]]
    condition = fresh.get("show_when")
    if condition is not None:
        known = {**definition["nodes"], **dict.fromkeys(ids)}
        asked = [leaf.name for leaf in leaves(condition) if leaf.source == "field"]
        # What is asked for nowhere here cannot decide anything here.
        if all(each in known for each in asked):
            fresh["show_when"] = rename_in(condition, ids)
        else:
            del fresh["show_when"]
    if "calculate" in fresh:
        fresh["calculate"] = rename_in(fresh["calculate"], ids)
    return fresh


def _free_key_of(changes: Changes, node_id: str, into: str) -> None:
    node = changes.document["nodes"][node_id]
    if node.get("key"):
        key = free_key(changes.document, node["key"], into=into, node_id=node_id)
        changes.put("nodes", node_id, "key", value=key)


def _take_texts(
    changes: Changes, room: str, language: str, texts: dict[str, str], ids: dict[str, str]
) -> None:
    for name, text in texts.items():
        changes.put(room, language, rename_text(name, ids), value=text)
