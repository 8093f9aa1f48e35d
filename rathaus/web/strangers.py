"""Hands out a file that somebody else made: it may be looked at, but runs and loads nothing."""

from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Even opened on our own address, and by somebody who did not make it.
_POLICY: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"


def strangers_file(content: bytes, *, media_type: str, name: str, is_shown: bool) -> HttpResponse:
    """Answer with a file that the browser shows, or only saves."""
    response = HttpResponse(
        content, content_type=media_type if is_shown else "application/octet-stream"
    )
    disposition = content_disposition_header(as_attachment=not is_shown, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
