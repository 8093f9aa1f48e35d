"""What every request passes: a limit of size, headers for safety, and the question of the city."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found

from rathaus.cities.scope import NoCityChosen

# None of them is used here; whoever smuggled a script in could not use them either.
_POWERS = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_PERMISSIONS = ", ".join(f"{power}=()" for power in _POWERS)


class SafetyMiddleware:
    """
    Refuses what is too large before it is read, and keeps pages out of caches that are shared.

    Pages with personal data say `no-store` themselves; here it is said for accounts, whose views
    are not ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with headers that forbid what we never need."""
        response = self._refusal(request) or self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _is_account(request):
            response.headers.setdefault("Cache-Control", "no-store, private")
        elif "Cookie" in response.headers.get("Vary", ""):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length) <= settings.LARGEST_REQUEST:
            return None
        return HttpResponse(status=413)


def _is_account(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and (match.url_name or "").startswith(("account_", "mfa_")))


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
