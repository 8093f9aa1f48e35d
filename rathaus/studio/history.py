"""What was changed in a process, day by day and in words, with the way back to each point."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone

from rathaus.processes.models import Edit, Process
from rathaus.studio.edit_sentences import history_line

ON_ONE_PAGE = 30


@dataclass(frozen=True)
class Entry:
    """
    One change in words.

    :param can_go_back: whether there is something after it that could be taken back.
    """

    edit: Edit
    line: str
    can_go_back: bool

    @property
    def day(self) -> dt.date:
        """Return the day of the change where the town hall stands."""
        return timezone.localtime(self.edit.at).date()


def history(process: Process, *, page: str) -> "Page[Entry]":
    """Return a page of the changes of a process, the newest first."""
    edits = process.edits.select_related("by", "undone_by").defer("patch", "undo", "touched")
    done = process.edits.filter(state=Edit.State.DONE).order_by("-number")
    newest = done.values_list("number", flat=True).first()
    shown: Page[Any] = Paginator(edits.order_by("-number"), ON_ONE_PAGE).get_page(page)
    shown.object_list = [
        Entry(
            edit=edit,
            line=history_line(edit),
            can_go_back=edit.state == Edit.State.DONE and edit.number != newest,
        )
        for edit in shown.object_list
    ]
    return shown
