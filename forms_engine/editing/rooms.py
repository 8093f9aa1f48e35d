"""Changes what happens after sending: fees, routing, letters, and what answers must fulfil."""

import secrets
from collections.abc import Iterator
from typing import Any, Final

from forms_engine.checking.form import META_SCHEMA
from forms_engine.definition import Definition, digest
from forms_engine.editing.changes import Changes
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.registry import Done, command

Item = dict[str, Any]

# The lists of a document whose items come and go, with what an item is known by.
ROOMS: Final = {"fees": "id", "routing": "id", "notices": "key", "constraints": "id"}
_FORMS: Final = {"fees": "fee", "routing": "rule", "notices": "notice", "constraints": "constraint"}
_MOST_ITEMS: Final = 500
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"


def items_of(definition: Definition, room: str) -> list[tuple[str, Item]]:
    """Return the items of a room by name: their id, or their position where they have none."""
    by = ROOMS[room]
    return [
        (str(item.get(by, position)), item)
        for position, item in enumerate(definition.get(room, []))
    ]


def item_of(definition: Definition, room: str, name: str) -> Item | None:
    """Return an item by its name, or None if somebody removed it."""
    return next((item for known, item in items_of(definition, room) if known == name), None)


def item_label(definition: Definition, room: str, item: Item) -> str:
    """Return what a person calls an item."""
    if room == "routing":
        roles = definition.get("roles", {})
        return ", ".join(str(roles.get(role, {}).get("label", role)) for role in item["to"])
    return str(item.get({"fees": "label", "notices": "title"}.get(room, "message"), ""))


def mark_of(item: Any) -> str:
    """Return what tells that something is still as it was when a person began to change it."""
    return digest(item)[:16]


@command("add_item")
def add_item(
    definition: Definition, *, room: str, item: dict[str, Any], position: int | None = None
) -> Done:
    """Add a fee, a routing rule, a letter or a constraint, under a name that stays."""
    by = _known(room)
    changes = Changes(definition)
    _name_all(changes, room)
    items = list(changes.get(room) or [])
    if len(items) >= _MOST_ITEMS:
        raise refusal("too_many", most=_MOST_ITEMS)
    taken = {each.get(by) for each in items}
    if by not in item or item[by] in taken:
        item = {by: _free_name(room, taken), **{key: item[key] for key in item if key != by}}
    _check_form(room, item)
    where = len(items) if position is None else max(0, min(position, len(items)))
    _put(changes, room, [*items[:where], item, *items[where:]])
    return Done(changes, said("item_added", what=room, name=item_label(definition, room, item)))


@command("set_item")
def set_item(
    definition: Definition, *, room: str, item: str, values: dict[str, Any], was: str = ""
) -> Done:
    """
    Change some attributes of an item; null takes one away.

    :param was: the item's `mark_of` when the person began; another one now is a conflict.
    """
    by = _known(room)
    number, before = _find(definition, room, item)
    changes = Changes(definition)
    label = item_label(definition, room, before)
    after = {key: value for key, value in {**before, **values}.items() if value is not None}
    after[by] = before.get(by, item)
    # Empty means the same as absent, for every attribute but a letter's text.
    after = {key: value for key, value in after.items() if value not in ("", []) or key == "body"}
    if was and mark_of(before) != was and {**after, by: 0} != {**before, by: 0}:
        raise refusal("changed_meanwhile", name=label, now=before)
    _name_all(changes, room)
    items = list(changes.get(room))
    after[by] = items[number][by]
    _check_form(room, after)
    items[number] = after
    _put(changes, room, items)
    label = item_label(definition, room, after)
    return Done(changes, said("item_changed", what=room, name=label))


@command("remove_item")
def remove_item(definition: Definition, *, room: str, item: str) -> Done:
    """Remove an item, with its translations."""
    by = _known(room)
    number, before = _find(definition, room, item)
    changes = Changes(definition)
    _name_all(changes, room)
    items = list(changes.get(room))
    gone = items.pop(number)
    drop_texts(changes, f"{room}.{gone[by]}.")
    changes.put_or_drop(room, value=items)
    label = item_label(definition, room, before)
    return Done(changes, said("item_removed", what=room, name=label))


@command("move_item")
def move_item(definition: Definition, *, room: str, item: str, position: int) -> Done:
    """Move an item; of routing rules, what always holds stays behind what sometimes does."""
    _known(room)
    number, before = _find(definition, room, item)
    changes = Changes(definition)
    _name_all(changes, room)
    items = list(changes.get(room))
    moved = items.pop(number)
    where = max(0, min(position, len(items)))
    after = [*items[:where], moved, *items[where:]]
    if _in_order(room, after) == _in_order(room, changes.get(room)):
        raise refusal("nothing_changed")
    _put(changes, room, after)
    label = item_label(definition, room, before)
    return Done(changes, said("item_moved", what=room, name=label))


def drop_texts(changes: Changes, prefix: str) -> None:
    """Take away the translations of everything whose name begins so."""
    for room, language, name in list(_texts(changes.document, prefix)):
        changes.drop(room, language, name)


def _texts(definition: Definition, prefix: str) -> Iterator[tuple[str, str, str]]:
    for room in ("texts", "translated_from"):
        for language, texts in definition.get(room, {}).items():
            for name in texts:
                if name.startswith(prefix):
                    yield room, language, name


def _known(room: str) -> str:
    if room not in ROOMS:
        raise refusal("arguments", name="item", problem=room[:80])
    return ROOMS[room]


def _find(definition: Definition, room: str, name: str) -> tuple[int, Item]:
    for number, (known, item) in enumerate(items_of(definition, room)):
        if known == name:
            return number, item
    raise refusal("no_such_item")


def _name_all(changes: Changes, room: str) -> None:
    """Give a permanent name to items without one; their translations follow."""
    by = ROOMS[room]
    items = changes.get(room) or []
    if all(by in item for item in items):
        return
    taken = {item.get(by) for item in items}
    named, moves = [], []
    for position, item in enumerate(items):
        if by not in item:
            name = _free_name(room, taken)
            taken.add(name)
            if str(position) not in {each.get(by) for each in items}:
                moves.append((f"{room}.{position}.", f"{room}.{name}."))
            item = {by: name, **item}  # noqa: PLW2901
        named.append(item)
    changes.put(room, value=named)
    for old, new in moves:
        for texts, language, name in list(_texts(changes.document, old)):
            value = changes.get(texts, language, name)
            changes.put(texts, language, new + name.removeprefix(old), value=value)
            changes.drop(texts, language, name)


def _free_name(room: str, taken: set[Any]) -> str:
    """Return a random name, so that two cities' new items never meet."""
    while True:
        name = f"{room[0]}_{''.join(secrets.choice(_LETTERS) for _ in range(8))}"
        if name not in taken:
            return name


def _check_form(room: str, item: Item) -> None:
    """Refuse attributes that no such item has; the rest of its form is checked with the patch."""
    known = META_SCHEMA["$defs"][_FORMS[room]]["properties"]
    unknown = [key for key in item if key not in known and not key.startswith("x-")]
    if unknown:
        raise refusal("wrong_form", problem=str(unknown[0])[:80])
    if room == "routing" and not item.get("to"):
        raise refusal("wrong_form", problem="to")


def _in_order(room: str, items: list[Item]) -> list[Item]:
    """Put the rule that always holds last: behind it no other would come to its turn."""
    if room != "routing":
        return items
    return sorted(items, key=lambda rule: rule.get("when") is None)


def _put(changes: Changes, room: str, items: list[Item]) -> None:
    changes.put(room, value=_in_order(room, items))
