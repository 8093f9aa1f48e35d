"""The library of blocks: looked at, and inserted into a process."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from forms_engine.definition import Definition
from forms_engine.editing import Edited, EditRejected
from rathaus.cities.scope import current_city
from rathaus.people.models import User
from rathaus.processes import blocks
from rathaus.processes.models import Process
from rathaus.studio import block_pages, canvas
from rathaus.studio.edit_sentences import refusal_sentence
from rathaus.studio.workbench import workbench
from rathaus.web.staff import designer_required


@require_GET
@designer_required
def library(request: HttpRequest) -> HttpResponse:
    """List all blocks, what is in them, and where this city uses them."""
    context = {
        "shelves": _shelves(),
        "trail": [(_("Prozesse"), reverse("studio:processes")), (_("Bausteine"), None)],
    }
    return render(request, "studio/blocks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def insert(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show the blocks that can be inserted into a process, and insert one."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    context = workbench(request, process, area="building")
    definition = context["definition"]
    shelves = _shelves()
    asked = request.GET.get("seite", ""), request.GET.get("frage", "")
    page_id, selected = canvas.shown_page(definition, *asked)
    if request.method == "POST":
        edited = _insert(request, process, definition, shelves)
        if edited is not None:
            return HttpResponseRedirect(address_of(process, edited.selected), status=303)
    place = canvas.insert_place(definition, page_id, selected)
    context |= {
        "shelves": shelves,
        "places": list(block_pages.places(definition)),
        "place": request.POST.get("ort") or f"{place['into']}|{place['position']}",
        "chosen": request.POST.get("baustein") or request.GET.get("baustein", ""),
        "back": address_of(process, selected),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "studio/block_insert.html", context, status=status)


def _insert(
    request: HttpRequest,
    process: Process,
    definition: Definition,
    shelves: list[block_pages.Shelf],
) -> Edited | None:
    """Insert the chosen block at the chosen place; say why not where it is not possible."""
    key = request.POST.get("baustein", "")
    chosen = next((each.newest for each in shelves if each.block.key == key), None)
    if chosen is None:
        messages.error(request, _("Wählen Sie einen Baustein aus."))
        return None
    into, position = block_pages.place_for(definition, chosen, request.POST.get("ort", ""))
    where = {"into": into, "position": position}
    try:
        edited = blocks.insert(process, chosen, **where, by=person(request), at=timezone.now())  # type: ignore[arg-type]
    except EditRejected as refused:
        messages.error(request, refusal_sentence(refused))
        return None
    messages.success(request, _("Eingefügt."))
    return edited


def _shelves() -> list[block_pages.Shelf]:
    uses = blocks.uses()
    return [
        block_pages.shelf_of(each, uses.get(each.key, []), city_id=current_city().pk)
        for each in blocks.library()
        if each.versions.all()
    ]


def person(request: HttpRequest) -> User:
    """Return who asks; pages of the studio are never anonymous."""
    assert isinstance(request.user, User)
    return request.user


def address_of(process: Process, node_id: str) -> str:
    """Return where a page or question of a process is worked on."""
    address = reverse("studio:process", args=[process.pk])
    return f"{address}?frage={node_id}#arbeit" if node_id else address
