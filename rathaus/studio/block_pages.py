"""What the pages about blocks show: what is in a block, who uses it, and where one may go."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from forms_engine.conditions import sentence
from forms_engine.definition import STRUCTURE, Definition, label_of
from forms_engine.editing.adding import Clip
from forms_engine.editing.placing import page_of
from rathaus.processes.blocks import Use, newest
from rathaus.processes.models import Block, BlockVersion
from rathaus.studio.kinds import kind_name
from rathaus.studio.spoken import language_here

_DEEPEST = 8
_MOST_DIGITS = 4


@dataclass(frozen=True)
class Question:
    """A question or group of a block as text."""

    label: str
    kind: str
    when: str = ""
    inside: list["Question"] = field(default_factory=list)


@dataclass(frozen=True)
class Shelf:
    """
    A block of the library as a page shows it.

    :param uses: where the own city uses it, and which of these are not at the newest version.
    """

    block: Block
    newest: BlockVersion
    questions: list[Question]
    uses: list[tuple[Use, bool]]
    is_own: bool

    @property
    def older(self) -> list[BlockVersion]:
        """Return the versions before the newest."""
        return list(self.block.versions.all())[1:]


def shelf_of(block: Block, uses: list[Use], *, city_id: Any) -> Shelf:
    """Return what is told of a block that has a version."""
    last = newest(block)
    told = [(use, use.number < last.number) for use in uses]
    return Shelf(block, last, questions_in(last.clip), told, block.city_id == city_id)


def questions_in(clip: Clip) -> list[Question]:
    """Return what a block asks, in its order, without its outermost node."""
    document: Definition = {"order": clip["order"], "nodes": clip["nodes"]}
    document["parameters"] = clip.get("parameters", {})
    return [each for root in clip["order"] for each in _inside(document, root, 0)]


def _inside(document: Definition, around: str, depth: int) -> Iterator[Question]:
    if depth > _DEEPEST:
        return
    for node_id in document["nodes"][around].get("order", []):
        node = document["nodes"][node_id]
        condition = node.get("show_when")
        when = sentence(condition, document, language_here()) if condition else ""
        inner = list(_inside(document, node_id, depth + 1))
        label = label_of(node) or str(node.get("text", ""))
        yield Question(label, kind_name(node["kind"]), when, inner)


def places(definition: Definition) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Return every place for something new, by page: (value, words)."""
    for number, page_id in enumerate(definition["order"], start=1):
        title = _("Seite %(number)s: %(title)s") % {
            "number": number,
            "title": label_of(definition["nodes"][page_id]),
        }
        yield title, [(f"{page_id}|0", _("ganz oben")), *_places_in(definition, page_id, 0)]


def _places_in(definition: Definition, into: str, depth: int) -> Iterator[tuple[str, str]]:
    nodes = definition["nodes"]
    for index, each in enumerate(nodes[into].get("order", []), start=1):
        name = {"name": label_of(nodes[each]) or each}
        yield f"{into}|{index}", _("nach „%(name)s“") % name
        if nodes[each]["kind"] in STRUCTURE and depth < _DEEPEST:
            yield f"{each}|0", _("in „%(name)s“, ganz oben") % name
            yield from _places_in(definition, each, depth + 1)


def place_for(definition: Definition, version: BlockVersion, value: str) -> tuple[str, int | None]:
    """Return where a block goes for a chosen place; a page goes behind the page of that place."""
    into, _bar, position = value.rpartition("|")
    is_number = position.isascii() and position.isdigit() and len(position) <= _MOST_DIGITS
    if version.clip["nodes"][version.clip["order"][0]]["kind"] != "page":
        return into, int(position) if is_number else None
    page = page_of(definition, into)
    order = definition["order"]
    return "", order.index(page) + 1 if page in order else None
