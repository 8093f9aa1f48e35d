"""Takes a document apart into the smallest things that a person changes, and puts it together."""

import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from forms_engine.definition import Definition, Node
from forms_engine.merging.comparing import Item, paired

Path = tuple[str, ...]
Values = dict[Path, Any]
Orders = dict[Path, list[str]]

MISSING: Final[Any] = object()
# Says that something is there whose members stand for themselves.
THERE: Final[Any] = object()
# Lists of things, by the member that names one, and by what one without a name is known again.
LISTS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "constraints": ("id", ("message",)),
    "fees": ("id", ("label",)),
    "routing": ("id", ("to", "when")),
    "notices": ("key", ("title", "on")),
}
MAPS: Final = ("parameters", "roles")
TRANSLATIONS: Final = ("texts", "translated_from")
_FLAT: Final = frozenset({"schema", "retention"})


@dataclass(frozen=True)
class Parts:
    """
    A document in parts.

    :param values: what stands where, by path; `THERE` where members follow.
        ("nodes", id, attribute), ("place", id) is the node around one ("" for the process),
        ("fees", name, member), ("texts", language, name), ("title",) …
    :param orders: what stands in which order: ("nodes", id) holds its children, ("nodes", "") the
        pages, ("fees",) names of fees, ("nodes", id, "options") options, ("languages",) languages.
    """

    values: Values = field(default_factory=dict)
    orders: Orders = field(default_factory=dict)


def names_in_lists(documents: Sequence[Definition]) -> list[dict[str, list[str]]]:
    """
    Return a name for everything in lists, the same for the same thing in all three documents.

    What is new and has no name is called by what it says, whichever side added it.

    :param documents: base, and the two that were made of it.
    """
    found: list[dict[str, list[str]]] = [{}, {}, {}]
    for room, (by, alike) in LISTS.items():
        base, *others = ([dict(each) for each in one.get(room) or []] for one in documents)
        names: list[str] = []
        for place, item in enumerate(base):
            names.append(_free(str(item[by]) if by in item else f"#{place}", names))
        found[0][room] = names
        for number, items in enumerate(others, start=1):
            pairs = {new: old for old, new in paired(base, items, by=by, alike=alike)}
            olds = [pairs.get(place) for place in range(len(items))]
            known = [names[old] for old in olds if old is not None]
            for item, old in zip(items, olds, strict=True):
                if old is None:
                    known.append(_free(str(item[by]) if by in item else _said(item), known))
            fresh = iter(known[len(items) - olds.count(None) :])
            found[number][room] = [next(fresh) if old is None else names[old] for old in olds]
    return found


def _said(item: Item) -> str:
    return f"#{hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()[:16]}"


def _free(name: str, taken: Sequence[str]) -> str:
    """Return a name that is not taken; a doubled one is numbered."""
    return next(
        free
        for number in itertools.count(1)
        if (free := name if number == 1 else f"{name}#{number}") not in taken
    )


def taken_apart(
    definition: Definition, names: Mapping[str, Sequence[str]], *, whole: Collection[str] = ()
) -> Parts:
    """
    Take a document in good form apart.

    :param names: of what stands in lists, see `names_in_lists`.
    :param whole: nodes that are the same everywhere, and of which only the place counts.
    """
    parts = Parts()
    for what, value in definition.items():
        if what == "nodes":
            for node_id, node in value.items():
                _take_node(parts, node_id, node, is_whole=node_id in whole)
        elif what == "order":
            _place(parts, "", value)
        elif what in LISTS:
            _take_list(parts, what, value, names[what])
        elif what in MAPS:
            _take_map(parts, (what,), value, deep=True)
        elif what in TRANSLATIONS:
            _take_texts(parts, what, value, names)
        elif what == "languages":
            _take_map(parts, (what,), dict.fromkeys(value, THERE))
            parts.orders[(what,)] = list(value)
        elif what in _FLAT and isinstance(value, dict):
            _take_map(parts, (what,), value)
        else:
            parts.values[(what,)] = value
    return parts


def _take_node(parts: Parts, node_id: str, node: Node, *, is_whole: bool) -> None:
    path = ("nodes", node_id)
    parts.values[path] = THERE
    if "order" in node:
        _place(parts, node_id, node["order"])
    if is_whole:
        return
    for what, value in node.items():
        options = _options(value) if what == "options" else None
        if what == "order":
            parts.values[(*path, what)] = THERE
        elif what == "schema" and isinstance(value, dict):
            _take_map(parts, (*path, what), value)
        elif options is not None:
            _take_map(parts, (*path, what), options, deep=True)
            parts.orders[(*path, what)] = list(options)
        else:
            parts.values[(*path, what)] = value


def _place(parts: Parts, around: str, order: Sequence[str]) -> None:
    parts.orders[("nodes", around)] = list(order)
    for child in order:
        parts.values[("place", child)] = around


