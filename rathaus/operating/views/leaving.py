"""A city leaves: closed at once, open again if it was a mistake, deleted when it has everything."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.cities.models import City
from rathaus.notices.parting import NotDeletable, delete_city
from rathaus.operating.leaving_forms import CloseForm, DeleteForm
from rathaus.people import leaving
from rathaus.web.staff import operating_required, operator_of


@require_safe
@operating_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what has to happen before a city is gone."""
    return _page(request, get_object_or_404(City, slug=slug))


@require_POST
@operating_required
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the town hall of a city offline, or set anew how long everything is kept."""
    row = get_object_or_404(City, slug=slug)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, row, closing=form, status=422)
    days = form.cleaned_data["days"]
    leaving.close(row, days=days, by=operator_of(request), at=timezone.now())
    messages.success(request, _("%(name)s ist geschlossen.") % {"name": row.name})
    return _to(row)


@require_POST
@operating_required
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Put it online again."""
    row = get_object_or_404(City, slug=slug)
    leaving.reopen(row, by=operator_of(request))
    messages.success(request, _("%(name)s ist wieder geöffnet.") % {"name": row.name})
    return _to(row)


@require_POST
@operating_required
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete a city with all its data, or say everything that stands against it."""
    row = get_object_or_404(City, slug=slug)
    form = DeleteForm(request.POST)
    if not form.is_valid():
        return _page(request, row, deleting=form, status=422)
    name = form.cleaned_data["name"]
    try:
        delete_city(row, name=name, by=operator_of(request), at=timezone.now())
    except NotDeletable as refused:
        return _page(request, row, deleting=form, reasons=refused.reasons, status=422)
    text = _("%(name)s ist gelöscht, mit allem, was die Stadt hier hatte.")
    messages.success(request, text % {"name": row.name})
    return HttpResponseRedirect(reverse("operating:home"), status=303)


def _to(row: City) -> HttpResponse:
    return HttpResponseRedirect(reverse("operating:leave", args=[row.slug]), status=303)


def _page(request: HttpRequest, row: City, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "row": row,
        "here": "cities",
        "closing": CloseForm(),
        "deleting": DeleteForm(),
        "is_refused": status != 200,  # noqa: PLR2004 - any other answer is a refusal
        **more,
    }
    return render(request, "operating/leaving.html", context, status=status)
