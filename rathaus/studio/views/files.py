"""A process as a file: handed out, taken in as the working copy, or given up for what is online."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rathaus.processes.drafting import discard_working_copy, replace_working_copy
from rathaus.processes.models import Process
from rathaus.studio.forms import UploadForm
from rathaus.studio.reading import NotReadable, read_upload
from rathaus.studio.views.versions import versions_page
from rathaus.studio.workbench import definition_of
from rathaus.web.staff import designer_required


@require_POST
@designer_required
def upload(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Replace the working copy by a file."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            definition, remarks = read_upload(form.cleaned_data["file"])
        except NotReadable as refused:
            form.add_error("file", str(refused))
        else:
            replace_working_copy(process, definition, **_who(request))
            for remark in remarks:
                messages.warning(request, remark)
            text = _("Die Datei ist jetzt die Arbeitsfassung. Online ändert sich nichts.")
            messages.success(request, text)
            return HttpResponseRedirect(reverse("studio:process", args=[process.pk]), status=303)
    return versions_page(request, process, upload=form, status=422)


@require_POST
@designer_required
def discard(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Throw the working copy away and go back to what is published."""
    processes = Process.objects.select_related("published")
    process = get_object_or_404(processes, pk=process_id, published__isnull=False)
    discard_working_copy(process, **_who(request))
    messages.success(
        request, _("Die Arbeitsfassung ist verworfen. Das lässt sich rückgängig machen.")
    )
    return HttpResponseRedirect(reverse("studio:versions", args=[process.pk]), status=303)


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


@require_GET
@designer_required
def download_working(_request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Hand out the working copy as a file."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    return _as_file(definition_of(process), f"{process.slug}.json")


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
