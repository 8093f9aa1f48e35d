"""What the page of a proposal shows: every page and question, and where it could go."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from forms_engine.definition import Definition, label_of, walk
from forms_engine.errors import Message
from rathaus.processes.models import Process, Proposal
from rathaus.studio.canvas import shown_when
from rathaus.studio.import_sentences import import_sentence
from rathaus.studio.kinds import kind_name

# More are accepted page by page; nobody reads so many boxes, and no request carries them.
MOST_ITEMS: Final = 1200
NEW, IN, BEHIND, PROCESS = "neu", "in", "hinter", "prozess"


@dataclass(frozen=True)
class Item:
    """A page, group or question of a proposal."""

    node_id: str
    name: str
    kind: str
    depth: int
    is_required: bool
    options: tuple[str, ...]
    condition: str
    count: int


def items(definition: Definition) -> list[tuple[Item, list[Item]]]:
    """Return the pages of a proposal, each with what stands on it."""
    by_page: dict[str, list[Item]] = {}
    depths: dict[str, int] = {}
    found: list[tuple[Item, list[Item]]] = []
    is_long = len(definition["nodes"]) > MOST_ITEMS
    for placed in walk(definition):
        depth = depths.get(placed.parent_id or "", -1) + 1
        depths[placed.node_id] = depth
        if placed.parent_id is None:
            by_page[placed.node_id] = []
            found.append((_item(definition, placed.node_id, 0), by_page[placed.node_id]))
        elif not is_long:
            by_page[placed.page_id].append(_item(definition, placed.node_id, depth))
    return found


def _item(definition: Definition, node_id: str, depth: int) -> Item:
    node = definition["nodes"][node_id]
    options = node.get("options")
    return Item(
        node_id=node_id,
        name=label_of(node) or node_id,
        kind=_("Seite") if node["kind"] == "page" else kind_name(node["kind"]),
        depth=depth,
        is_required=node.get("required") is True,
        options=tuple(str(each.get("label", "")) for each in options)
        if isinstance(options, list)
        else (),
        condition=shown_when(definition, node_id) if "show_when" in node else "",
        count=len(node.get("order", [])),
    )


def accepted_of(definition: Definition, ticked: set[str]) -> set[str]:
    """Return what was accepted; of a very long proposal a page stands for all that is on it."""
    if len(definition["nodes"]) <= MOST_ITEMS:
        return ticked
    return {placed.node_id for placed in walk(definition) if placed.page_id in ticked}


def places(proposal: Proposal, target: Definition | None) -> Iterator[tuple[str, list[Any]]]:
    """Return where a proposal could go, by group: (value, words)."""
    if target is not None and proposal.process is not None:
        title = proposal.process.title or proposal.process.slug
        yield title, list(_places_in(target))
    yield _("Neuer Prozess"), [(f"{NEW}:", _("Einen neuen Prozess damit beginnen"))]
    if proposal.process is None:
        others = Process.objects.only("title", "slug").order_by("title")[:500]
        yield (
            _("Vorhandener Prozess, als neue Seiten am Ende"),
            [(f"{PROCESS}:{each.pk}", each.title or each.slug) for each in others],
        )


def _places_in(target: Definition) -> Iterator[tuple[str, str]]:
    yield f"{BEHIND}:", _("als neue Seiten am Ende")
    pages = [(each, label_of(target["nodes"][each])) for each in target["order"]]
    for page_id, title in pages:
        yield f"{BEHIND}:{page_id}", _("als neue Seiten nach „%(title)s“") % {"title": title}
    for page_id, title in pages:
        yield f"{IN}:{page_id}", _("nur die Fragen, ans Ende von „%(title)s“") % {"title": title}


def lost(proposal: Proposal) -> list[dict[str, Any]]:
    """Return what of the file could not be taken over, the serious first."""
    remarks = sorted(proposal.remarks, key=lambda each: not each.get("blocking"))
    return [
        {
            "at": each.get("at", ""),
            "is_serious": bool(each.get("blocking")),
            "sentence": import_sentence(Message(each["code"], each["text"], each["params"])),
        }
        for each in remarks
    ]
