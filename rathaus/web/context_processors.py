"""What every template may use."""

from typing import Any

from django.http import HttpRequest

THEME_COOKIE = "rathaus_theme"
THEMES = ("light", "dark")


def town_hall(request: HttpRequest) -> dict[str, Any]:
    """Add the city whose town hall this is (or None), the hall we are in, and the chosen theme."""
    # A preview may look other than the rest of the house.
    theme = getattr(request, "theme", "") or request.COOKIES.get(THEME_COOKIE, "")
    return {
        "city": getattr(request, "city", None),
        "hall": _hall(request),
        "theme": theme if theme in THEMES else "",
    }


def _hall(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        return ""
    if (match.url_name or "").startswith(("account_", "mfa_")):
        return "account"
    return match.namespace
