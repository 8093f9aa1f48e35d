"""A page, or only the part of it that htmx asked for; both from the same context."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page_or_part(
    request: HttpRequest,
    page: str,
    context: dict[str, Any],
    *,
    part: str,
    status: int = 200,
) -> HttpResponse:
    """
    Answer with the whole page, or with its part where htmx asks for one.

    :param part: a template that the page includes, so that a part sent alone equals the part in
        the page.
    """
    wants_part = request.headers.get("HX-Request") == "true"
    is_history = request.headers.get("HX-History-Restore-Request") == "true"
    template = part if wants_part and not is_history else page
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
