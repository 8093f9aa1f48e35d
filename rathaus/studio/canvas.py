"""What the build page shows of a process: its pages, the questions of one, and their facts."""

import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms_engine.conditions import leaves, sentence
from forms_engine.definition import STRUCTURE, Definition, Node, label_of
from forms_engine.editing.placing import page_of, parents_of
from forms_engine.kinds import KINDS
from rathaus.studio.kinds import kind_name
from rathaus.studio.spoken import language_here

_MOST_OPTIONS_SHOWN = 6


@dataclass(frozen=True)
class PageLine:
    """A page in the outline."""

    node_id: str
    number: int
    title: str
    count: int
    is_conditional: bool
    is_current: bool


@dataclass(frozen=True)
class Row:
    """
    A question, group or list on the page that is worked on.

    :param sketch: how its answer is drawn: text, longtext, options, check, note, parts, file …
    """

    node_id: str
    name: str
    help: str
    kind: str
    facts: tuple[str, ...]
    depth: int
    is_selected: bool
    sketch: str
    options: tuple[str, ...] = ()
    more: int = 0


def shown_page(definition: Definition, page_id: str, node_id: str) -> tuple[str, str]:
    """Return the page to show and the node selected on it; what is gone gives way to a page."""
    nodes = definition["nodes"]
    if node_id in nodes and (page := page_of(definition, node_id)):
        return page, node_id
    page = page_id if page_id in definition["order"] else definition["order"][0]
    return page, page


def pages(definition: Definition, current: str) -> list[PageLine]:
    """Return the pages of the outline in their order."""
    nodes = definition["nodes"]
    return [
        PageLine(
            page_id,
            number,
            label_of(nodes[page_id]),
            len(nodes[page_id].get("order", [])),
            "show_when" in nodes[page_id],
            page_id == current,
        )
        for number, page_id in enumerate(definition["order"], start=1)
    ]


def rows(definition: Definition, page_id: str, selected: str) -> list[Row]:
    """Return what stands on a page in reading order, what is in groups and lists included."""
    asked = Counter(
        leaf.name
        for node in definition["nodes"].values()
        for leaf in leaves(node.get("show_when"))
        if leaf.source == "field"
    )
    return list(_rows(definition, page_id, selected, asked, 0))


@functools.lru_cache(maxsize=4096)
def drawn(row: Row, base: str, language: str) -> SafeString:
    """Return a row that is not selected as HTML; an edit changes few of them, so they are kept."""
    del language  # what gettext says depends on it
    return render_to_string("studio/pieces/row.html", {"row": row, "base": base})


def _rows(
    definition: Definition, around: str, selected: str, asked: Counter[str], depth: int
) -> Iterator[Row]:
    nodes = definition["nodes"]
    for node_id in nodes[around].get("order", []):
        node = nodes[node_id]
        options = node.get("options")
        shown = options[:_MOST_OPTIONS_SHOWN] if isinstance(options, list) else []
        yield Row(
            node_id,
            label_of(node),
            str(node.get("help") or node.get("text") or ""),
            node["kind"],
            tuple(_facts(definition, node, asked[node_id])),
            depth,
            node_id == selected,
            _sketch(node),
            tuple(str(each.get("label", "")) for each in shown),
            len(options) - len(shown) if isinstance(options, list) else 0,
        )
        if node["kind"] in STRUCTURE:
            yield from _rows(definition, node_id, selected, asked, depth + 1)


def _facts(definition: Definition, node: Node, asked: int) -> Iterator[str]:
    yield kind_name(node["kind"])
    if node.get("required") and node["kind"] not in STRUCTURE:
        yield _("Pflicht")
    if "show_when" in node:
        yield _("nur wenn %(condition)s") % {"condition": _said(definition, node)}
    if asked:
        yield ngettext("steuert eine Frage", "steuert %(count)s Fragen", asked) % {"count": asked}


def shown_when(definition: Definition, node_id: str) -> str:
    """Return in a sentence when a page, group or question is shown."""
    node = definition["nodes"][node_id]
    if "show_when" not in node:
        return _("Immer.")
    return _("Nur wenn %(condition)s.") % {"condition": _said(definition, node)}


def _said(definition: Definition, node: Node) -> str:
    return sentence(node["show_when"], definition, language_here())


def _sketch(node: Node) -> str:
    if node["kind"] in STRUCTURE:
        return "structure"
    if node["kind"] in {"choice", "choices", "boolean", "note", "consent", "file", "longtext"}:
        return str(node["kind"])
    kind = KINDS.get(node["kind"])
    if kind is None or kind.is_hidden or kind.widget == "none":
        return "hidden"
    return "parts" if kind.widget == "parts" else "text"


def insert_place(definition: Definition, page_id: str, selected: str) -> dict[str, Any]:
    """Return where something new comes, and after or in what, in words."""
    nodes = definition["nodes"]
    if selected == page_id or nodes[selected]["kind"] in STRUCTURE:
        into = selected
        return {"into": into, "position": len(nodes[into]["order"]), "name": label_of(nodes[into]),
                "is_inside": True}  # fmt: skip
    into = parents_of(definition)[selected]
    position = nodes[into]["order"].index(selected) + 1
    return {"into": into, "position": position, "name": label_of(nodes[selected]),
            "is_inside": False}  # fmt: skip


def targets(definition: Definition, node_id: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Return every place that a node could be moved to, by page: (value, words)."""
    nodes = definition["nodes"]
    if nodes[node_id]["kind"] == "page":
        rest = [each for each in definition["order"] if each != node_id]
        yield (
            _("Seiten"),
            [("|0", _("als erste Seite"))]
            + [
                (f"|{index + 1}", _("nach „%(name)s“") % {"name": label_of(nodes[each])})
                for index, each in enumerate(rest)
            ],
        )
        return
    for number, page_id in enumerate(definition["order"], start=1):
        title = _("Seite %(number)s: %(title)s") % {
            "number": number, "title": label_of(nodes[page_id]),
        }  # fmt: skip
        yield title, list(_targets_in(definition, page_id, node_id))


def _targets_in(definition: Definition, into: str, moved: str) -> Iterator[tuple[str, str]]:
    nodes = definition["nodes"]
    name = label_of(nodes[into])
    first = _("ganz oben") if nodes[into]["kind"] == "page" else _("in „%(name)s“, ganz oben")
    yield f"{into}|0", first % {"name": name} if "%" in first else first
    rest = [each for each in nodes[into].get("order", []) if each != moved]
    for index, each in enumerate(rest):
        yield f"{into}|{index + 1}", _("nach „%(name)s“") % {"name": label_of(nodes[each])}
        if nodes[each]["kind"] in STRUCTURE:
            yield from _targets_in(definition, each, moved)
