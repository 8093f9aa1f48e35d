"""Names the places that findings are about, and finds the page where each is mended."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from forms_engine.definition import Definition, label_of, walk
from forms_engine.editing.rooms import ROOMS as LISTS
from forms_engine.editing.rooms import item_label, items_of
from forms_engine.errors import Finding
from rathaus.processes.models import Process
from rathaus.studio.afterwards_rooms import ROOMS

_SLUGS = {room.name: slug for slug, room in ROOMS.items()}
_FACTS = frozenset(
    {"title", "summary", "description", "category", "retention", "legal_basis", "identification"}
)


class Places:
    """The places of one definition."""

    def __init__(self, definition: Definition, process: Process) -> None:
        self._definition = definition
        self._process = process
        self._nodes: dict[str, Any] = {}
        self._pages: dict[str, str] = {}
        try:
            self._pages = {each.node_id: each.page_id for each in walk(definition)}
            self._nodes = definition["nodes"]
        except (AttributeError, KeyError, TypeError):
            # What has not the form of a process has no places.
            return

    def name(self, finding: Finding) -> str:
        """Return what the place is called."""
        node = self._nodes.get(finding.at) if isinstance(self._nodes, dict) else None
        if isinstance(node, dict):
            return label_of(node) or finding.at
        room, number = _steps(finding)
        what = {
            "fees": _("Gebühren"),
            "routing": _("Zuständigkeit"),
            "notices": _("Bescheide"),
            "texts": _("Texte und Sprachen"),
            "constraints": _("Prüfungen"),
            "parameters": _("Werte der Stadt"),
            "roles": _("Zuständigkeit"),
        }.get(room, _("Ganzer Prozess"))
        if room == "routing" and number.isdigit():
            return _("Zuständigkeit, Regel %(number)s") % {"number": int(number) + 1}
        item = self._item(room, number)
        return f"{what}: {item_label(self._definition, room, item[1])}" if item else what

    def address(self, finding: Finding) -> str:
        """Return where it can be mended."""
        if finding.at in self._pages:
            asked = {"seite": self._pages[finding.at], "frage": finding.at}
            return f"{self._page('process')}?{urlencode(asked)}#frage"
        room, number = _steps(finding)
        item = self._item(room, number)
        if item and room in _SLUGS:
            return reverse("studio:item", args=[self._process.pk, _SLUGS[room], item[0]])
        if room == "texts":
            asked = {"sprache": str(finding.params.get("language", ""))}
            return f"{self._page('languages')}?{urlencode(asked)}"
        if room in _FACTS:
            return self._page("facts")
        is_afterwards = room in LISTS or room in {"parameters", "roles"}
        return self._page("afterwards" if is_afterwards else "process")

    def _item(self, room: str, number: str) -> tuple[str, dict[str, Any]] | None:
        if room not in LISTS or not number.isdigit():
            return None
        items = items_of(self._definition, room)
        return items[int(number)] if int(number) < len(items) else None

    def _page(self, name: str) -> str:
        return reverse(f"studio:{name}", args=[self._process.pk])


def _steps(finding: Finding) -> tuple[str, str]:
    """Return the first two steps of where it is, such as ("fees", "0")."""
    steps = [*finding.pointer.split("/"), "", ""]
    return steps[1], steps[2]
