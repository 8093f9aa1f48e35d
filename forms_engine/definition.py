"""The document that says what a process is: how it is walked, named, addressed and translated."""

import copy
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import rfc8785

Definition = dict[str, Any]
Node = dict[str, Any]

FORMAT: Final = "rathaus-process/1"
STRUCTURE: Final = frozenset({"page", "group", "list"})
# Deeper documents are refused: nobody can fill them in, and recursion has its bounds.
DEEPEST: Final = 32


class Placed(NamedTuple):
    """
    A node where it stands.

    :param list_ids: the lists around it, the outermost first.
    """

    node_id: str
    node: Node
    parent_id: str | None
    page_id: str
    list_ids: tuple[str, ...]


def canonical(document: Any) -> bytes:
    """
    Return a JSON value as canonical bytes (RFC 8785).

    :raises ValueError: if it is not JSON.
    """
    return rfc8785.dumps(document)


def digest(document: Any) -> str:
    """Return the name of a definition: the SHA-256 of its canonical JSON as 64 hex digits."""
    return hashlib.sha256(canonical(document)).hexdigest()


def walk(definition: Definition) -> Iterator[Placed]:
    """Visit every node once in reading order; ids that lead nowhere or in circles are passed by."""
    nodes: Mapping[str, Node] = definition["nodes"]
    seen: set[str] = set()
    # What is left to visit at each level, with what is around it.
    levels: list[tuple[Iterator[str], str | None, str, tuple[str, ...]]] = [
        (iter(definition["order"]), None, "", ())
    ]
    while levels:
        left, parent_id, page_id, list_ids = levels[-1]
        for node_id in left:
            if node_id in seen or node_id not in nodes:
                continue
            seen.add(node_id)
            node = nodes[node_id]
            page = page_id or node_id
            yield Placed(node_id, node, parent_id, page, list_ids)
            if node.get("order"):
                inner = (*list_ids, node_id) if node["kind"] == "list" else list_ids
                levels.append((iter(node["order"]), node_id, page, inner))
                break
        else:
            levels.pop()


def answer_paths(definition: Definition) -> dict[str, tuple[str, ...]]:
    """Return `answer_path` of every placed node, for whoever needs many."""
    paths: dict[str, tuple[str, ...]] = {}
    nodes = definition["nodes"]
    for placed in walk(definition):
        parent = placed.parent_id
        around = paths[parent] if parent else ()
        if parent and nodes[parent]["kind"] == "list":
            around = (*around, "*")
        key = placed.node.get("key")
        paths[placed.node_id] = (*around, key) if key else around
    return paths


def answer_path(definition: Definition, node_id: str) -> tuple[str, ...]:
    """
    Return the keys that lead to a node's answer; "*" stands for the row of a list.

    :raises KeyError: if no such node is placed.
    """
    return answer_paths(definition)[node_id]


def label_of(node: Node) -> str:
    """Return what a node is called: the label of a field, the title of a page, group or list."""
    return str(node.get("label") or node.get("title") or node.get("key") or "")


def option_name(value: Any) -> str:
    """Return how `texts` name an option's value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def source_language(definition: Definition) -> str:
    """Return the language the definition is written in: the first of its languages."""
    languages = definition.get("languages") or ["de"]
    return str(languages[0])


def translated(definition: Definition, language: str) -> Definition:
    """Return the definition with its texts in a language; untranslated texts stay as written."""
    texts = definition.get("texts", {}).get(language)
    if not texts or language == source_language(definition):
        return definition
    result = copy.deepcopy(definition)
    for name, text in texts.items():
        _put(result, name, text)
    return result


def _put(document: Definition, name: str, text: str) -> None:
    first, _dot, rest = name.partition(".")
    if not rest:
        document[first] = text
        return
    if first == "options":
        node_id, _dot, value = rest.partition(".")
        options = document["nodes"].get(node_id, {}).get("options", [])
        _put_option(options if isinstance(options, list) else [], value, text)
        return
    if isinstance(document.get(first), list) and rest.isdigit():
        if int(rest) < len(document[first]):
            document[first][int(rest)] = text
        return
    target, attribute = _target(document, first, rest)
    if target is not None:
        target[attribute] = text


def _put_option(options: list[dict[str, Any]], value: str, text: str) -> None:
    for option in options:
        if option_name(option["value"]) == value:
            option["label"] = text


def _target(document: Definition, first: str, rest: str) -> tuple[dict[str, Any] | None, str]:
    name, _dot, attribute = rest.partition(".")
    if first in {"parameters", "roles"}:
        return document.get(first, {}).get(name), attribute
    if first in {"fees", "constraints"}:
        return _named(document.get(first, []), "id", name), attribute
    if first == "notices":
        return _named(document.get(first, []), "key", name), attribute
    return document["nodes"].get(first), rest


def _named(items: list[dict[str, Any]], by: str, name: str) -> dict[str, Any] | None:
    for position, item in enumerate(items):
        if item.get(by, str(position)) == name:
            return item
    return None
