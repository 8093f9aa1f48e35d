"""Hands a city's administrators all of its data; nobody else, the operating unit included."""

from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rathaus.cities.scope import current_city
from rathaus.desk.here import clerk_of
from rathaus.notices.exporting import export
from rathaus.web.staff import administrator_required


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def export_city(request: HttpRequest) -> HttpResponse:
    """Say what an administrator would get, and give it when asked."""
    if request.method != "POST":
        return render(request, "desk/export_city.html")
    city, at = current_city(), timezone.now()
    pieces = export(city, by=clerk_of(request), at=at)
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    name = f"{city.slug}-{timezone.localdate(at):%Y-%m-%d}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    # No proxy waits for the whole of it.
    answer.headers["X-Accel-Buffering"] = "no"
    return cast("HttpResponse", answer)
