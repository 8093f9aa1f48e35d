"""Staying in step: what upstream published, decided side by side, becomes an ordinary draft."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms_engine.editing import EditRejected
from forms_engine.merging import NotMergeable
from rathaus.processes.models import Process
from rathaus.sharing import in_step, standing
from rathaus.studio.contribution_rows import chosen_of
from rathaus.studio.edit_sentences import refusal_sentence
from rathaus.studio.update_page import UpdatePage, update_page
from rathaus.studio.update_sentences import standing_sentence
from rathaus.studio.workbench import workbench
from rathaus.web.staff import designer_required


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def update(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show what is new where a process came from; look at what would become of it, or take it."""
    process, its = _found(process_id)
    if request.method != "POST":
        return _page(request, process, update_page(process, its))
    if request.POST.get("do") == "uebernehmen":
        return _take(request, process, its)
    page = update_page(process, its, posted=request.POST, with_preview=True)
    return _page(request, process, page)


def _found(process_id: UUID) -> tuple[Process, standing.Standing]:
    """
    Return a process with how it stands with upstream.

    :raises Http404: if it is not there, or was not taken over.
    """
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    its = standing.standing_of(process)
    if its is None:
        raise Http404
    return process, its


def _take(request: HttpRequest, process: Process, its: standing.Standing) -> HttpResponse:
    try:
        edited = in_step.take_update(
            process,
            choices=chosen_of(request.POST).choices,
            expected_digest=request.POST.get("stand", ""),
            expected_revision=_number(request.POST.get("revision", "")),
            by=request.user,  # type: ignore[arg-type]  # studio views are never anonymous
            at=timezone.now(),
        )
    except in_step.NotSettled:
        page = update_page(process, its, posted=request.POST, is_tried=True)
        return _page(request, process, page, status=422)
    except (in_step.NoUpdate, in_step.Overtaken, in_step.ChangedMeanwhile) as refused:
        return _overtaken(request, process.pk, _why(refused))
    except EditRejected as refused:
        page = update_page(process, its, posted=request.POST)
        return _page(request, process, page, alert=refusal_sentence(refused), status=422)
    except (NotMergeable, in_step.NoCommonState):
        return _page(request, process, update_page(process, its), status=422)
    if edited.patch:
        text = _("%(line)s. Mit „Rückgängig“ nehmen Sie alles auf einmal zurück.")
    else:
        text = _("Sie sind wieder auf gleichem Stand wie %(city)s, Version %(number)s.")
    params = dict(edited.said.params)
    line = _("Neuerungen aus %(city)s (Version %(number)s) übernommen") % params
    messages.success(request, text % {**params, "line": line})
    return HttpResponseRedirect(reverse("studio:process", args=[process.pk]), status=303)


def _why(refused: Exception) -> str:
    if isinstance(refused, in_step.ChangedMeanwhile):
        return _("Inzwischen wurde hier weitergearbeitet. Ihre Auswahl steht noch da.")
    return str(refused)


def _overtaken(request: HttpRequest, process_id: UUID, alert: str) -> HttpResponse:
    """Show how it stands now, with everything that was chosen."""
    process, its = _found(process_id)
    page = update_page(process, its, posted=request.POST)
    return _page(request, process, page, alert=alert, status=409)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004


def _page(
    request: HttpRequest, process: Process, page: UpdatePage, *, alert: str = "", status: int = 200
) -> HttpResponse:
    its = page.standing
    context = workbench(request, process, area="updates") | {
        "page": page,
        "origin": its.origin,
        "city_name": its.city_name,
        "standing_text": standing_sentence(its),
        "alert": alert,
        "errors": [
            {"href": f"#konflikt-{each.id}", "text": f"{each.name}: {each.error}"}
            for each in page.conflicts
            if each.error
        ],
    }
    return render(request, "studio/update.html", context, status=status)


@require_POST
@designer_required
def settings(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Say how a process stays in step: by itself, not with this version, or not at all."""
    process, _its = _found(process_id)
    step = _SETTINGS.get(request.POST.get("do", ""))
    if step is not None:
        try:
            messages.success(request, step(request, process))
        except (in_step.Overtaken, standing.NotPossible) as refused:
            messages.error(request, str(refused))
    return HttpResponseRedirect(reverse("studio:update", args=[process.pk]), status=303)


def _set_automatic(request: HttpRequest, process: Process) -> str:
    is_automatic = request.POST.get("automatisch") == "ja"
    in_step.set_automatic(process, is_automatic=is_automatic)
    if is_automatic:
        return _("Neuerungen, die nichts von Ihnen berühren, kommen ab jetzt von selbst.")
    return _("Neuerungen kommen nur, wenn jemand von Ihnen sie übernimmt.")


def _skip(request: HttpRequest, process: Process) -> str:
    in_step.skip_update(process, digest=request.POST.get("stand", ""))
    return _("Diese Version ist übersprungen. Die nächste wird wieder angeboten.")


def _unskip(_request: HttpRequest, process: Process) -> str:
    in_step.unskip(process)
    return _("Die Version wird wieder angeboten.")


def _go_alone(_request: HttpRequest, process: Process) -> str:
    standing.go_alone(process)
    return _("Die Verbindung ist gelöst. Der Prozess bleibt, wie er ist.")


def _change_over(_request: HttpRequest, process: Process) -> str:
    standing.change_over(process)
    return _("Ab jetzt kommen Neuerungen vom Nachfolger.")


_SETTINGS: Final[dict[str, Callable[[HttpRequest, Process], str]]] = {
    "automatisch": _set_automatic,
    "ueberspringen": _skip,
    "wieder": _unskip,
    "loesen": _go_alone,
    "wechseln": _change_over,
}
