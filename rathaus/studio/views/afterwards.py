"""The area "Nach dem Absenden": what happens to an application, and the process's own facts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forms_engine.editing import EditRejected
from rathaus.cities.models import Department
from rathaus.people.models import User
from rathaus.processes import editing
from rathaus.processes.drafting import set_parameters_and_roles
from rathaus.processes.models import Process
from rathaus.processes.publishing import defaults_of
from rathaus.studio import afterwards_sentences as told
from rathaus.studio import city_told
from rathaus.studio.edit_sentences import refusal_sentence
from rathaus.studio.facts_form import FactsForm
from rathaus.studio.facts_told import facts_told
from rathaus.studio.fee_examples import example_sums
from rathaus.studio.forms import SettingsForm
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@designer_required
def afterwards(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Say in sentences what happens after an application is sent."""
    process = process_of(process_id)
    context = workbench(request, process, area="afterwards")
    definition = context["definition"]
    values = values_here(process, definition)
    spoken = told.spoken(definition, values)
    offices = dict(Department.objects.values_list("key", "name"))
    context |= {
        "roles": list(city_told.roles_told(definition, process.roles, offices)),
        "routes": told.routes_told(spoken, values),
        "fees": list(told.fees_told(spoken, values)),
        "sums": example_sums(definition, values),
        "letters": list(told.notices_told(definition)),
        "values": list(city_told.values_told(definition, process.parameters)),
        "facts": facts_told(definition),
    }
    return render(request, "studio/afterwards.html", context)


@require_http_methods(GET_OR_POST)
@designer_required
def facts(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Change what the process says of itself, who may apply, and how long answers are kept."""
    process = process_of(process_id)
    definition = definition_of(process)
    form = FactsForm(request.POST if request.method == "POST" else None, definition=definition)
    refused = None
    if form.is_valid():
        try:
            if commands := form.commands():
                carry(request, process, "several", {"commands": commands})
        except EditRejected as rejected:
            refused = rejected
            form = _seen_again(request, definition)
        else:
            messages.success(request, _("Gespeichert."))
            return back(process, "angaben")
    context = workbench(request, process, area="afterwards") | {
        "form": form,
        "refused": refusal_words(refused),
    }
    return render(request, "studio/facts.html", context, status=status_of(request, refused))


def _seen_again(request: HttpRequest, definition: Any) -> FactsForm:
    """Keep what was typed; saving once more then writes over what somebody else wrote."""
    typed = request.POST.copy()
    typed["was"] = FactsForm(definition=definition).initial["was"]
    return FactsForm(typed, definition=definition)


@require_http_methods(GET_OR_POST)
@designer_required
def city_values(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Set what only this city sets: its amounts and lists, and which office has which role."""
    process = process_of(process_id)
    definition = definition_of(process)
    form = SettingsForm(
        request.POST if request.method == "POST" else None,
        definition=definition,
        parameters=process.parameters,
        roles=process.roles,
    )
    if form.is_valid():
        set_parameters_and_roles(process, parameters=form.parameters(), roles=form.roles())
        messages.success(
            request, _("Gespeichert. Geänderte Beträge gelten, sobald Sie neu veröffentlichen.")
        )
        return back(process, "werte")
    context = workbench(request, process, area="afterwards") | {
        "form": form,
        "parameter_fields": [form[name] for name in form.fields if name.startswith("parameter-")],
        "role_fields": [form[name] for name in form.fields if name.startswith("role-")],
    }
    return render(request, "studio/city_values.html", context, status=status_of(request, None))


def process_of(process_id: UUID) -> Process:
    """Return a process of the chosen city; 404 for any other."""
    processes = Process.objects.select_related("published", "city")
    found: Process = get_object_or_404(processes, pk=process_id)
    return found


def values_here(process: Process, definition: Any) -> dict[str, Any]:
    """Return what the parameters are in this city."""
    return {**defaults_of(definition), **process.parameters}


def carry(request: HttpRequest, process: Process, name: str, arguments: dict[str, Any]) -> None:
    """
    Carry out a command for who asks.

    :raises EditRejected: if it is refused.
    """
    assert isinstance(request.user, User)
    editing.edit(process, command=name, arguments=arguments, by=request.user, at=timezone.now())


def back(process: Process, part: str) -> HttpResponse:
    """Lead to a part of the overview."""
    address = reverse("studio:afterwards", args=[process.pk])
    return HttpResponseRedirect(f"{address}#{part}", status=303)


def refusal_words(refused: EditRejected | None) -> str:
    """Return why a form was not stored; what was typed is still there."""
    if refused is None:
        return ""
    if refused.message.code == "changed_meanwhile":
        return _(
            "Jemand hat das inzwischen geändert. Gespeichert ist noch nichts. Wenn Sie noch "
            "einmal speichern, gilt Ihre Fassung."
        )
    return refusal_sentence(refused)


def status_of(request: HttpRequest, refused: EditRejected | None) -> int:
    """Return 200 for a page that was asked for, and what tells a refused form from a conflict."""
    if request.method != "POST":
        return 200
    return 409 if refused and refused.message.code == "changed_meanwhile" else 422
