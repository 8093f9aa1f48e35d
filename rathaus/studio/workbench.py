"""What surrounds every page of one process in the studio: where we are, what can be taken back."""

from functools import partial
from typing import Any, Final

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.definition import Definition
from rathaus.processes import editing
from rathaus.processes.models import Edit, Process
from rathaus.sharing.telling import Waiting, waiting_updates
from rathaus.studio.edit_sentences import history_line

AREAS: Final = [
    ("building", "studio:process", gettext_lazy("Aufbau")),
    ("rules", "studio:rules", gettext_lazy("Regeln")),
    ("languages", "studio:languages", gettext_lazy("Texte und Sprachen")),
    ("afterwards", "studio:afterwards", gettext_lazy("Nach dem Absenden")),
    ("trying", "studio:trying", gettext_lazy("Testen")),
    ("versions", "studio:versions", gettext_lazy("Versionen")),
]


def definition_of(process: Process) -> Definition:
    """
    Return what staff work on.

    :raises Http404: if the process has nothing yet.
    """
    try:
        return editing.definition_in_hand(process)
    except Process.DoesNotExist as nothing:
        raise Http404 from nothing


def workbench(
    request: HttpRequest, process: Process, *, area: str, definition: Definition | None = None
) -> dict[str, Any]:
    """Return what the shell shows around a page; `area` is the key of the page's area."""
    definition = definition or definition_of(process)
    undo, redo = editing.to_take_back(process), editing.to_do_again(process)
    newest = max((each for each in (undo, redo) if each), key=_time_of, default=None)
    return {
        "process": process,
        "definition": definition,
        "area": area,
        # Where taking back leads to; a page that answers a form sets its own.
        "here": request.get_full_path(),
        "areas": [(key, reverse(name, args=[process.pk]), label) for key, name, label in AREAS],
        "trail": [
            (_("Prozesse"), reverse("studio:processes")),
            (process.title or process.slug, None),
        ],
        "undo": _named(undo, request),
        "redo": _named(redo, request),
        "saved_at": _time_of(newest) if newest else None,
        # Asked only by pages that say it.
        "waiting": partial(_waiting, process),
    }


def _waiting(process: Process) -> Waiting | None:
    """Return the newer version that the process could take."""
    return waiting_updates(process).get(process.pk)


def _time_of(edit: Edit) -> Any:
    return edit.undone_at or edit.at


def _named(edit: Edit | None, request: HttpRequest) -> dict[str, Any] | None:
    """Return a change in words; whose it was is said where it was somebody else's."""
    if edit is None:
        return None
    is_own = edit.by_id == request.user.pk
    who = None if is_own or edit.by is None else str(edit.by)
    return {"line": history_line(edit), "who": who, "number": edit.number}
