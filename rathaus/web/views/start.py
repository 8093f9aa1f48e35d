"""The front door of the installation: its cities, and whether it is well."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from rathaus.cities.models import City


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """List the cities that share this installation."""
    cities = City.objects.filter(closed_at=None).order_by("name")
    return render(request, "web/start.html", {"cities": cities})


@require_GET
@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """Say to a machine whether this process reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database out of reach\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
