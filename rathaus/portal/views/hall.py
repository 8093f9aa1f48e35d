"""The entrance of a city's town hall: greeting, search, life situations, all services."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rathaus.portal.services import by_first_letter, in_category, life_situations, shown
from rathaus.processes.categories import category_label
from rathaus.processes.queries import online_processes
from rathaus.processes.queries import search as found_by
from rathaus.web.views.start import start

# The greeting shows a handful; the rest is one click away.
_SHOWN_ON_HALL = 6
_LONGEST_SEARCH = 200


@require_GET
def hall(request: HttpRequest) -> HttpResponse:
    """Greet; without a city in the address show which cities there are."""
    if getattr(request, "city", None) is None:
        return start(request)
    services = shown(online_processes(), language=get_language() or "de")
    context = {
        "situations": life_situations(),
        "services": services[:_SHOWN_ON_HALL],
        "examples": services[:3],
        "service_count": len(services),
    }
    return render(request, "portal/hall.html", context)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits the words somebody typed."""
    text = request.GET.get("q", "").strip()[:_LONGEST_SEARCH]
    services = shown(found_by(text), language=get_language() or "de")
    context = {
        "text": text,
        "services": services,
        "situations": [] if services else life_situations(),
        "trail": [(_("Suche"), "")],
    }
    return render(request, "portal/search.html", context)


@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """List all services from A to Z."""
    listed = shown(online_processes(), language=get_language() or "de")
    context = {
        "letters": by_first_letter(listed),
        "service_count": len(listed),
        "here": "services",
        "trail": [(_("Leistungen A–Z"), "")],
    }
    return render(request, "portal/services.html", context)


@require_GET
def category(request: HttpRequest, code: str) -> HttpResponse:
    """List the services of one life situation."""
    services = in_category(shown(online_processes(), language=get_language() or "de"), code)
    if not services:
        raise Http404(_("Zu dieser Lebenslage bietet die Stadt noch nichts an."))
    label = category_label(code)
    context = {
        "code": code,
        "label": label,
        "services": services,
        "here": "services",
        "trail": [(label, "")],
    }
    return render(request, "portal/category.html", context)
