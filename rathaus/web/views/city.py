"""What every city's town hall has to show besides its services: looks, law, licences."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rathaus.cities.appearance import appearance_of
from rathaus.cities.models import City
from rathaus.web.vendoring import served_packages


@require_GET
def colours(request: HttpRequest) -> HttpResponse:
    """Send the city's five colours as a stylesheet; without a city, a band for each of them."""
    city = getattr(request, "city", None)
    sheet = appearance_of(city).stylesheet
    if city is None:
        for each in City.objects.order_by("pk"):
            sheet += appearance_of(each).within(f".city-{each.slug}")
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    # Inside a city the address changes with the colours.
    kept = "public, max-age=604800, immutable" if city else "public, max-age=60"
    response.headers["Cache-Control"] = kept
    return response


@require_GET
def imprint(request: HttpRequest) -> HttpResponse:
    """Say who answers for these pages."""
    return _city_page(request, "web/imprint.html")


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what happens to what citizens write here."""
    return _city_page(request, "web/privacy.html")


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Declare how accessible these pages are, and whom to tell about barriers."""
    return _city_page(request, "web/accessibility.html")


@require_GET
def licences(request: HttpRequest) -> HttpResponse:
    """List what of other people's work these pages serve, with licence and source."""
    return render(request, "web/licences.html", {"packages": served_packages()})


def _city_page(request: HttpRequest, template: str) -> HttpResponse:
    if getattr(request, "city", None) is None:
        raise Http404
    return render(request, template)
