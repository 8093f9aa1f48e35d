"""An address that needs a city and names none leads to the list of cities, not to a failure."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found

from rathaus.cities.scope import NoCityChosen


class CityNeededMiddleware:
    """Answers 404 where a page of a city was asked for without its city."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        """Turn the refusal of a query into 404, but only if the address had no city."""
        if isinstance(failure, NoCityChosen) and getattr(request, "city", None) is None:
            return page_not_found(request, failure)
        return None
