"""What is different about rules, fees, notices, parameters and roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from forms_engine.definition import Definition
from forms_engine.merging.comparing import Item, moved, paired, same
from forms_engine.merging.messages import Difference, Group, Shape


@dataclass(frozen=True, slots=True)
class _Room:
    """
    A list of things in the document.

    :param by: the member that names a thing.
    :param alike: the members by which one without a name is known again.
    """

    name: str
    by: str
    alike: tuple[str, ...]
    group: Group


_ROOMS: Final = (
    _Room("constraints", "id", ("message",), "rules"),
    _Room("fees", "id", ("label",), "rules"),
    _Room("routing", "id", ("to", "when"), "rules"),
    _Room("notices", "key", ("title", "on"), "process"),
)
_TEXTS: Final = frozenset({"label", "help", "title", "body", "message"})
_SHAPES: Final[Mapping[str, Shape]] = {
    **dict.fromkeys(_TEXTS, "text"),
    "when": "condition",
    "at": "node",
    "per": "node",
    "offset": "node",
    "to": "roles",
    "amount": "amount",
    "due_days": "amount",
    "schema": "json",
    "factors": "json",
}


def thing_differences(before: Definition, after: Definition) -> Iterator[Difference]:
    """Return what is different about everything that is neither node nor text."""
    for room in _ROOMS:
        was, now = before.get(room.name), after.get(room.name)
        if not same(was, now) or (room.name in before) != (room.name in after):
            yield from _list(room, was or [], now or [], before, after)
    for name in ("parameters", "roles"):
        was, now = before.get(name), after.get(name)
        if not same(was, now) or (name in before) != (name in after):
            yield from _members(name, was or {}, now or {})


def _list(
    room: _Room, was: Sequence[Item], now: Sequence[Item], before: Definition, after: Definition
) -> Iterator[Difference]:
    pairs = paired(was, now, by=room.by, alike=room.alike)
    if not pairs:
        # One document has an empty list, the other none.
        yield Difference("process_changed", "process", "", {"what": room.name}, shape="json")
    both = {str(new): old for old, new in pairs if old is not None and new is not None}
    stepped = set(moved(sorted(both, key=lambda new: both[new]), sorted(both, key=int)))
    for old, new in pairs:
        if new is None:
            item = was[old or 0]
            params = _named(room, item, old or 0, before)
            yield Difference(
                "item_removed", room.group, _at(item), params, before=item, shape="json"
            )
            continue
        item = now[new]
        params = _named(room, item, new, after)
        if old is None:
            yield Difference("item_new", room.group, _at(item), params, after=item, shape="json")
            continue
        if str(new) in stepped:
            yield Difference("item_moved", room.group, _at(item), params, old + 1, new + 1)
        yield from _changes(was[old], item, params, room.group)


def _named(room: _Room, item: Item, position: int, definition: Definition) -> dict[str, Any]:
    roles = definition.get("roles") or {}
    if room.name == "routing":
        name = ", ".join(str(roles.get(key, {}).get("label") or key) for key in item.get("to", []))
    else:
        name = str(item.get(room.alike[0]) or item.get(room.by) or position + 1)
    return {
        "room": room.name,
        "name": name,
        "id": item.get(room.by, str(position)),
        "position": position + 1,
    }


def _at(item: Item) -> str:
    """Return the node that a thing is about."""
    return str(item.get("at") or item.get("per") or "")


def _members(room: str, was: Mapping[str, Item], now: Mapping[str, Item]) -> Iterator[Difference]:
    if not was and not now:
        yield Difference("process_changed", "process", "", {"what": room}, shape="json")
    for key, item in now.items():
        params = {"room": room, "name": str(item.get("label") or key), "id": key}
        if key not in was:
            yield Difference("item_new", "process", "", params, after=item, shape="json")
        else:
            yield from _changes(was[key], item, params, "process")
    for key, item in was.items():
        if key not in now:
            params = {"room": room, "name": str(item.get("label") or key), "id": key}
            yield Difference("item_removed", "process", "", params, before=item, shape="json")


def _changes(was: Item, now: Item, params: Mapping[str, Any], group: Group) -> Iterator[Difference]:
    for what in dict.fromkeys((*was, *now)):
        old, new = was.get(what), now.get(what)
        if (what in was) == (what in now) and same(old, new):
            continue
        shape = _SHAPES.get(what, "value")
        if shape == "value" and (isinstance(old, dict | list) or isinstance(new, dict | list)):
            shape = "json"
        said = {**params, "what": what}
        in_group: Group = "texts" if what in _TEXTS else group
        yield Difference("item_changed", in_group, _at(now), said, old, new, shape)
