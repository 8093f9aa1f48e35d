"""The rules of a process: all of them, when one thing is shown, and what an answer brings up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forms_engine.definition import Definition, label_of, option_name
from rathaus.processes.models import Process
from rathaus.studio.commanding import carry_out
from rathaus.studio.conditions_form import ConditionForm
from rathaus.studio.kinds import kind_choices
from rathaus.studio.paths import picture_of, way_through
from rathaus.studio.rules import rules_of
from rathaus.studio.spoken import language_here
from rathaus.studio.workbench import workbench
from rathaus.web.staff import designer_required

_GET_OR_POST = ["GET", "HEAD", "POST"]


def _process(process_id: UUID) -> Process:
    return get_object_or_404(Process.objects.select_related("published"), pk=process_id)


@require_GET
@designer_required
def rules(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """List all rules, and draw the way through the form."""
    process = _process(process_id)
    context = workbench(request, process, area="rules")
    definition = context["definition"]
    page_id = request.GET.get("seite", "")
    found = rules_of(definition, process)
    stops = way_through(definition)
    context |= {
        "rules": [rule for rule in found if not page_id or rule.page_id == page_id],
        "count": len(found),
        "page_id": page_id,
        "pages": [(each, label_of(definition["nodes"][each])) for each in definition["order"]],
        "stops": stops,
        "picture": picture_of(stops),
    }
    return render(request, "studio/rules.html", context)


@require_http_methods(_GET_OR_POST)
@designer_required
def rule(request: HttpRequest, process_id: UUID, node_id: str) -> HttpResponse:
    """Show and change when a page, group or question is shown."""
    process = _process(process_id)
    context = workbench(request, process, area="rules")
    definition: Definition = context["definition"]
    back = f"{reverse('studio:process', args=[process.pk])}?frage={node_id}#arbeit"
    node = definition["nodes"].get(node_id)
    if node is None:
        return _gone(request, process)
    form = ConditionForm(
        request.POST if request.method == "POST" else None,
        definition=definition,
        asked_from=node_id,
        initial=node.get("show_when"),
        language=language_here(),
    )
    status = 200
    if request.method == "POST" and not form.is_changing:
        status = 422
        if form.is_valid():
            edited = carry_out(
                request, process, "set", node=node_id, attribute="show_when",
                value=form.condition(), was=node.get("show_when"),
            )  # fmt: skip
            if edited is not None:
                messages.success(request, _("Gespeichert."))
                return HttpResponseRedirect(back, status=303)
    context |= {
        "form": form,
        "node_id": node_id,
        "name": label_of(node) or node_id,
        "back": back,
        "answers": _answers(node),
        "kinds": kind_choices(),
    }
    return render(request, "studio/rule.html", context, status=status)


@require_POST
@designer_required
def ask_also(request: HttpRequest, process_id: UUID, node_id: str) -> HttpResponse:
    """Add a question or page that only one answer of a question brings up."""
    process = _process(process_id)
    definition = workbench(request, process, area="rules")["definition"]
    node = definition["nodes"].get(node_id)
    if node is None:
        return _gone(request, process)
    wanted = request.POST.get("value", "")
    values = {name: value for name, value, _label in _answers(node)}
    label = request.POST.get("label", "").strip()[:500]
    address = reverse("studio:rule", args=[process.pk, node_id])
    if wanted not in values or not label:
        messages.error(request, _("Schreiben Sie, was gefragt werden soll, und wählen Sie wann."))
        return HttpResponseRedirect(address, status=303)
    kind = request.POST.get("kind", "text")
    edited = carry_out(request, process, "ask_also", source=node_id, value=values[wanted],
                       kind=kind, label=label)  # fmt: skip
    if edited is None:
        return HttpResponseRedirect(address, status=303)
    build = reverse("studio:process", args=[process.pk])
    return HttpResponseRedirect(f"{build}?frage={edited.selected}#arbeit", status=303)


def _gone(request: HttpRequest, process: Process) -> HttpResponse:
    messages.error(request, _("Das gibt es nicht mehr. Es wurde inzwischen gelöscht."))
    return HttpResponseRedirect(reverse("studio:process", args=[process.pk]), status=303)


def _answers(node: dict[str, Any]) -> list[tuple[str, Any, str]]:
    """Return the answers that can bring something up: name, value, words."""
    if node["kind"] == "boolean":
        return [("true", True, _("Ja")), ("false", False, _("Nein"))]
    if node["kind"] == "consent":
        return [("true", True, _("angekreuzt"))]
    options = node.get("options")
    return [
        (option_name(each["value"]), each["value"], str(each.get("label", "")))
        for each in (options if isinstance(options, list) else [])
    ]
