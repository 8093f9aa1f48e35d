"""Other town halls: whom we trust, whose catalogue we follow, and files that they send."""

import time
from typing import Any, Final

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rathaus.operating.installation_forms import InstallationForm, ParcelForm
from rathaus.sharing import trusting
from rathaus.sharing.following import follow
from rathaus.sharing.models import Installation
from rathaus.sharing.parcels import LARGEST
from rathaus.sharing.receiving import Received, receive
from rathaus.sharing.refusing import Refused
from rathaus.sharing.signing import fingerprint, own_key, own_name
from rathaus.web.staff import operating_required

# Somebody waits for it; the night takes the rest.
_PATIENCE_SECONDS: Final = 20


@require_http_methods(["GET", "HEAD", "POST"])
@operating_required
def installations(request: HttpRequest) -> HttpResponse:
    """Show whom we trust and by which key others know us; trust somebody more."""
    if request.method != "POST":
        return _list(request)
    form = InstallationForm(request.POST)
    if form.is_valid():
        try:
            made = trusting.trust(**form.cleaned_data)
        except trusting.NotTrustable as problem:
            form.add_error(problem.field, str(problem))
        else:
            text = _("Was „%(name)s“ unterschreibt, gilt ab jetzt.") % {"name": made.name}
            messages.success(request, text)
            return _to_list()
    return _list(request, form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@operating_required
def installation(request: HttpRequest, installation_id: int) -> HttpResponse:
    """Show one of them with what it shares; correct what is known of it."""
    row = get_object_or_404(Installation, pk=installation_id)
    if request.method != "POST":
        return _one(request, row, InstallationForm.about(row))
    form = InstallationForm(request.POST)
    if form.is_valid():
        try:
            trusting.change(row, **form.cleaned_data)
        except trusting.NotTrustable as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, _("Gespeichert."))
            return _to_one(row)
    return _one(request, row, form, status=422)


@require_POST
@operating_required
def look(request: HttpRequest, installation_id: int) -> HttpResponse:
    """Look into its catalogue now."""
    row = get_object_or_404(Installation.objects.exclude(catalogue=""), pk=installation_id)
    followed = follow(row, at=timezone.now(), until=time.monotonic() + _PATIENCE_SECONDS)
    for title, problem in list(followed.problems.items())[:5]:
        messages.error(request, f"{title}: {problem}" if title else problem)
    if not followed.is_complete:
        messages.info(request, _("Es ist noch nicht alles da. Der Rest kommt in der Nacht."))
    if not followed.problems or followed.news:
        text = ngettext("%(count)s neue Version.", "%(count)s neue Versionen.", followed.news)
        messages.success(request, text % {"count": followed.news})
    return _to_one(row)


@require_POST
@operating_required
def stop(request: HttpRequest, installation_id: int) -> HttpResponse:
    """Trust it no longer, once the person has said that they mean it."""
    row = get_object_or_404(Installation, pk=installation_id)
    if request.POST.get("sicher") != "ja":
        problem = _("Kreuzen Sie an, dass Sie es wirklich wollen.")
        return _one(request, row, InstallationForm.about(row), stop_problem=problem, status=422)
    count = trusting.stop_trusting(row)
    text = _("„%(name)s“ gilt nicht mehr. %(count)s Prozesse sind nicht mehr im Regal.")
    messages.success(request, text % {"name": row.name, "count": count})
    return _to_list()


@require_POST
@operating_required
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a signed file, or say why not."""
    form = ParcelForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            # One byte more than is taken tells a file that is too large.
            content = form.cleaned_data["file"].read(LARGEST + 2)
            received = receive(content, at=timezone.now())
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            _say_what_came(request, received)
            return _to_list()
    return _list(request, parcel=form, status=422)


def _say_what_came(request: HttpRequest, received: Received) -> None:
    if received.sender is None:
        messages.info(request, _("Diese Datei stammt von hier. Es gibt nichts Neues darin."))
    elif not received.news:
        messages.info(request, _("Alles darin kennen wir schon."))
    for each in received.news[:20]:
        names = {"title": each.process.title, "city": each.process.city_name}
        text = _("Neu im Regal: „%(title)s“ aus %(city)s.")
        if not each.is_new:
            text = _("Neue Version: „%(title)s“ aus %(city)s.")
        messages.success(request, text % names)


def _to_list() -> HttpResponse:
    return HttpResponseRedirect(reverse("operating:installations"), status=303)


def _to_one(row: Installation) -> HttpResponse:
    return HttpResponseRedirect(reverse("operating:installation", args=[row.pk]), status=303)


def _list(
    request: HttpRequest,
    *,
    form: InstallationForm | None = None,
    parcel: ParcelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shared = Count("processes", filter=Q(processes__is_gone=False))
    rows = Installation.objects.annotate(shared=shared).order_by("name", "pk")
    context = {
        "rows": [{"row": row, "fingerprint": fingerprint(row.public_key)} for row in rows],
        "form": form or InstallationForm(),
        "parcel": parcel or ParcelForm(),
        "own_name": own_name(),
        "own_key": own_key(),
        "own_fingerprint": fingerprint(own_key()),
    }
    return render(request, "operating/installations.html", context, status=status)


def _one(
    request: HttpRequest, row: Installation, form: InstallationForm, **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    processes = row.processes.annotate(number=Max("versions__number"))
    context = {
        "row": row,
        "fingerprint": fingerprint(row.public_key),
        "form": form,
        "processes": processes.order_by("title", "pk"),
        **more,
    }
    return render(request, "operating/installation.html", context, status=status)
