"""Where nodes stand and may stand, and under which names and keys new ones come."""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from forms_engine.definition import DEEPEST, STRUCTURE, Definition, Node, answer_paths, label_of
from forms_engine.editing.changes import Changes
from forms_engine.editing.messages import refusal
from forms_engine.kinds import KINDS

_PREFIXES: Final = {"page": "p", "group": "g", "list": "l"}
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONGEST_KEY: Final = 40
_ID: Final = re.compile(r"[a-z0-9_]{1,200}\Z")


def node_of(definition: Definition, node_id: str) -> Node:
    """
    Return a node.

    :raises EditRejected: if somebody deleted it.
    """
    node: Node | None = definition["nodes"].get(node_id)
    if node is None:
        raise refusal("no_such_node")
    return node


def name_of(definition: Definition, node_id: str) -> str:
    """Return what a person calls a node; a place without a name is called by its id."""
    if not node_id:
        return str(definition.get("title", ""))
    node = definition["nodes"].get(node_id, {})
    return label_of(node) or node_id


def parents_of(definition: Definition) -> dict[str, str]:
    """Return the node around each node; "" stands for the process itself."""
    parents = dict.fromkeys(definition["order"], "")
    for node_id, node in definition["nodes"].items():
        parents.update(dict.fromkeys(node.get("order", ()), node_id))
    return parents


def page_of(definition: Definition, node_id: str) -> str:
    """Return the page that a node stands on, itself where it is one; "" where it stands nowhere."""
    parents = parents_of(definition)
    seen: set[str] = set()
    while node_id in parents and node_id not in seen:
        seen.add(node_id)
        if not parents[node_id]:
            return node_id
        node_id = parents[node_id]
    return ""


def order_in(definition: Definition, into: str) -> list[str]:
    """
    Return the ids in a node, or of the pages where `into` is "".

    :raises EditRejected: if the node is gone or holds no others.
    """
    if not into:
        return list(definition["order"])
    node = node_of(definition, into)
    if node["kind"] not in STRUCTURE:
        raise refusal("wrong_place", name=name_of(definition, into))
    return list(node.get("order", []))


def put_order(changes: Changes, into: str, order: list[str]) -> None:
    """Set the order in a node, or of the pages where `into` is ""."""
    path = ("nodes", into, "order") if into else ("order",)
    changes.put(*path, value=order)


def place(changes: Changes, node_ids: list[str], into: str, position: int | None) -> int:
    """Put ids that stand nowhere into an order, at its end if no position is said; return it."""
    order = order_in(changes.document, into)
    where = len(order) if position is None else max(0, min(position, len(order)))
    put_order(changes, into, [*order[:where], *node_ids, *order[where:]])
    give_keys(changes, into)
    return where


def give_keys(changes: Changes, into: str) -> None:
    """Give a technical name to every answer in a node that needs one to stand beside others."""
    definition = changes.document
    order = order_in(definition, into)
    is_list = bool(into) and definition["nodes"][into]["kind"] == "list"
    for node_id in order:
        node = changes.document["nodes"][node_id]
        is_bare = is_list and len(order) == 1 and node["kind"] != "list"
        if needs_key(node) and not node.get("key") and not is_bare:
            key = free_key(changes.document, key_from(label_of(node)), into=into, node_id=node_id)
            changes.put("nodes", node_id, "key", value=key)


def check_may_stand(definition: Definition, kind: str, into: str, name: str) -> None:
    """
    Let pages stand at the top, everything else inside of something.

    :raises EditRejected: if a node of the kind cannot stand there.
    """
    if kind != "page" and kind not in STRUCTURE and kind not in KINDS:
        raise refusal("unknown_kind", kind=kind[:80])
    if (kind == "page") != (not into):
        raise refusal("wrong_place", name=name)
    order_in(definition, into)


