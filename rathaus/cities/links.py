"""Absolute addresses into a city's town hall, for e-mails and letters."""

from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix

from rathaus.cities.models import City


def link(city: City, view: str, *args: Any) -> str:
    """Return the absolute address of a view in this city's town hall."""
    before = get_script_prefix()
    set_script_prefix(f"/{city.slug}/")
    try:
        return settings.BASE_URL + reverse(view, args=args)
    finally:
        set_script_prefix(before)
