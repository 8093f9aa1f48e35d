"""Whose town hall is this? From here on every query is for that city."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, set_script_prefix

from rathaus.cities.queries import city_by_slug
from rathaus.cities.scope import for_city


class CityMiddleware:
    """
    Takes the city off the front of the address and chooses it.

    `/frankfurt/leistungen/` becomes `/leistungen/` in Frankfurt; the city stays as script prefix,
    so that every `reverse()` and `{% url %}` of the request leads back into the same town hall.
    Addresses without a city (static files, health, the list of cities) have none chosen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request inside its city, if it names one."""
        slug, slash, rest = request.path_info.lstrip("/").partition("/")
        city = city_by_slug(slug) if slash and slug else None
        request.city = city  # type: ignore[attr-defined]
        if city is None:
            return self.get_response(request)
        before = get_script_prefix()
        set_script_prefix(f"{before}{slug}/")
        request.path_info = f"/{rest}"
        try:
            with for_city(city):
                return self.get_response(request)
        finally:
            set_script_prefix(before)
