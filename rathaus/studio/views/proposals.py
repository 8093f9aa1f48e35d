"""The pages of imports: files become proposals, and what is accepted of them enters a process."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from forms_engine.editing import EditRejected
from forms_engine.editing.choosing import conditions_lost
from rathaus.cities.scope import current_city
from rathaus.people.models import User
from rathaus.processes import proposing
from rathaus.processes.models import Process, Proposal
from rathaus.studio import proposal_page
from rathaus.studio.edit_sentences import refusal_sentence
from rathaus.studio.import_sentences import import_sentence
from rathaus.studio.proposal_page import BEHIND, IN, NEW, PROCESS
from rathaus.studio.reading import NotReadable, read_uploads
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def proposals(request: HttpRequest, process_id: uuid.UUID | None = None) -> HttpResponse:
    """Show what was imported and not yet decided, and take further files."""
    process = None
    if process_id is not None:
        processes = Process.objects.select_related("published")
        process = get_object_or_404(processes, pk=process_id)
    if request.method != "POST":
        return _list_page(request, process)
    try:
        imported = read_uploads(request.FILES.getlist("dateien"))
    except NotReadable as refused:
        return _list_page(request, process, errors=[str(refused)])
    kept = [
        proposing.propose(
            each, city=current_city(), process=process, by=_person(request), at=timezone.now()
        )
        for each in imported
        if each.definition is not None
    ]
    errors = [f"{each.name}: {import_sentence(each.refused)}" for each in imported if each.refused]
    if not kept:
        return _list_page(request, process, errors=errors)
    for error in errors:
        messages.warning(request, error)
    address = (
        reverse("studio:proposal", args=[kept[0].pk]) if len(kept) == 1 else _list_address(process)
    )
    return HttpResponseRedirect(address, status=303)


def _list_address(process: Process | None) -> str:
    if process is None:
        return reverse("studio:import")
    return reverse("studio:import-into", args=[process.pk])


def _list_page(
    request: HttpRequest, process: Process | None, *, errors: list[str] | None = None
) -> HttpResponse:
    waiting = Proposal.objects.select_related("by", "process").defer("definition", "remarks")
    if process is not None:
        waiting = waiting.filter(process=process)
    context = _around(request, process, _("Importieren")) | {
        "waiting": waiting.order_by("-at")[:100],
        "errors": errors or [],
    }
    status = 422 if errors else 200
    return render(request, "studio/proposals.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def proposal(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """Show what an import proposes, and take over what is accepted of it."""
    found = get_object_or_404(Proposal.objects.select_related("process__published"), pk=proposal_id)
    if request.method != "POST":
        return _page(request, found, ticked=None, place="")
    ticked, place = set(request.POST.getlist("nimm")), request.POST.get("ziel", "")
    accepted = proposal_page.accepted_of(found.definition, ticked)
    orphaned = conditions_lost(found.definition, accepted)
    try:
        address = _accept(request, found, accepted, place)
    except EditRejected as refused:
        sentence = (
            _("Kreuzen Sie mindestens eine Frage an.")
            if refused.message.code == "nothing_to_paste"
            else refusal_sentence(refused)
        )
        return _page(request, found, ticked=ticked, place=place, error=sentence)
    messages.success(request, _("Übernommen. Online ändert sich nichts, bis Sie veröffentlichen."))
    if orphaned:
        _say_orphaned(request, orphaned)
    return HttpResponseRedirect(address, status=303)


def _accept(request: HttpRequest, found: Proposal, accepted: set[str], place: str) -> str:
    """Take over what was accepted, and return where it can be seen."""
    kind, _colon, which = place.partition(":")
    if kind == NEW:
        process = proposing.accept_as_new(found, accepted=accepted, city=current_city())
        return reverse("studio:process", args=[process.pk])
    process, into, position = _target(found, kind, which)
    edited = proposing.accept_into(
        found,
        process,
        accepted=accepted,
        into=into,
        position=position,
        by=_person(request),
        at=timezone.now(),
    )
    return f"{reverse('studio:process', args=[process.pk])}?frage={edited.selected}#arbeit"


def _target(found: Proposal, kind: str, which: str) -> tuple[Process, str, int | None]:
    """
    Return the process, and the place in it, that a form's choice means.

    :raises Http404: if it means none of this city.
    """
    if kind == PROCESS:
        try:
            number = uuid.UUID(which)
        except ValueError as nonsense:
            raise Http404 from nonsense
        processes = Process.objects.select_related("published")
        return get_object_or_404(processes, pk=number), "", None
    process = found.process
    if process is None or kind not in {BEHIND, IN}:
        raise Http404
    if kind == IN:
        return process, which, None
    pages = definition_of(process)["order"]
    return process, "", pages.index(which) + 1 if which in pages else None


def _say_orphaned(request: HttpRequest, names: list[str]) -> None:
    shown = ", ".join(f"„{name}“" for name in names[:5])
    said = ngettext(
        "Bei %(names)s fällt eine Bedingung weg: Wonach sie fragt, ist nicht übernommen.",
        "Bei %(count)s Fragen fällt eine Bedingung weg, weil das, wonach sie fragt, nicht "
        "übernommen ist: %(names)s.",
        len(names),
    )
    messages.warning(request, said % {"count": len(names), "names": shown})


@require_POST
@designer_required
def discard(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """Forget a proposal."""
    found = get_object_or_404(Proposal.objects.select_related("process"), pk=proposal_id)
    proposing.discard(found)
    messages.success(request, _("Der Vorschlag ist verworfen. Was übernommen war, bleibt."))
    return HttpResponseRedirect(_list_address(found.process), status=303)


def _page(
    request: HttpRequest,
    found: Proposal,
    *,
    ticked: set[str] | None,
    place: str,
    error: str = "",
) -> HttpResponse:
    context = _around(request, found.process, _("Vorschlag"))
    target = context.get("definition")
    pages = proposal_page.items(found.definition)
    everything = {item.node_id for page, inner in pages for item in (page, *inner)}
    context |= {
        "proposal": found,
        "pages": pages,
        "ticked": everything if ticked is None else ticked,
        "count": sum(1 for node in found.definition["nodes"].values() if "order" not in node),
        "places": list(proposal_page.places(found, target)),
        "place": place,
        "lost": proposal_page.lost(found),
        "error": error,
    }
    return render(request, "studio/proposal.html", context, status=422 if error else 200)


def _around(request: HttpRequest, process: Process | None, here: str) -> dict[str, Any]:
    """Return what surrounds the page: the process it is about, or the list of all of them."""
    if process is not None:
        context = workbench(request, process, area="importing")
        return context | {"shell": "studio/workbench.html"}
    trail = [(_("Prozesse"), reverse("studio:processes")), (here, None)]
    return {"shell": "base.html", "trail": trail}


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
