"""Lists the texts of a process beside their translations, each with where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms_engine.checking.wording import written_texts
from forms_engine.definition import Definition, label_of, walk
from forms_engine.translating.state import State, state_of


@dataclass(frozen=True, slots=True)
class Row:
    """
    One text.

    :param name: what `texts` call it.
    :param page_id: the page it stands on; "" for what belongs to the process as a whole.
    :param around: what the thing is called that it belongs to, the page first.
    :param attribute: what of that thing it is, such as "label", "help" or "option".
    """

    name: str
    page_id: str
    around: tuple[str, ...]
    attribute: str
    source: str
    text: str
    state: State


def rows(definition: Definition, language: str) -> Iterator[Row]:
    """Return every text that can be translated, in reading order."""
    pages = {placed.node_id: placed.page_id for placed in walk(definition)}
    translations = definition.get("texts", {}).get(language, {})
    for name, source in written_texts(definition):
        first, _dot, rest = name.partition(".")
        node_id = rest.partition(".")[0] if first == "options" else first
        page_id = pages.get(node_id, "") if first == "options" or rest else ""
        yield Row(
            name=name,
            page_id=page_id,
            around=_around(definition, page_id, node_id)
            if page_id
            else _outside(definition, first, rest),
            attribute=_attribute(first, rest),
            source=source,
            text=translations.get(name, ""),
            state=state_of(definition, language, name, source),
        )


def _attribute(first: str, rest: str) -> str:
    if first == "options":
        return "option"
    # "needs.0" is one of the things that are needed.
    return first if not rest or rest.isdigit() else rest.rpartition(".")[2]


def _around(definition: Definition, page_id: str, node_id: str) -> tuple[str, ...]:
    nodes = definition["nodes"]
    page = label_of(nodes[page_id])
    return (page,) if node_id == page_id else (page, label_of(nodes[node_id]))


def _outside(definition: Definition, room: str, rest: str) -> tuple[str, ...]:
    """Name what belongs to no page: a parameter, a fee, a notice."""
    name = rest.partition(".")[0]
    if "." not in rest:
        return ()
    found = definition.get(room)
    if isinstance(found, dict):
        item = found.get(name, {})
    else:
        by = "key" if room == "notices" else "id"
        item = _named(found or [], by, name)
    return (str(item.get("label") or item.get("title") or item.get("message") or name),)


def _named(items: list[dict[str, Any]], by: str, name: str) -> dict[str, Any]:
    for position, item in enumerate(items):
        if item.get(by, str(position)) == name:
            return item
    return {}
