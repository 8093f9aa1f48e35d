"""One case: what was asked for, what happened, and what may be done with it now."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.cases import queries, taking, viewing
from rathaus.cases.changing import ChangedMeanwhile
from rathaus.cases.models import Case
from rathaus.cases.states import NoSuchWay
from rathaus.desk.actions import actions_for
from rathaus.desk.here import case_here, clerk_of, revision_from
from rathaus.desk.reading import fees_of, parts_of
from rathaus.desk.rows import due_of
from rathaus.desk.timeline import timeline_of
from rathaus.notices.models import Notice
from rathaus.people.permissions import NotAllowed, departments_of
from rathaus.web.staff import clerk_required

Change = Callable[..., Case]


@require_safe
@clerk_required
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case; that somebody read it is written down."""
    clerk, found = clerk_of(request), case_here(request, case_id)
    viewing.note_view(found, by=clerk, at=timezone.now())
    fees = fees_of(found)
    notices = list(Notice.objects.filter(submission=found.submission_id).order_by("issued_at"))
    context = {
        "case": found,
        "due": due_of(found, today=timezone.localdate()),
        "parts": parts_of(found),
        "fees": fees,
        "total": sum(line.total for line in fees),
        "actions": actions_for(found, person=clerk),
        "timeline": timeline_of(found),
        "notices": notices,
        "has_notice": any(notice.case_id for notice in notices),
    }
    return render(request, "desk/case.html", context)


@require_POST
@clerk_required
def take(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a case in hand."""
    return _change(request, case_id, taking.take, done=_("Sie haben den Vorgang übernommen."))


@require_POST
@clerk_required
def put_back(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put a case back for the colleagues."""
    return _change(
        request,
        case_id,
        taking.put_back,
        done=_("Der Vorgang liegt wieder bei den neuen Eingängen."),
    )


def _change(request: HttpRequest, case_id: UUID, change: Change, *, done: str) -> HttpResponse:
    found = case_here(request, case_id)
    try:
        change(found, by=clerk_of(request), at=timezone.now(), revision=revision_from(request))
    except (NotAllowed, NoSuchWay, ChangedMeanwhile) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("desk:case", found.pk)


@require_safe
@clerk_required
def next_one(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Go on to the case that is due next."""
    clerk, found = clerk_of(request), case_here(request, case_id)
    following = queries.next_case(
        departments_of(clerk), person=clerk, after=found, today=timezone.localdate()
    )
    if following is None:
        messages.info(request, _("Kein weiterer offener Vorgang: alles erledigt."))
        return redirect("desk:inbox")
    return redirect("desk:case", following.pk)
