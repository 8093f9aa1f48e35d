"""Pages that exist only in a demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rathaus.demo.people import PASSWORD, PEOPLE
from rathaus.demo.post import letters


@require_GET
def post(request: HttpRequest) -> HttpResponse:
    """Show the e-mails that the demo would have sent."""
    if not settings.DEMO:
        raise Http404(_("Das gibt es nur in der Vorführung."))
    return render(request, "demo/post.html", {"letters": letters()})


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Show who can log in to the demo."""
    if not settings.DEMO:
        raise Http404(_("Das gibt es nur in der Vorführung."))
    return render(request, "demo/people.html", {"people": PEOPLE, "password": PASSWORD})
