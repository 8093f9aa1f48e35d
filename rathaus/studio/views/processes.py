"""The list of a city's processes, and how one begins: empty, or from a file."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from forms_engine.definition import Definition
from forms_engine.editing.adding import create_definition
from rathaus.cities.scope import current_city
from rathaus.processes.drafting import begin
from rathaus.processes.models import Process
from rathaus.sharing.contributions import open_to_us
from rathaus.sharing.telling import waiting_updates
from rathaus.studio.forms import UploadForm
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
    arriving = sum(each.published_id is None and bool(each.base_digest) for each in rows)
    offered, waiting = open_to_us(), waiting_updates()
    for each in rows:
        each.offered = offered.get(each.pk, 0)  # type: ignore[attr-defined]
        each.waiting = waiting.get(each.pk)  # type: ignore[attr-defined]
    context = {
        "processes": rows, "upload": upload, "arriving": arriving, "offered": sum(offered.values()),
    }  # fmt: skip
    return render(request, "studio/processes.html", context, status=status)


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
