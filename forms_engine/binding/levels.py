"""
What a page holds as it was typed: raw input by node id, rows of lists in order.

A level is plain JSON, `{"fields": {node_id: raw}, "lists": {list_id: [level, …]}}`, so that it can
be kept with a draft whether or not it is valid. `raw` is a text, a list of texts (several choices,
files), or a mapping of parts (dates, addresses, persons).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from forms_engine.answers.visibility import Rows
from forms_engine.binding.names import DAY_PARTS, count_name, name_of
from forms_engine.compiling import Entry
from forms_engine.definition import Node
from forms_engine.kinds.registry import KINDS, Kind, Part

Level = dict[str, Any]
Posted = Mapping[str, Sequence[str]]

# A list whose definition sets no bound still has one on a page.
MOST_ROWS: Final = 100
_MOST_PADDED: Final = 10


def questions(around: Entry) -> Iterator[Entry]:
    """Return the fields and lists of one level: groups are looked into, lists are not."""
    for child in around.children:
        if child.is_list:
            yield child
        elif child.kind is None:
            yield from questions(child)
        elif child.kind.has_value and not child.kind.is_hidden:
            yield child


def most_rows(entry: Entry) -> int:
    """Return how many rows a list may have."""
    limit = _limit(entry, "maxItems")
    return MOST_ROWS if limit is None else min(limit, MOST_ROWS)


def fewest_rows(entry: Entry) -> int:
    """Return how many rows a list has to have."""
    return _limit(entry, "minItems") or (1 if entry.node.get("required") else 0)


def _limit(entry: Entry, keyword: str) -> int | None:
    schema = entry.node.get("schema")
    value = schema.get(keyword) if isinstance(schema, dict) else None
    return int(value) if isinstance(value, int | float) else None


# --- from the browser ------------------------------------------------------------------------


def posted_level(around: Entry, posted: Posted, rows: Rows = ()) -> Level:
    """Read what a browser sent for a page (or a row of a list); whatever it sent, it is a level."""
    level: Level = {"fields": {}, "lists": {}}
    for entry in questions(around):
        if not entry.is_list:
            level["fields"][entry.node_id] = _posted_raw(entry, posted, rows)
            continue
        count = _count(posted, count_name(entry.node_id, rows), most_rows(entry))
        level["lists"][entry.node_id] = [
            posted_level(entry, posted, (*rows, number)) for number in range(count)
        ]
    return level


def _count(posted: Posted, name: str, most: int) -> int:
    text = _first(posted, name)
    is_number = text.isascii() and text.isdigit() and len(text) < 5  # noqa: PLR2004
    return min(int(text), most) if is_number else 0


def _first(posted: Posted, name: str) -> str:
    values = posted.get(name)
    return str(values[0]) if values else ""


def _posted_raw(entry: Entry, posted: Posted, rows: Rows) -> Any:
    assert entry.kind is not None
    name = name_of(entry.node_id, rows)
    widget = entry.kind.widget
    if widget in {"choices", "file"}:
        return [str(value) for value in posted.get(name, ()) if value]
    if widget == "date":
        return _posted_day(posted, name)
    if widget == "parts":
        return {
            part.key: _posted_day(posted, f"{name}-{part.key}")
            if is_day(part)
            else _first(posted, f"{name}-{part.key}")
            for part in entry.kind.parts(entry.node)
        }
    return _first(posted, name)


def _posted_day(posted: Posted, name: str) -> dict[str, str]:
    return {part: _first(posted, f"{name}-{part}") for part in DAY_PARTS}


def is_day(part: Part) -> bool:
    """Say whether a part is asked for with three inputs."""
    return KINDS[part.kind].widget == "date"


# --- from answers ----------------------------------------------------------------------------


def answered_level(around: Entry, value: Any, *, with_defaults: bool) -> Level:
    """Return what stands on a page (or in a row) for stored answers."""
    level: Level = {"fields": {}, "lists": {}}
    for entry in questions(around):
        own = _follow(value, entry.path)
        if entry.is_list:
            items = own if isinstance(own, list) else []
            padding = min(fewest_rows(entry), _MOST_PADDED) - len(items)
            level["lists"][entry.node_id] = [
                answered_level(entry, item, with_defaults=with_defaults)
                for item in [*items, *([None] * max(padding, 0))]
            ]
            continue
        if own is None and with_defaults:
            own = entry.node.get("default")
        assert entry.kind is not None
        level["fields"][entry.node_id] = _shown_raw(entry.kind, entry.node, own)
    return level


def _shown_raw(kind: Kind, node: Node, value: Any) -> Any:
    shown = kind.shown(value, node)
    if kind.widget == "date":
        return _shown_day(shown)
    if kind.widget == "parts":
        return {
            part.key: _shown_day(shown.get(part.key, ""))
            if is_day(part)
            else str(shown.get(part.key, ""))
            for part in kind.parts(node)
        }
    return shown


def _shown_day(shown: Any) -> dict[str, str]:
    pieces = str(shown or "").split(".")
    if len(pieces) != len(DAY_PARTS):
        pieces = [str(shown or ""), "", ""]
    return dict(zip(DAY_PARTS, pieces, strict=True))


def _follow(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


# --- rows ------------------------------------------------------------------------------------


def rows_at(level: Level, entry: Entry, rows: Rows) -> list[Level] | None:
    """Return the rows of a list that stands in these rows of the lists around it."""
    for list_id, number in zip(entry.list_ids, rows, strict=False):
        around = level["lists"].get(list_id, [])
        if number >= len(around):
            return None
        level = around[number]
    found: list[Level] | None = level["lists"].get(entry.node_id)
    return found


def blank_row(entry: Entry) -> Level:
    """Return a new row of a list."""
    return answered_level(entry, None, with_defaults=True)


def is_blank(raw: Any) -> bool:
    """Say whether nothing was typed."""
    if isinstance(raw, Mapping):
        return all(is_blank(part) for part in raw.values())
    if isinstance(raw, str):
        return not raw.strip()
    return not raw


def is_blank_level(level: Level) -> bool:
    """Say whether nothing was typed into a row."""
    return all(is_blank(raw) for raw in level["fields"].values()) and all(
        is_blank_level(row) for rows in level["lists"].values() for row in rows
    )


def without_blank_rows(around: Entry, level: Level) -> Level:
    """Leave out rows that nothing was typed into, as far as the list can do without them."""
    lists: dict[str, list[Level]] = {}
    for entry in questions(around):
        if not entry.is_list:
            continue
        rows = [without_blank_rows(entry, row) for row in level["lists"].get(entry.node_id, [])]
        filled = [row for row in rows if not is_blank_level(row)]
        blank = [row for row in rows if is_blank_level(row)]
        lists[entry.node_id] = filled + blank[: max(fewest_rows(entry) - len(filled), 0)]
    return {"fields": level["fields"], "lists": lists}
