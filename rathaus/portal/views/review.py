"""Check your answers: reads them aloud page by page; from here they are sent, once."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from rathaus.applications import access, filling_in
from rathaus.applications.models import Draft
from rathaus.applications.queries import locked_draft
from rathaus.applications.submitting import NoDraft, NotComplete, NotConfirmed, OnlyTried, submit
from rathaus.portal.checking import Check, EmailForm, check_of
from rathaus.portal.opened_draft import with_draft
from rathaus.portal.walk import Walk
from rathaus.web.limits import mails_too_often, too_often


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show the answers, or send them."""
    answer = _send(request, draft_id) if request.method == "POST" else None
    return answer or _show(request, draft_id=draft_id)


@with_draft
def _show(request: HttpRequest, draft: Draft) -> HttpResponse:
    walk = Walk(draft)
    if unfinished := walk.unfinished():
        address = redirect("portal:fill-in", draft.pk, unfinished[0]).url
        return redirect(f"{address}?von=review")
    check = check_of(walk)
    return _page(request, check)


def _page(request: HttpRequest, check: Check) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = EmailForm(posted, initial={"email": check.walk.draft.email})
    context = {
        "check": check,
        "walk": check.walk,
        "progress": check.walk.progress(),
        "session_seconds": int(access.COOKIE_LASTS.total_seconds()),
        "form": form if check.asks_email else None,
        "here": "walk",
    }
    is_wrong = bool(check.errors or (posted is not None and check.asks_email and form.errors))
    return render(request, "portal/review.html", context, status=422 if is_wrong else 200)


def _send(request: HttpRequest, draft_id: UUID) -> HttpResponse | None:
    """Send the draft; None where something has to be mended first."""
    if not access.holds_cookie(request, draft_id):
        raise Http404
    if "email" in request.POST and not _email_kept(request, draft_id):
        return None
    try:
        submit(draft_id, at=timezone.now())
    except (NotComplete, NotConfirmed):
        return redirect("portal:review", draft_id)
    except OnlyTried:
        return redirect("portal:trial", draft_id)
    except NoDraft:
        return render(request, "portal/gone.html", status=410)
    response = redirect("portal:received", draft_id)
    access.give_cookie(response, draft_id)
    return response


def _email_kept(request: HttpRequest, draft_id: UUID) -> bool:
    form = EmailForm(request.POST)
    if not form.is_valid():
        return False
    with transaction.atomic():
        draft = locked_draft(draft_id)
        if draft is not None:
            filling_in.set_email(draft, email=form.cleaned_data["email"])
            draft.save(update_fields=["sealed_email", "email_confirmed"])
    return True


@require_POST
@with_draft
def confirm_email(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Send a link to the application's address; opening it proves that the mailbox is read."""
    check = check_of(Walk(draft))
    form = EmailForm(request.POST if check.asks_email else {"email": check.email})
    if not form.is_valid() or not form.cleaned_data["email"]:
        return redirect("portal:review", draft.pk)
    if mails_too_often(request, to=form.cleaned_data["email"]):
        return too_often(request)
    filling_in.save_for_later(draft, email=form.cleaned_data["email"], at=timezone.now())
    return redirect(f"{redirect('portal:review', draft.pk).url}?gesendet=1")
