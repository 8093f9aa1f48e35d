"""Tells what happened to a case, the latest first; looks are told, but stand back."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from rathaus.cases.models import Case, HistoryRow
from rathaus.cases.queries import history_of

Kind = HistoryRow.Kind
_LOOKS: Final = {Kind.VIEWED, Kind.FILE_VIEWED}
MOST_SHOWN: Final = 200


@dataclass(frozen=True)
class Happening:
    """One entry of the timeline."""

    what: str
    detail: str
    who: str
    at: dt.datetime
    is_look: bool


@dataclass(frozen=True)
class Timeline:
    """What was done to a case, and apart from it who looked at it."""

    deeds: list[Happening]
    looks: list[Happening]


def timeline_of(case: Case) -> Timeline:
    """Return the case's history."""
    told = [_told(row) for row in history_of(case)[:MOST_SHOWN]]
    return Timeline(
        deeds=[one for one in told if not one.is_look],
        looks=[one for one in told if one.is_look],
    )


def _told(row: HistoryRow) -> Happening:
    return Happening(
        what=str(Kind(row.kind).label).capitalize()
        if row.kind not in {Kind.OPENED, Kind.ISSUED}
        else str(Kind(row.kind).label),
        detail=row.text,
        who=str(row.by) if row.by else _("automatisch"),
        at=row.at,
        is_look=row.kind in _LOOKS,
    )
