"""Who sits at the desk, and which case lies on it; what is not theirs is not found."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest

from rathaus.cases.models import Case
from rathaus.cases.queries import case_for
from rathaus.people.models import User
from rathaus.people.permissions import departments_of

_LONGEST_REVISION: Final = 9


def clerk_of(request: HttpRequest) -> User:
    """Return who is signed in, behind a door that lets nobody else in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def case_here(request: HttpRequest, case_id: UUID) -> Case:
    """
    Return a case of the clerk's departments.

    :raises Http404: if it is of another department or city, or is none: no answer tells which.
    """
    case = case_for(departments_of(clerk_of(request)), case_id)
    if case is None:
        raise Http404
    return case


def revision_from(request: HttpRequest) -> int:
    """Return the revision that the clerk's page showed; -1, which none ever is, for nonsense."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_REVISION else -1
