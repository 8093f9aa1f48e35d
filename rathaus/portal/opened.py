"""Which applications this browser opened by a link lately; kept in the session, for an hour."""

import datetime as dt
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest

LASTS: Final = dt.timedelta(hours=1)
_KEY: Final = "opened_applications"
_MOST: Final = 20


def remember(request: HttpRequest, submission_id: UUID, *, at: dt.datetime) -> None:
    """Let this browser see an application for an hour without asking for the link again."""
    # Somebody else's session, planted in this browser, is not the one that sees it.
    request.session.cycle_key()
    opened = _recent(request, at=at)
    opened[str(submission_id)] = (at + LASTS).timestamp()
    newest = sorted(opened.items(), key=lambda entry: entry[1])[-_MOST:]
    request.session[_KEY] = dict(newest)


def opened(request: HttpRequest, *, at: dt.datetime) -> list[UUID]:
    """Return the applications that this browser may still see."""
    return [UUID(submission_id) for submission_id in _recent(request, at=at)]


def forget(request: HttpRequest) -> None:
    """Let this browser see none of them any longer, for shared computers."""
    request.session.pop(_KEY, None)


def _recent(request: HttpRequest, *, at: dt.datetime) -> dict[str, float]:
    kept: dict[str, Any] = request.session.get(_KEY, {})
    return {name: until for name, until in kept.items() if until > at.timestamp()}
