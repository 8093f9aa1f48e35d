"""Puts a process online or takes it off, and keeps the city's own figures and departments."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rathaus.processes.drafting import set_parameters_and_roles
from rathaus.processes.models import Process
from rathaus.processes.publishing import NotPublishable, take_offline
from rathaus.processes.publishing import publish as put_online
from rathaus.studio.forms import SettingsForm
from rathaus.studio.views.processes import definition_in_hand, process_page
from rathaus.web.staff import approver_required, designer_required


@require_POST
@designer_required
def settings(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Store the city's parameters and which department has which role."""
    process = get_object_or_404(Process, pk=process_id)
    form = SettingsForm(
        request.POST,
        definition=definition_in_hand(process),
        parameters=process.parameters,
        roles=process.roles,
    )
    if not form.is_valid():
        return process_page(request, process, settings=form, status=422)
    set_parameters_and_roles(process, parameters=form.parameters(), roles=form.roles())
    messages.success(
        request, _("Gespeichert. Geänderte Beträge gelten, sobald Sie neu veröffentlichen.")
    )
    return redirect("studio:process", process.pk)


@require_POST
@approver_required
def publish(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Publish the working copy with the city's parameters."""
    process = get_object_or_404(Process, pk=process_id)
    try:
        version = put_online(
            process,
            definition=definition_in_hand(process),
            parameters=process.parameters,
            by=request.user,  # type: ignore[arg-type]  # staff views are never anonymous
            at=timezone.now(),
            note=request.POST.get("note", "")[:2000],
        )
    except NotPublishable:
        messages.error(request, _("Noch nicht möglich: Die Prüfliste enthält Fehler."))
    else:
        messages.success(
            request,
            _("Version %(number)s ist online.") % {"number": version.number},
        )
    return redirect("studio:process", process.pk)


@require_POST
@approver_required
def switch_off(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Offer the process no longer."""
    process = get_object_or_404(Process, pk=process_id)
    take_offline(process)
    messages.success(
        request, _("Der Prozess ist nicht mehr online. Angefangene Anträge laufen weiter.")
    )
    return redirect("studio:process", process.pk)
