"""Shows every page of an offered process as citizens see it, without anything being stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms_engine.binding import page_view
from forms_engine.binding.levels import answered_level
from forms_engine.binding.showing import PageView
from forms_engine.compiling import Compiled
from forms_engine.conditions import sentence
from forms_engine.definition import Definition, label_of, walk
from forms_engine.texts import parameter_context
from rathaus.processes.publishing import defaults_of
from rathaus.processes.trying import NotTriable, compiled_to_try
from rathaus.studio.afterwards_sentences import (
    Told,
    fees_told,
    notices_told,
    routes_told,
    spoken,
)
from rathaus.studio.spoken import language_here


@dataclass(frozen=True)
class Preview:
    """
    One page of a process, and what follows after sending.

    :param pages: (id, title) of all pages.
    :param later: questions of this page that only show after certain answers: (label, when).
    """

    pages: list[tuple[str, str]]
    page_id: str
    page: PageView
    shown_when: str
    later: list[tuple[str, str]]
    fees: list[Told]
    routes: list[Told]
    notices: list[tuple[str, list[Told]]]


def preview_of(
    definition: Definition, parameters: Mapping[str, Any], *, page_id: str
) -> Preview | None:
    """
    Return a page of a definition, the first if none is named; None if it cannot be shown.

    :param parameters: the values of the city that published it.
    """
    values = {**defaults_of(definition), **parameters}
    try:
        compiled = compiled_to_try(definition, values)
    except NotTriable:
        return None
    if not compiled.page_ids:
        return None
    page_id = page_id if page_id in compiled.page_ids else compiled.page_ids[0]
    nodes = definition["nodes"]
    said = spoken(definition, values)
    return Preview(
        pages=[(each, label_of(nodes[each])) for each in compiled.page_ids],
        page_id=page_id,
        page=_page(compiled, page_id),
        shown_when=_when(definition, nodes[page_id]),
        later=list(_later(definition, page_id)),
        fees=list(fees_told(said, values)),
        routes=routes_told(said, values),
        notices=list(notices_told(said)),
    )


def _page(compiled: Compiled, page_id: str) -> PageView:
    level = answered_level(compiled.entries[page_id], {}, with_defaults=True)
    language = language_here()
    holes = parameter_context(compiled, language)
    return page_view(
        compiled, page_id, level, answers={}, language=language, context=lambda: holes, files={}
    )


def _later(definition: Definition, page_id: str) -> Iterator[tuple[str, str]]:
    for placed in walk(definition):
        if placed.page_id == page_id and placed.node_id != page_id:
            when = _when(definition, placed.node)
            if when:
                yield label_of(placed.node) or str(placed.node.get("text", "")), when


def _when(definition: Definition, node: Mapping[str, Any]) -> str:
    condition = node.get("show_when")
    return sentence(condition, definition, language_here()) if condition else ""
