"""The doors of staff: strangers are asked to log in, staff of elsewhere find nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from rathaus.people.models import User
from rathaus.people.permissions import (
    ADMINISTERS,
    DESIGNS,
    PUBLISHES,
    STAFF,
    WORKS_ON_CASES,
    is_operating,
    roles_of,
)

# The halls that each role may enter; the navigation offers no others.
HALLS = {"desk": WORKS_ON_CASES, "studio": DESIGNS, "administration": ADMINISTERS}

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def _door_for(roles: frozenset[str]) -> Callable[[View[P]], View[P]]:
    """Return a decorator that lets in only who has one of the roles in the city of the address."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if getattr(request, "city", None) is None:
                raise Http404
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
            # 404 and not 403: nobody learns from the answer what exists in another city.
            own = roles_of(request.user)
            if not own & roles:
                raise Http404
            request.halls = {hall for hall, keys in HALLS.items() if own & keys}  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "no-store, private")
            return response

        return guarded

    return guard


staff_required = _door_for(STAFF)
clerk_required = _door_for(WORKS_ON_CASES)
designer_required = _door_for(DESIGNS)
approver_required = _door_for(PUBLISHES)
administrator_required = _door_for(ADMINISTERS)


def operating_required(view: View[P]) -> View[P]:
    """Let in only the operating unit, which has no city: for others there is no door."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if getattr(request, "city", None) is not None:
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        if not is_operating(request.user):
            raise Http404
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return guarded


def operator_of(request: HttpRequest) -> User:
    """Return who is signed in, behind the operating unit's door."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
