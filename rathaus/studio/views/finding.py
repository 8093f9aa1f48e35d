"""Finds questions of a process by their words, and says who else is working on it."""

import datetime as dt
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from forms_engine.definition import label_of, walk
from rathaus.processes.models import Process
from rathaus.processes.presence import others_at_work, seen_at
from rathaus.processes.queries import plain
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required

_MOST_FOUND = 50
_RECENT = dt.timedelta(seconds=35)


@require_GET
@designer_required
def search(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """List the questions in which every word of a search occurs."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    definition = definition_of(process)
    query = request.GET.get("q", "").strip()[:100]
    words = plain(query).split()
    nodes = definition["nodes"]
    found = [
        {
            "node_id": placed.node_id,
            "name": label_of(placed.node) or placed.node_id,
            "page": label_of(nodes[placed.page_id]),
        }
        for placed in walk(definition)
        if words and all(word in plain(_text_of(placed.node)) for word in words)
    ]
    context = workbench(request, process, area="building", definition=definition)
    context |= {"query": query, "found": found[:_MOST_FOUND]}
    return render(request, "studio/search.html", context)


def _text_of(node: dict[str, object]) -> str:
    return " ".join(str(node.get(name, "")) for name in ("label", "title", "help", "text", "key"))


@require_POST
@designer_required
def presence(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Note that a person is still here, and say who else is, and which revision there is."""
    process = get_object_or_404(Process.objects.defer("working"), pk=process_id)
    now = timezone.now()
    seen_at(process, person=request.user, page_id=request.POST.get("page", "")[:200], at=now)  # type: ignore[arg-type]
    others = others_at_work(process, person=request.user, since=now - _RECENT)  # type: ignore[arg-type]
    lines = [
        _("%(name)s arbeitet gerade auch an diesem Prozess.") % {"name": each.person}
        for each in others
    ]
    return JsonResponse({"lines": lines, "revision": process.revision})
