"""The list of a city's processes, and one process with its check list and versions."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forms_engine.definition import Definition
from forms_engine.editing.adding import create_definition
from rathaus.cities.scope import current_city
from rathaus.processes.drafting import begin, discard_working_copy, replace_working_copy
from rathaus.processes.models import Process
from rathaus.studio.check_list import check_list
from rathaus.studio.forms import SettingsForm, UploadForm
from rathaus.studio.reading import NotReadable, read_upload
from rathaus.web.staff import designer_required


@require_GET
@designer_required
def processes(request: HttpRequest) -> HttpResponse:
    """List the city's processes."""
    return _list_page(request, UploadForm())


def _list_page(request: HttpRequest, upload: UploadForm, *, status: int = 200) -> HttpResponse:
    rows = (
        Process.objects.select_related("published")
        .defer("working", "published__definition")
        .annotate(has_working_copy=Q(working__isnull=False))
        .order_by("title")
    )
    context = {"processes": rows, "upload": upload}
    return render(request, "studio/processes.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@designer_required
def process(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show one process: what is online, what is prepared, what is still wrong."""
    return process_page(request, get_object_or_404(Process, pk=process_id))


def process_page(
    request: HttpRequest,
    process: Process,
    *,
    upload: UploadForm | None = None,
    settings: SettingsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page of a process, with the forms as they were typed where one was refused."""
    definition = definition_in_hand(process)
    settings = settings or SettingsForm(
        definition=definition, parameters=process.parameters, roles=process.roles
    )
    context = {
        "process": process,
        "trail": [
            (_("Prozesse"), reverse("studio:processes")),
            (process.title or process.slug, None),
        ],
        "definition": definition,
        "check_list": check_list(definition, process),
        "upload": upload or UploadForm(),
        "settings": settings,
        "versions": process.versions.exclude(number=None)
        .defer("definition")
        .order_by("-number")[:20],
    }
    return render(request, "studio/process.html", context, status=status)


def definition_in_hand(process: Process) -> Definition:
    """Return the working copy, or what is published where there is none."""
    if process.working is not None:
        return dict(process.working)
    if process.published is not None:
        return dict(process.published.definition)
    raise Http404


@require_POST
@designer_required
def start(request: HttpRequest) -> HttpResponse:
    """Begin a process with one empty page."""
    title = " ".join(request.POST.get("title", "").split())[:200]
    if not title:
        messages.error(request, _("Schreiben Sie, wie der Prozess heißen soll."))
        return redirect("studio:processes")
    definition = create_definition(title, "de", page_title=_("Erste Seite"))
    process = begin(definition, city=current_city())
    return redirect("studio:process", process.pk)


@require_POST
@designer_required
def upload_new(request: HttpRequest) -> HttpResponse:
    """Begin a process from a file."""
    form = UploadForm(request.POST, request.FILES)
    definition = _definition_of(request, form)
    if definition is None:
        return _list_page(request, form, status=422)
    process = begin(definition, city=current_city())
    return redirect("studio:process", process.pk)


@require_POST
@designer_required
def upload(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Replace the working copy by a file."""
    process = get_object_or_404(Process, pk=process_id)
    form = UploadForm(request.POST, request.FILES)
    definition = _definition_of(request, form)
    if definition is None:
        return process_page(request, process, upload=form, status=422)
    replace_working_copy(process, definition)
    messages.success(
        request, _("Die Datei ist jetzt die Arbeitsfassung. Online ändert sich nichts.")
    )
    return redirect("studio:process", process.pk)


def _definition_of(request: HttpRequest, form: UploadForm) -> Definition | None:
    if not form.is_valid():
        return None
    try:
        definition, remarks = read_upload(form.cleaned_data["file"])
    except NotReadable as refused:
        form.add_error("file", str(refused))
        return None
    for remark in remarks:
        messages.warning(request, remark)
    return definition


@require_POST
@designer_required
def discard(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Throw the working copy away and go back to what is published."""
    process = get_object_or_404(Process, pk=process_id, published__isnull=False)
    discard_working_copy(process)
    messages.success(request, _("Die Arbeitsfassung ist verworfen."))
    return redirect("studio:process", process.pk)


@require_GET
@designer_required
def download_working(_request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Hand out the working copy as a file."""
    process = get_object_or_404(Process, pk=process_id)
    return _as_file(definition_in_hand(process), f"{process.slug}.json")


@require_GET
@designer_required
def download(_request: HttpRequest, process_id: UUID, number: int) -> HttpResponse:
    """Hand out a published version as a file."""
    process = get_object_or_404(Process, pk=process_id)
    version = get_object_or_404(process.versions, number=number)
    return _as_file(version.definition, f"{process.slug}-v{version.number}.json")


def _as_file(definition: dict[str, Any], name: str) -> HttpResponse:
    return HttpResponse(
        json.dumps(definition, ensure_ascii=False, indent=2) + "\n",
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
