"""Publishing is a page: what changes and what it does, and then now, at a time, or by two."""

import copy
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms_engine.checking import check
from rathaus.people.permissions import PUBLISHES, NotAllowed, roles_of
from rathaus.processes import releasing
from rathaus.processes.demands import NotReady
from rathaus.processes.models import Process, Release, Version
from rathaus.processes.publishing import NotPublishable, take_offline
from rathaus.studio.arrival_points import Line, arrival_of, lines_of
from rathaus.studio.publication import Publication, accept_what_is_open, publication_of
from rathaus.studio.publication_form import PublicationForm
from rathaus.studio.sentences import sentence
from rathaus.studio.workbench import workbench
from rathaus.web.staff import approver_required, designer_required

_APPROVERS_ONLY: Final = frozenset({"publish", "approve", "decline"})


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def publish(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show what publishing would change, or take the step that was chosen."""
    processes = Process.objects.select_related("published", "city")
    process = get_object_or_404(processes, pk=process_id)
    publication = publication_of(process, version=_version(request, process), at=timezone.now())
    if request.method != "POST":
        return _page(request, process, publication)
    do = request.POST.get("do", "publish")
    if do in _APPROVERS_ONLY and not roles_of(request.user) & PUBLISHES:
        raise Http404
    step = _STEPS.get(do)
    if step is None:
        return _page(request, process, publication)
    try:
        return step(request, process, publication)
    except (NotAllowed, releasing.NotNow, NotReady) as refused:
        return _page(request, process, publication, problem=_refusal(refused))
    except NotPublishable as refused:
        text = " ".join(sentence(finding) for finding in refused.findings)
        return _page(request, process, publication, problem=text)


def _version(request: HttpRequest, process: Process) -> Version | None:
    """Return the old version that is to go online again, if the address or the form names one."""
    number = request.POST.get("version") or request.GET.get("version") or ""
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004
        return None
    return get_object_or_404(process.versions, number=int(number))


def _begin(request: HttpRequest, process: Process, publication: Publication) -> HttpResponse:
    """Publish, plan or ask, as the form says."""
    now = timezone.now()
    form = _form(process, publication, data=request.POST)
    if publication.checks.errors:
        problem = _("Noch nicht möglich: Die Prüfliste enthält Fehler.")
        return _page(request, process, publication, form=form, problem=problem)
    if not form.is_valid():
        return _page(request, process, publication, form=form)
    typed = form.cleaned_data
    if typed["revision"] not in {None, process.revision}:
        problem = _("Inzwischen wurde weitergearbeitet. Sehen Sie sich an, was dazugekommen ist.")
        return _page(request, process, publication, form=form, problem=problem)
    if publication.is_nothing_new:
        messages.info(request, _("Es gibt nichts Neues: Genau das ist schon online."))
        return _to("versions", process)
    common: dict[str, Any] = {
        "definition": publication.definition, "by": request.user, "at": now, "note": typed["note"],
    }  # fmt: skip
    try:
        with transaction.atomic():
            if publication.needs_reason:
                accept_what_is_open(
                    publication, process, reason=typed["reason"], by=common["by"], at=now
                )
            if request.POST.get("do") == "ask":
                release = releasing.ask_for(process, due_at=typed["due_at"], **common)
            elif typed["due_at"]:
                release = releasing.schedule(process, due_at=typed["due_at"], **common)
            else:
                release = releasing.publish_now(process, **common)
    except (NotAllowed, releasing.NotNow, NotReady) as refused:
        return _page(request, process, publication, form=form, problem=_refusal(refused))
    return _done(request, process, release)


def _refusal(refused: Exception) -> str:
    if isinstance(refused, NotReady):
        return _("Noch nicht möglich: Hier fehlt noch etwas. Was, steht unten.")
    return str(refused)


def _approve(request: HttpRequest, process: Process, publication: Publication) -> HttpResponse:
    release = releasing.approve(_wanted(request, publication), **_who(request))
    return _done(request, process, release)


def _decline(request: HttpRequest, process: Process, publication: Publication) -> HttpResponse:
    reason = request.POST.get("reason", "")
    release = releasing.decline(_wanted(request, publication), reason=reason, **_who(request))
    return _done(request, process, release)


def _withdraw(request: HttpRequest, process: Process, publication: Publication) -> HttpResponse:
    release = releasing.withdraw(_wanted(request, publication), **_who(request))
    return _done(request, process, release)


_STEPS: Final[dict[str, Callable[[HttpRequest, Process, Publication], HttpResponse]]] = {
    "publish": _begin,
    "ask": _begin,
    "approve": _approve,
    "decline": _decline,
    "withdraw": _withdraw,
}


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _wanted(request: HttpRequest, publication: Publication) -> Release:
    """Return the release that the person looked at; another one is not decided by mistake."""
    release = publication.release
    if release is None or request.POST.get("release") != str(release.pk):
        raise releasing.NotNow(_("Darüber ist inzwischen entschieden."))
    return release


def _done(request: HttpRequest, process: Process, release: Release) -> HttpResponse:
    """Say what became of it, and show it."""
    due = date_format(timezone.localtime(release.due_at), "j. F Y, H:i") if release.due_at else ""
    number = release.version.number if release.version else None
    text = {
        Release.State.PUBLISHED: _("Version %(number)s ist online."),
        Release.State.PLANNED: _("Geht am %(due)s Uhr online, auch wenn niemand hier ist."),
        Release.State.ASKED: _("Um Freigabe gebeten. Freigegeben wird genau dieser Stand."),
        Release.State.DECLINED: _("Abgelehnt. Die Arbeitsfassung bleibt, wie sie ist."),
        Release.State.WITHDRAWN: _("Zurückgezogen. Nichts geht online."),
    }[Release.State(release.state)]
    messages.success(request, text % {"number": number, "due": due})
    return _to("versions" if number else "publish", process)


def _to(name: str, process: Process) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"studio:{name}", args=[process.pk]), status=303)


def _form(process: Process, publication: Publication, *, data: Any = None) -> PublicationForm:
    initial = {
        "when": "now",
        "revision": process.revision,
        "version": publication.version.number if publication.version else None,
    }
    return PublicationForm(
        data, initial=initial, needs_reason=publication.needs_reason, now=timezone.now()
    )


def _page(
    request: HttpRequest,
    process: Process,
    publication: Publication,
    *,
    form: PublicationForm | None = None,
    problem: str = "",
) -> HttpResponse:
    release, last = publication.release, releasing.last_release(process)
    needs_two = releasing.needs_two(process)
    may_publish = bool(roles_of(request.user) & PUBLISHES)
    asked_myself = bool(release and release.asked_by_id == request.user.pk)
    errors = form.errors if form else {}
    context = workbench(request, process, area="publishing") | {
        "publication": publication,
        "form": form or _form(process, publication),
        "problem": problem,
        "errors": [
            {"href": f"#id_{name}", "text": text}
            for name, texts in errors.items()
            for text in texts
        ],
        "lacking": _lacking(process, publication),
        "needs_two": needs_two,
        "may_publish": may_publish,
        "may_publish_alone": may_publish and not needs_two,
        "asked_myself": asked_myself,
        "may_approve": may_publish and not (needs_two and asked_myself),
        "went_on": bool(release and release.revision != process.revision),
        "refused": last if last and last.state in {"declined", "failed"} else None,
        "failed_because": _why(last) if last and last.state == "failed" else [],
        "typed_reason": request.POST.get("reason", "") if problem else "",
    }
    is_refused = request.method == "POST" and bool(problem or errors)
    return render(request, "studio/publish.html", context, status=422 if is_refused else 200)


def _lacking(process: Process, publication: Publication) -> list[Line]:
    """Return what is missing here before it can go online, with where it is put right."""
    as_asked = copy.copy(process)
    as_asked.parameters = publication.parameters
    arrival = arrival_of(as_asked, publication.definition)
    return lines_of(process, arrival.unmet) if arrival else []


def _why(release: Release) -> list[str]:
    """Return why a planned publication failed, in the reader's language."""
    errors = [each for each in check(release.definition) if each.level == "error"]
    return [sentence(each) for each in errors] or release.reason.splitlines()


@require_POST
@approver_required
def switch_off(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Offer the process no longer."""
    process = get_object_or_404(Process, pk=process_id)
    take_offline(process)
    messages.success(
        request, _("Der Prozess ist nicht mehr online. Angefangene Anträge laufen weiter.")
    )
    return _to("versions", process)
