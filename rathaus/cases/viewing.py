"""Logs who looked at a case or an upload, since looking at other people's data is an act too."""

import datetime as dt
from typing import Final

from rathaus.cases import history
from rathaus.cases.models import Case, HistoryRow
from rathaus.people.models import User

# Reloading a page or coming back from an attachment is the same look.
SAME_LOOK: Final = dt.timedelta(minutes=10)


def note_view(case: Case, *, by: User, at: dt.datetime) -> None:
    """Log that a person read the case, once within some minutes."""
    _note(case, kind=history.Kind.VIEWED, by=by, at=at, text="")


def note_file_view(case: Case, *, what: str, by: User, at: dt.datetime) -> None:
    """
    Log that a person opened an attachment, once within some minutes.

    :param what: the question and a number, never the citizen's file name: history is not sealed.
    """
    _note(case, kind=history.Kind.FILE_VIEWED, by=by, at=at, text=what)


def _note(case: Case, *, kind: HistoryRow.Kind, by: User, at: dt.datetime, text: str) -> None:
    lately = HistoryRow.objects.filter(
        case=case, kind=kind, by=by, text=text[:200], at__gt=at - SAME_LOOK
    )
    if not lately.exists():
        history.note(case, kind=kind, by=by, at=at, text=text)
