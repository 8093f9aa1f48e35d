"""What every template may use."""

from typing import Any

from django.http import HttpRequest


def town_hall(request: HttpRequest) -> dict[str, Any]:
    """Add the city whose town hall this is, or None."""
    return {"city": getattr(request, "city", None)}
