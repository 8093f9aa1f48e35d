"""The cities that share the town hall, seen from above: numbers of processes, and nobody's data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rathaus.sharing.lagging import standing_of_cities
from rathaus.web.staff import operating_required


@require_safe
@operating_required
def home(request: HttpRequest) -> HttpResponse:
    """List the cities with how many processes are online, and how many lag behind."""
    return render(request, "operating/home.html", {"rows": standing_of_cities()})
