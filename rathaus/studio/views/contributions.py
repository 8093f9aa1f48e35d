"""The changes that cities offer each other: a list, and a page where one is decided."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rathaus.sharing.contributions import (
    contribution_of_ours,
    is_offered_to_us,
    offered_by_us,
    offered_to_us,
)
from rathaus.sharing.deciding_contributions import accept, consider, decline
from rathaus.sharing.giving_back import AlreadyDecided, CannotGiveBack, ChangedMeanwhile
from rathaus.sharing.giving_back import remark as say
from rathaus.sharing.giving_back import withdraw as take_back
from rathaus.sharing.models import Contribution
from rathaus.studio.contribution_forms import DecisionForm, DeclineForm, RemarkForm
from rathaus.studio.contribution_page import offered_groups, reason_with, shown, to_decide
from rathaus.studio.contribution_rows import NOTHING_CHOSEN, chosen_of
from rathaus.web.staff import designer_required

_ON_ONE_PAGE: Final = 30
_STATES: Final = {"offen": True, "entschieden": False}
Step = Callable[[HttpRequest, Contribution], HttpResponse]


@require_GET
@designer_required
def contributions(request: HttpRequest) -> HttpResponse:
    """List what other cities offer to this one, or this one to them."""
    is_ours = request.GET.get("richtung") == "von-uns"
    state = request.GET.get("stand", "offen")
    rows = offered_by_us() if is_ours else offered_to_us()
    open_ones = {"state": Contribution.State.OPEN}
    counts = {
        "to_us": offered_to_us().filter(**open_ones).count(),
        "by_us": offered_by_us().filter(**open_ones).count(),
    }
    if state in _STATES:
        rows = rows.filter(**open_ones) if _STATES[state] else rows.exclude(**open_ones)
    page = Paginator(rows.order_by("-at", "pk"), _ON_ONE_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "is_ours": is_ours,
        "state": state if state in _STATES else "alle",
        "counts": counts,
        "trail": [(_("Prozesse"), reverse("studio:processes")), (_("Vorschläge"), None)],
    }
    return render(request, "studio/contributions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def contribution(request: HttpRequest, contribution_id: UUID) -> HttpResponse:
    """Show an offered change to one of the two cities, or take the step that was chosen."""
    try:
        found = contribution_of_ours(contribution_id)
    except Contribution.DoesNotExist as nothing:
        raise Http404 from nothing
    if request.method != "POST":
        return _page(request, found)
    steps = {"remark": _remark} | (_DECIDING if is_offered_to_us(found) else _OFFERING)
    step = steps.get(request.POST.get("do", ""))
    if step is None:
        raise Http404
    try:
        return step(request, found)
    except AlreadyDecided as refused:
        return _page(request, contribution_of_ours(found.pk), problem=str(refused), status=409)
    except ChangedMeanwhile as refused:
        return _page(request, found, problem=str(refused), status=409)
    except CannotGiveBack as refused:
        return _page(request, found, problem=str(refused), status=422)


def _preview(request: HttpRequest, found: Contribution) -> HttpResponse:
    """Show what would come of what is chosen by now."""
    return _page(request, found)


def _accept(request: HttpRequest, found: Contribution) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, forms={"decision_form": form}, status=422)
    chosen = chosen_of(request.POST)
    if request.POST.get("do") == "accept-all":
        everything = consider(found).merged
        chosen = chosen.all_of(each.id for each in everything.conflicts)
    considered = consider(found, left_out=chosen.left_out, choices=chosen.choices)
    done = accept(
        found,
        left_out=chosen.left_out,
        choices=chosen.choices,
        seen=request.POST.get("seen", ""),
        reason=reason_with(form.cleaned_data["reason"], found, considered),
        **_who(request),
    )
    is_whole = done.state == Contribution.State.ACCEPTED
    text = (
        _("Angenommen. Es steht in Ihrer Arbeitsfassung; online ändert sich noch nichts.")
        if is_whole
        else _("Zum Teil angenommen. Das steht in Ihrer Arbeitsfassung, noch nicht online.")
    )
    messages.success(request, text)
    return _back(found)


def _decline(request: HttpRequest, found: Contribution) -> HttpResponse:
    form = DeclineForm(request.POST, prefix="decline")
    if not form.is_valid():
        return _page(request, found, forms={"decline_form": form}, status=422)
    decline(found, reason=form.cleaned_data["reason"], **_who(request))
    messages.success(request, _("Abgelehnt. Die andere Stadt erfährt den Grund."))
    return _back(found)


def _withdraw(request: HttpRequest, found: Contribution) -> HttpResponse:
    take_back(found, **_who(request))
    messages.success(request, _("Zurückgezogen. Ihre eigene Fassung bleibt, wie sie ist."))
    return _back(found)


def _remark(request: HttpRequest, found: Contribution) -> HttpResponse:
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, forms={"remark_form": form}, status=422)
    say(found, text=form.cleaned_data["text"], **_who(request))
    return _back(found, "#gespraech")


_DECIDING: Final[dict[str, Step]] = {
    "preview": _preview,
    "accept": _accept,
    "accept-all": _accept,
    "decline": _decline,
}
_ACCEPTING: Final = frozenset({"preview", "accept", "accept-all"})
_OFFERING: Final[dict[str, Step]] = {"withdraw": _withdraw}


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _back(found: Contribution, where: str = "") -> HttpResponse:
    address = reverse("studio:contribution", args=[found.pk])
    return HttpResponseRedirect(f"{address}{where}", status=303)


def _page(
    request: HttpRequest,
    found: Contribution,
    *,
    problem: str = "",
    forms: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    errors = [{"href": "#entscheidung", "text": problem}] if problem else []
    errors += [
        {"href": f"#{form[name].id_for_label}", "text": text}
        for form in (forms or {}).values()
        for name, texts in form.errors.items()
        for text in texts
    ]
    context = shown(found)
    if context["decides"] and context["is_open"]:
        chosen = chosen_of(request.POST) if request.method == "POST" else NOTHING_CHOSEN
        context |= to_decide(found, chosen)
        if request.POST.get("do") in _ACCEPTING:
            context["decision_form"] = DecisionForm(request.POST)
    else:
        context |= offered_groups(found)
    context |= (forms or {}) | {
        "errors": errors,
        "trail": [
            (_("Prozesse"), reverse("studio:processes")),
            (_("Vorschläge"), reverse("studio:contributions")),
            (found.title, None),
        ],
    }
    return render(request, "studio/contribution.html", context, status=status)
