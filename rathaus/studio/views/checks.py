"""The check list: what is wrong with a process, mended by a button or accepted with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rathaus.processes.accepting import MOST_LETTERS, ReasonMissing, accept, withdraw
from rathaus.processes.models import Process
from rathaus.studio.cases import cases_of
from rathaus.studio.check_list import Item, open_findings
from rathaus.studio.commanding import carry_out
from rathaus.studio.edit_sentences import said_sentence
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def checks(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show the check list of a process, or do what a button of it says."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    if request.method != "POST":
        return _page(request, process)
    item = open_findings(definition_of(process), process).find(request.POST.get("finding", ""))
    if item is None:
        messages.info(request, _("Das hat sich inzwischen erledigt."))
        return _back(process)
    act = {"repair": _repair, "accept": _accept, "withdraw": _withdraw}
    doing = act.get(request.POST.get("do", ""))
    return doing(request, process, item) if doing else _back(process)


@require_GET
@designer_required
def count(_request: HttpRequest, process_id: UUID) -> JsonResponse:
    """Say how much is open and which test cases are different now, for the head of every page."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    definition = definition_of(process)
    cases = cases_of(process, definition)
    failing = next((case for case in cases.rows if not case.passed), None)
    said = ""
    if failing is not None:
        said = _("Testfälle: %(sentence)s „%(name)s“: %(difference)s") % {
            "sentence": cases.sentence,
            "name": failing.example.name,
            "difference": failing.differences[0],
        }
    return JsonResponse({"count": len(open_findings(definition, process)), "cases": said})


def _repair(request: HttpRequest, process: Process, item: Item) -> HttpResponse:
    if item.repair is None:
        messages.info(request, _("Das lässt sich nur von Hand beheben."))
        return _back(process)
    command, arguments = item.repair
    edited = carry_out(request, process, command, **arguments)
    if edited is not None:
        said = said_sentence(edited.said.code, dict(edited.said.params))
        messages.success(request, _("Behoben: %(what)s") % {"what": said})
    return _back(process)


def _accept(request: HttpRequest, process: Process, item: Item) -> HttpResponse:
    if item.level != "warning":
        messages.info(request, _("Nur Warnungen können akzeptiert werden."))
        return _back(process)
    try:
        accept(
            process,
            finding=item.name,
            reason=request.POST.get("reason", ""),
            by=request.user,  # type: ignore[arg-type]  # studio views are never anonymous
            at=timezone.now(),
        )
    except ReasonMissing:
        return _page(request, process, without_reason=item.name, status=422)
    messages.success(request, _("Warnung akzeptiert. Ändert sich etwas daran, erscheint sie neu."))
    return _back(process)


def _withdraw(request: HttpRequest, process: Process, item: Item) -> HttpResponse:
    withdraw(process, finding=item.name)
    messages.success(request, _("Die Warnung steht wieder in der Liste."))
    return _back(process)


def _page(
    request: HttpRequest, process: Process, *, without_reason: str = "", status: int = 200
) -> HttpResponse:
    context = workbench(request, process, area="checks")
    found = open_findings(context["definition"], process)
    context |= {
        "check_list": found,
        "without_reason": without_reason,
        "most_letters": MOST_LETTERS,
        "here": reverse("studio:checks", args=[process.pk]),
    }
    return render(request, "studio/checks.html", context, status=status)


def _back(process: Process) -> HttpResponseRedirect:
    answer = HttpResponseRedirect(reverse("studio:checks", args=[process.pk]))
    answer.status_code = 303
    return answer
