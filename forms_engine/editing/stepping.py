"""Says where a node stands after one step up or down, across the borders of groups and pages."""

from typing import Literal, NamedTuple

from forms_engine.definition import Definition
from forms_engine.editing.placing import node_of, order_in, page_of, parents_of

Direction = Literal["up", "down", "page_up", "page_down"]


class Place(NamedTuple):
    """A place in a page, group or list; `into` is "" among the pages."""

    into: str
    position: int | None


def step_from(definition: Definition, node_id: str, direction: Direction) -> Place | None:
    """
    Return where a node comes to stand by one step; None where there is no further.

    :raises EditRejected: if the node is gone.
    """
    node_of(definition, node_id)
    parents = parents_of(definition)
    if node_id not in parents:
        return None
    into = parents[node_id]
    if direction in {"page_up", "page_down"} and into:
        return _beside_page(definition, node_id, by=-1 if direction == "page_up" else 1)
    order = order_in(definition, into)
    position = order.index(node_id) + (-1 if direction in {"up", "page_up"} else 1)
    if 0 <= position < len(order):
        return Place(into, position)
    return _out_of(definition, parents, into, goes_up=position < 0) if into else None


def _out_of(
    definition: Definition, parents: dict[str, str], into: str, *, goes_up: bool
) -> Place | None:
    """Return the place before or behind a group, or on the page before or after."""
    around = parents.get(into)
    if around is None:
        return None
    if around:
        position = order_in(definition, around).index(into)
        return Place(around, position if goes_up else position + 1)
    place = _beside_page(definition, into, by=-1 if goes_up else 1)
    return Place(place.into, 0) if place and not goes_up else place


def _beside_page(definition: Definition, node_id: str, *, by: int) -> Place | None:
    pages = definition["order"]
    page = page_of(definition, node_id)
    index = (pages.index(page) if page in pages else -2) + by
    return Place(pages[index], None) if 0 <= index < len(pages) else None
