"""How the catalogue answers machines: the same bytes under the same name, kept by whoever asks."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Everybody may read it, in a page of their own too; nobody is recognised by reading.
_OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}
_ASKING_FIRST: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
# Asked again after that long, and then mostly answered with 304.
_CACHED: Final = "public, max-age=300"


def open_to_all(view: View[P]) -> View[P]:
    """Let everybody read, also a page of another origin, which asks first whether it may."""

    @require_http_methods(["GET", "HEAD", "OPTIONS"])
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=_OPEN | _ASKING_FIRST)
        response = view(request, *args, **kwargs)
        for name, value in _OPEN.items():
            response.headers.setdefault(name, value)
        return response

    return guarded


def unchanged(request: HttpRequest, *, etag: str) -> HttpResponse | None:
    """Return 304 for who has it already."""
    # A placeholder: what is answered to a changed one is not known yet.
    found = HttpResponse(headers={"Cache-Control": _CACHED})
    answer = get_conditional_response(request, etag=quote_etag(etag), response=found)
    if answer is None or answer is found:
        return None
    answer.headers["ETag"] = quote_etag(etag)
    return answer


def as_json(request: HttpRequest, content: bytes, *, etag: str = "") -> HttpResponse:
    """Answer with JSON that is named by an etag; by its own digest if none is given."""
    etag = etag or hashlib.sha256(content).hexdigest()
    if (answer := unchanged(request, etag=etag)) is not None:
        return answer
    return HttpResponse(
        content,
        content_type="application/json",
        headers={"ETag": quote_etag(etag), "Cache-Control": _CACHED},
    )


def not_there(detail: str) -> HttpResponse:
    """Answer 404 as machines read it (RFC 9457)."""
    problem: dict[str, Any] = {"title": "Not Found", "status": 404, "detail": detail}
    return HttpResponse(
        json.dumps(problem, ensure_ascii=False),
        content_type="application/problem+json",
        status=404,
        headers={"Cache-Control": "no-cache"},
    )
