"""Takes changes back and does them again, from whatever page of the studio."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forms_engine.editing import EditRejected
from rathaus.processes.editing import NothingToDo, do_again, take_back
from rathaus.processes.models import Edit, Process
from rathaus.studio.edit_sentences import history_line, refusal_sentence
from rathaus.web.staff import designer_required


@require_POST
@designer_required
def undo(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Take the newest change back."""
    process = get_object_or_404(Process, pk=process_id)
    try:
        edit = take_back(process, by=request.user, at=timezone.now())  # type: ignore[arg-type]
    except NothingToDo:
        messages.info(request, _("Es gibt nichts zurückzunehmen."))
    except EditRejected as refused:
        messages.error(request, refusal_sentence(refused))
    else:
        _say(request, _("Zurückgenommen: %(line)s"), edit)
    return HttpResponseRedirect(_next(request, process), status=303)


@require_POST
@designer_required
def redo(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Do again what was taken back last."""
    process = get_object_or_404(Process, pk=process_id)
    try:
        edit = do_again(process)
    except NothingToDo:
        messages.info(request, _("Es gibt nichts zu wiederholen."))
    except EditRejected as refused:
        messages.error(request, refusal_sentence(refused))
    else:
        _say(request, _("Wiederholt: %(line)s"), edit)
    return HttpResponseRedirect(_next(request, process), status=303)


def _say(request: HttpRequest, template: str, edit: Edit) -> None:
    messages.success(request, template % {"line": history_line(edit)})


def _next(request: HttpRequest, process: Process) -> str:
    """Return the page it was pressed on; another host's address leads home."""
    address = request.POST.get("next", "")
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None
    )
    return address if is_ours else reverse("studio:process", args=[process.pk])
