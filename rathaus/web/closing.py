"""Closes the doors of a city that leaves to citizens, but for what they have waiting there."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Whoever applied still reads what became of it.
_STAYS_OPEN: Final = frozenset({"mine", "mine-open", "mine-close", "notice"})


class ClosedCityMiddleware:
    """Answers 410 in the public halls of a city that is closed; staff still come in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Say that the town hall is closed, where a citizen would begin something."""
        city, match = getattr(request, "city", None), request.resolver_match
        if city is None or city.closed_at is None or match is None:
            return None
        if match.namespace != "portal" or match.url_name in _STAYS_OPEN:
            return None
        response = render(request, "web/closed.html", status=410)
        response.headers["Cache-Control"] = "no-store, private"
        return response
