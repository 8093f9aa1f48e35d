"""The versions of a process and the history of its changes, with the ways back to both."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forms_engine.definition import Definition
from forms_engine.editing import EditRejected
from rathaus.cities.queries import forget_cities
from rathaus.cities.scope import current_city
from rathaus.people.permissions import ADMINISTERS, PUBLISHES, roles_of
from rathaus.processes.editing import NothingToDo, go_back_to
from rathaus.processes.models import Edit, Process
from rathaus.processes.releasing import demand_two, needs_two
from rathaus.studio.differences_shown import compared, figures
from rathaus.studio.edit_sentences import history_line, refusal_sentence
from rathaus.studio.forms import UploadForm
from rathaus.studio.history import history
from rathaus.studio.workbench import workbench
from rathaus.web.staff import administrator_required, designer_required

_WORKING_COPY = "arbeitsfassung"


@require_http_methods(["GET", "HEAD"])
@designer_required
def versions(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show the versions of a process, and what was changed since."""
    processes = Process.objects.select_related("published")
    return versions_page(request, get_object_or_404(processes, pk=process_id))


def versions_page(
    request: HttpRequest, process: Process, *, upload: UploadForm | None = None, status: int = 200
) -> HttpResponse:
    """Render the page of versions, with the form for files as it was refused."""
    own = roles_of(request.user)
    numbered = process.versions.exclude(number=None).defer("definition", "parameters")
    releases = process.releases.select_related("asked_by", "decided_by", "version")
    context = workbench(request, process, area="versions") | {
        "versions": numbered.select_related("published_by").order_by("-number"),
        "releases": releases.defer("definition", "parameters").order_by("-asked_at")[:10],
        "history": history(process, page=request.GET.get("seite", "1")),
        "upload": upload or UploadForm(),
        "may_publish": bool(own & PUBLISHES),
        "may_administrate": bool(own & ADMINISTERS),
        "needs_two": needs_two(process),
    }
    return render(request, "studio/versions.html", context, status=status)


@require_GET
@designer_required
def differences(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show what is different between two versions, or a version and the working copy."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    context = workbench(request, process, area="versions")
    numbers = [
        str(number)
        for number in process.versions.exclude(number=None)
        .order_by("-number")
        .values_list("number", flat=True)
    ]
    if process.working is not None:
        numbers.insert(0, _WORKING_COPY)
    new = _chosen(request.GET.get("neu", ""), numbers, 0)
    old = _chosen(
        request.GET.get("alt", ""), numbers, min(numbers.index(new) + 1, len(numbers) - 1)
    )
    groups = None
    if old and new:
        before, its = _document(process, old)
        after, theirs = _document(process, new)
        groups = compared(before, after)
        own = figures(its, theirs, after) if groups is not None else None
        groups = [*(groups or []), own] if own else groups
    context |= {
        "choices": [(each, _name(each)) for each in numbers],
        "old": old,
        "new": new,
        "old_name": _name(old),
        "new_name": _name(new),
        "groups": groups,
    }
    return render(request, "studio/versions_compared.html", context)


def _chosen(wanted: str, numbers: list[str], otherwise: int) -> str:
    return wanted if wanted in numbers else numbers[otherwise]


def _name(number: str) -> str:
    if number == _WORKING_COPY:
        return _("Arbeitsfassung")
    return _("Version %(number)s") % {"number": number}


def _document(process: Process, number: str) -> tuple[Definition, dict[str, Any]]:
    """Return the definition and the city's values of a version or the working copy."""
    if number == _WORKING_COPY:
        return process.working or {}, process.parameters
    version = process.versions.get(number=int(number))
    return version.definition, version.parameters


@require_POST
@designer_required
def go_back(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Take back everything after a change."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    kept = _edit(process, request.POST.get("number", ""))
    if kept is None:
        messages.info(request, _("Dahin gibt es kein Zurück mehr. Sehen Sie in den Verlauf."))
        return _back(process)
    try:
        go_back_to(process, number=kept.number, by=request.user, at=timezone.now())  # type: ignore[arg-type]
    except NothingToDo:
        messages.info(request, _("Danach wurde nichts mehr geändert."))
    except EditRejected as refused:
        messages.error(request, refusal_sentence(refused))
    else:
        text = _("Zurück bis: %(line)s. Auch das lässt sich rückgängig machen.")
        messages.success(request, text % {"line": history_line(kept)})
    return _back(process)


def _edit(process: Process, number: str) -> Edit | None:
    """Return a change that still counts by the number that a form gave."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004
        return None
    return process.edits.filter(number=int(number), state=Edit.State.DONE).first()


@require_POST
@administrator_required
def rule(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Say whether publishing takes two people in this city."""
    process = get_object_or_404(Process, pk=process_id)
    waiting = demand_two(current_city(), is_demanded=request.POST.get("two") == "yes")
    forget_cities()
    messages.success(request, _("Gespeichert. Das gilt für alle Prozesse der Stadt."))
    if waiting:
        text = _("Geplante Veröffentlichungen, die jetzt auf Freigabe warten: %(count)s")
        messages.warning(request, text % {"count": waiting})
    return _back(process)


def _back(process: Process) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("studio:versions", args=[process.pk]), status=303)
