"""The arrival of what was taken over: what is missing here, process by process or all at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rathaus.people.models import User
from rathaus.processes.examples import expect_what_is
from rathaus.processes.models import Process
from rathaus.processes.trying import NotTriable, compiled_to_try
from rathaus.sharing.arriving import arriving_processes, fill_in, values_elsewhere
from rathaus.sharing.mapping import own_departments, proposed_roles
from rathaus.sharing.models import Origin
from rathaus.studio.arrival_points import Arrival, arrival_of
from rathaus.studio.arrival_together import TogetherForm, rows_of, shared_of
from rathaus.studio.take_over_forms import CityForm
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@designer_required
def arrival(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show what is missing before the process goes online here, or fill some of it in."""
    process = get_object_or_404(Process.objects.select_related("published", "city"), pk=process_id)
    origin = get_object_or_404(Origin.objects.select_related("foreign"), process=process)
    found = arrival_of(process, definition_of(process))
    if found is None:
        raise Http404
    if request.method == "POST" and "fall" in request.POST:
        _expect(request, process)
        return _to_arrival(process, "#examples")
    form = _form(process, found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        fill_in(process, parameters=form.parameters(), roles=form.roles())
        messages.success(request, _("Gespeichert."))
        return _to_arrival(process)
    context = workbench(request, process, area="arrival") | {
        "arrival": found,
        "origin": origin,
        "form": form,
        "errors": _errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "studio/arrival.html", context, status=status)


def _form(process: Process, found: Arrival, data: Any) -> CityForm:
    """Return fields for the departments and values that are missing."""
    definition = definition_of(process)
    departments = own_departments()
    upstream = process.upstream_id
    only = [
        ("role" if each.code == "role_unmapped" else "parameter", each.at)
        for each in found.unmet
        if each.code in {"role_unmapped", "parameter_unset", "parameter_unfit"}
    ]
    return CityForm(
        data,
        # What cannot be read has nothing to fill in.
        definition=definition if only else {},
        departments=departments,
        proposed=proposed_roles(definition, departments) if only else {},
        elsewhere=values_elsewhere({upstream})[upstream] if upstream else [],
        only=only,
    )


def _expect(request: HttpRequest, process: Process) -> None:
    """Take what comes out here as right for one test case, or for all of them."""
    number = request.POST["fall"]
    rows = process.examples.all()
    if number != "alle":
        if not (number.isascii() and number.isdigit() and len(number) < 19):  # noqa: PLR2004
            raise Http404
        rows = rows.filter(pk=int(number))
    assert isinstance(request.user, User)
    try:
        compiled = compiled_to_try(definition_of(process), process.parameters)
    except NotTriable:
        messages.error(request, _("Noch nicht möglich: Die Prüfliste enthält Fehler."))
        return
    with transaction.atomic():
        for each in rows:
            expect_what_is(each, compiled=compiled, by=request.user, at=timezone.now())
    messages.success(request, _("Gespeichert: So ist es hier richtig."))


@require_http_methods(GET_OR_POST)
@designer_required
def arrivals(request: HttpRequest) -> HttpResponse:
    """List what was taken over and is not online yet; fill in once what several of them lack."""
    rows = rows_of(arriving_processes())
    form = TogetherForm(
        request.POST if request.method == "POST" else None,
        shared=shared_of(rows),
        departments=own_departments(),
    )
    if request.method == "POST" and form.is_valid():
        count = form.fill_in()
        text = ngettext(
            "In %(count)d Prozess eingetragen.", "In %(count)d Prozessen eingetragen.", count
        )
        messages.success(request, text % {"count": count})
        return HttpResponseRedirect(reverse("studio:arrivals"), status=303)
    context = {
        "rows": rows,
        "ready": sum(row.is_ready for row in rows),
        "role_fields": form.asked("role"),
        "parameter_fields": form.asked("parameter"),
        "errors": _errors(form),
        "trail": [(_("Prozesse"), reverse("studio:processes")), (_("Ankunft"), None)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "studio/arrivals.html", context, status=status)


def _errors(form: Any) -> list[dict[str, str]]:
    return [
        {"href": f"#{form[name].id_for_label}", "text": f"{form[name].label}: {text}"}
        for name, texts in form.errors.items()
        for text in texts
    ]


def _to_arrival(process: Process, part: str = "") -> HttpResponse:
    address = reverse("studio:arrival", args=[process.pk])
    return HttpResponseRedirect(f"{address}{part}", status=303)