def _options(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return None
    found = {json.dumps(each.get("value"), sort_keys=True): each for each in value}
    return found if len(found) == len(value) else None


def _take_map(parts: Parts, path: Path, members: Mapping[str, Any], *, deep: bool = False) -> None:
    parts.values[path] = THERE
    for name, value in members.items():
        if deep:
            _take_map(parts, (*path, name), value)
        else:
            parts.values[(*path, name)] = value


def _take_list(parts: Parts, room: str, items: Sequence[Item], names: Sequence[str]) -> None:
    parts.values[(room,)] = THERE
    parts.orders[(room,)] = list(names)
    for name, item in zip(names, items, strict=True):
        _take_map(parts, (room, name), item)


def _take_texts(
    parts: Parts,
    room: str,
    languages: Mapping[str, Mapping[str, str]],
    names: Mapping[str, Sequence[str]],
) -> None:
    parts.values[(room,)] = THERE
    for language, texts in languages.items():
        parts.values[(room, language)] = THERE
        for text, value in texts.items():
            parts.values[(room, language, _renamed(text, names))] = value


def _renamed(text: str, names: Mapping[str, Sequence[str]]) -> str:
    """Name a text of something without a name by the name it has here, not by its position."""
    first, _dot, rest = text.partition(".")
    place, _dot, what = rest.partition(".")
    if first in LISTS and place.isdigit() and int(place) < len(names[first]):
        name = names[first][int(place)]
        return f"{first}.{name}.{what}" if name.startswith("#") else text
    return text


def put_together(parts: Parts, whole: Mapping[str, Node]) -> Definition:
    """
    Put a document together.

    :param whole: nodes that were not taken apart; of them only the order is written anew.
    """
    members: dict[Path, dict[str, Any]] = defaultdict(dict)
    for path, value in parts.values.items():
        if value is not THERE:
            members[path[:-1]][path[-1]] = value
    document: Definition = dict(members[()])
    rooms = dict.fromkeys(
        path[0] for path in parts.values if len(path) > 1 or _is_there(parts, path)
    )
    for room in rooms:
        if room in LISTS:
            document[room] = [dict(members[(room, name)]) for name in parts.orders[(room,)]]
        elif room in MAPS:
            document[room] = _maps(parts, members, room)
        elif room in TRANSLATIONS:
            document[room] = _texts(parts, members, room)
        elif room == "languages":
            document[room] = list(parts.orders[(room,)])
        elif room in _FLAT:
            document[room] = dict(members[(room,)])
    document["order"] = list(parts.orders.get(("nodes", ""), []))
    document["nodes"] = {
        path[1]: _node(parts, members, path, whole)
        for path in parts.values
        if len(path) == 2 and path[0] == "nodes"  # noqa: PLR2004
    }
    return document


def _is_there(parts: Parts, path: Path) -> bool:
    return parts.values[path] is THERE


def _children(parts: Parts, path: Path) -> Iterator[str]:
    for each, value in parts.values.items():
        if value is THERE and each[:-1] == path:
            yield each[-1]


def _maps(parts: Parts, members: Mapping[Path, Any], room: str) -> dict[str, Any]:
    return {name: dict(members.get((room, name), {})) for name in _children(parts, (room,))}


def _texts(parts: Parts, members: Mapping[Path, Any], room: str) -> dict[str, Any]:
    places = {
        (first, name): str(place)
        for (first, *rest), order in parts.orders.items()
        if first in LISTS and not rest
        for place, name in enumerate(order)
        if name.startswith("#")
    }

    def named(text: str) -> str:
        first, _dot, rest = text.partition(".")
        if not rest.startswith("#"):
            return text
        name = next(
            (name for room, name in places if room == first and rest.startswith(f"{name}.")), ""
        )
        return f"{first}.{places[first, name]}{rest[len(name) :]}" if name else text

    return {
        language: {named(text): value for text, value in members.get((room, language), {}).items()}
        for language in _children(parts, (room,))
    }


def _node(parts: Parts, members: Mapping[Path, Any], path: Path, whole: Mapping[str, Node]) -> Node:
    node_id = path[1]
    order = parts.orders.get(path, [])
    if node_id in whole:
        node = whole[node_id]
        return node if node.get("order", []) == order else {**node, "order": list(order)}
    node = dict(members.get(path, {}))
    if (*path, "order") in parts.values:
        node["order"] = list(order)
    if (*path, "schema") in parts.values and "schema" not in node:
        node["schema"] = dict(members.get((*path, "schema"), {}))
    if (*path, "options") in parts.values and "options" not in node:
        names = parts.orders[(*path, "options")]
        node["options"] = [dict(members[(*path, "options", name)]) for name in names]
    return node
