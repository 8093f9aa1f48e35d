"""A service's page: what it is, costs and takes, who is responsible; from here one starts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from rathaus.portal.service_page import service_page
from rathaus.processes.categories import category_label
from rathaus.processes.queries import online_processes


@require_GET
def process(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one service of the city."""
    process = get_object_or_404(online_processes(), slug=slug)
    page = service_page(process, language=get_language() or "de")
    where = reverse("portal:category", args=[process.category or "other"])
    context = {
        "process": process,
        "page": page,
        "here": "services",
        "trail": [(category_label(process.category), where), (page.title, "")],
    }
    return render(request, "portal/process.html", context)