def check_depth(definition: Definition, root: str = "") -> None:
    """
    Refuse what is nested deeper than any form can be.

    :raises EditRejected: if something is.
    """
    level = [root] if root else list(definition["order"])
    for _ in range(DEEPEST + 1):
        level = [
            each
            for node_id in level
            for each in definition["nodes"].get(node_id, {}).get("order", ())
        ]
        if not level:
            return
    raise refusal("too_deep")


def inside(definition: Definition, node_id: str) -> Iterator[str]:
    """Return a node's id and those of everything in it, in reading order."""
    yield node_id
    for each in definition["nodes"].get(node_id, {}).get("order", ()):
        yield from inside(definition, each)


def new_id(definition: Definition, kind: str, wanted: str = "") -> str:
    """Return an id that no node has; random, so that two cities' new nodes never meet."""
    if wanted:
        if not _ID.match(wanted) or wanted in definition["nodes"]:
            raise refusal("wrong_form", problem=wanted[:80])
        return wanted
    prefix = _PREFIXES.get(kind, "f")
    while True:
        candidate = f"{prefix}_{''.join(secrets.choice(_LETTERS) for _ in range(8))}"
        if candidate not in definition["nodes"]:
            return candidate


def block_id(block: str, name: str) -> str:
    """
    Return the id of what a block calls by a name, the same in every process; "" if there is none.

    Two cities that insert the same block have added the same, and a merge sees that.
    """
    wanted = f"{block}_{name}".replace("-", "_")
    return wanted if block and name and _ID.match(wanted) else ""


def key_from(text: str) -> str:
    """Return a technical name for a label: "Geburtsdatum (Kind)" becomes "geburtsdatum_kind"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_UMLAUTS))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    words = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:_LONGEST_KEY].strip("_")
    return words if words[:1].isalpha() else f"frage_{words}".strip("_")


def free_key(definition: Definition, wanted: str, *, into: str, node_id: str = "") -> str:
    """Return the technical name, with a number behind it where another answer there has it."""
    paths = answer_paths(definition)
    taken = {path for each, path in paths.items() if each != node_id}
    around = around_answers(definition, paths, into)
    key, number = wanted, 1
    while (*around, key) in taken:
        number += 1
        key = f"{wanted}_{number}"
    return key


def around_answers(
    definition: Definition, paths: dict[str, tuple[str, ...]], into: str
) -> tuple[str, ...]:
    """Return the keys that lead to the object which holds the answers of what stands in a node."""
    around = paths.get(into, ())
    is_list = bool(into) and definition["nodes"][into]["kind"] == "list"
    return (*around, "*") if is_list else around


def needs_key(node: Node) -> bool:
    """Say whether an answer of the node is stored under a technical name of its own."""
    kind = KINDS.get(node["kind"])
    return node["kind"] == "list" or bool(kind and kind.has_value)


def texts_of(definition: Definition, node_ids: set[str]) -> Iterator[tuple[str, str, str]]:
    """Return room, language and name of every translation that belongs to some nodes."""
    for room in ("texts", "translated_from"):
        for language, texts in definition.get(room, {}).items():
            for name in texts:
                first, _dot, rest = name.partition(".")
                owner = rest.partition(".")[0] if first == "options" else first
                if owner in node_ids:
                    yield room, language, name


def rename_text(name: str, ids: dict[str, str]) -> str:
    """Return the name of a translation with the id of its node replaced."""
    first, _dot, rest = name.partition(".")
    if first == "options":
        owner, _dot, value = rest.partition(".")
        return f"options.{ids.get(owner, owner)}.{value}"
    return f"{ids.get(first, first)}.{rest}"


def rename_in(value: Any, ids: dict[str, str]) -> Any:
    """Return a condition or calculation with the ids of fields replaced."""
    if isinstance(value, dict):
        return {
            name: ids.get(each, each)
            if name in {"field", "count"} and isinstance(each, str)
            else [ids.get(one, one) if isinstance(one, str) else one for one in each]
            if name in {"sum", "product", "join"} and isinstance(each, list)
            else each
            if name == "is"
            else rename_in(each, ids)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [rename_in(each, ids) for each in value]
    return value
