"""Decides a case in two steps: write it, see the notice it makes, then make it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rathaus.cases import deciding, viewing
from rathaus.cases.changing import ChangedMeanwhile
from rathaus.cases.models import Case
from rathaus.cases.states import NoSuchWay
from rathaus.desk.actions import why_not_decide
from rathaus.desk.decisions import Decision, decision_from, preview_of
from rathaus.desk.here import case_here, clerk_of, revision_from
from rathaus.people.permissions import NotAllowed
from rathaus.web.staff import clerk_required


@require_http_methods(["GET", "HEAD", "POST"])
@clerk_required
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask for the decision, show what it will do, and make it once it is confirmed."""
    found = case_here(request, case_id)
    if request.method != "POST":
        if refusal := why_not_decide(found):
            messages.info(request, refusal)
            return redirect("desk:case", found.pk)
        return _form(request, found, Decision())
    decision = decision_from(request.POST)
    step = request.POST.get("step", "")
    if not decision.is_usable:
        return _form(request, found, decision, status=422)
    if step == "change":
        return _form(request, found, decision)
    if step == "decide":
        return _make(request, found, decision)
    return _preview(request, found, decision)


def _make(request: HttpRequest, case: Case, decision: Decision) -> HttpResponse:
    try:
        deciding.decide(
            case,
            state=decision.state,
            reason=decision.reason,
            by=clerk_of(request),
            at=timezone.now(),
            revision=revision_from(request),
        )
    except (ChangedMeanwhile, NoSuchWay, NotAllowed) as refusal:
        # The clerk's own text stays on the page: it may be needed for the colleague's case.
        return _form(request, case, decision, refusal=str(refusal), status=409)
    messages.success(request, _("Entschieden. Der Bescheid wird jetzt erstellt und zugestellt."))
    return redirect("desk:case", case.pk)


def _form(
    request: HttpRequest, case: Case, decision: Decision, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    return _page(
        request,
        "desk/decide.html",
        case,
        decision,
        {"refusal": refusal, "limit": deciding.LONGEST_REASON, "states": _choices(decision)},
        status=status,
    )


def _choices(decision: Decision) -> list[tuple[str, str, str, bool]]:
    texts = (
        (Case.State.GRANTED, _("Bewilligen"), _("Dem Antrag wird ganz stattgegeben.")),
        (Case.State.REFUSED, _("Ablehnen"), _("Mit Begründung, die im Bescheid steht.")),
    )
    return [(state, label, help_, decision.state == state) for state, label, help_ in texts]


def _preview(request: HttpRequest, case: Case, decision: Decision) -> HttpResponse:
    clerk, now = clerk_of(request), timezone.now()
    # The notice repeats answers: looking at it is looking at the case.
    viewing.note_view(case, by=clerk, at=now)
    preview = preview_of(case, decision, by=clerk, at=now)
    return _page(request, "desk/decide_preview.html", case, decision, {"preview": preview})


def _page(
    request: HttpRequest,
    template: str,
    case: Case,
    decision: Decision,
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    revision = revision_from(request) if request.method == "POST" else case.revision
    context = {"case": case, "decision": decision, "revision": revision, **more}
    return render(request, template, context, status=status)
