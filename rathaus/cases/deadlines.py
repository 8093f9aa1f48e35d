"""Reckons until when a case should be decided."""

import datetime as dt
from typing import Final

from django.utils import timezone

# Where no rule of the process names a number of days.
DEFAULT_DAYS: Final = 28
_SATURDAY: Final = 5


def due_on(*, received_at: dt.datetime, days: int | None) -> dt.date:
    """
    Return the day by which a case is due: calendar days, moved from a weekend to the Monday.

    Public holidays of a Land are not known here yet.
    """
    received = timezone.localtime(received_at).date()
    day = received + dt.timedelta(days=DEFAULT_DAYS if days is None else days)
    if day.weekday() >= _SATURDAY:
        day += dt.timedelta(days=7 - day.weekday())
    return day
