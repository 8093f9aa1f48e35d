"""Begins an application, and finds the way back into one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from rathaus.applications import access, filling_in
from rathaus.applications.models import Draft, Submission
from rathaus.applications.queries import draft_by_id, submission_of_draft
from rathaus.portal.forms import LinkForm
from rathaus.portal.opened_draft import with_draft
from rathaus.portal.walk import Walk
from rathaus.processes.queries import online_processes
from rathaus.web.limits import limited


@require_POST
@never_cache
@limited("drafts")
def start(_request: HttpRequest, slug: str) -> HttpResponse:
    """Make a draft and lead to its first page."""
    process = get_object_or_404(online_processes(), slug=slug)
    draft = filling_in.start(process, language=get_language() or "de", at=timezone.now())
    response = redirect("portal:fill-in", draft.pk, Walk(draft).pages()[0])
    access.give_cookie(response, draft.pk)
    return response


@require_GET
@with_draft
def draft(_request: HttpRequest, draft: Draft) -> HttpResponse:
    """Lead to where the person left off."""
    if unfinished := Walk(draft).unfinished():
        return redirect("portal:fill-in", draft.pk, unfinished[0])
    return redirect("portal:review", draft.pk)


@require_GET
@never_cache
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Open a draft by the link from an e-mail, in this browser from now on."""
    named = access.read_resume_token(token)
    draft = draft_by_id(named[0]) if named else None
    if named and draft is None and (sent := submission_of_draft(named[0])):
        return _resume_sent(request, sent, mailbox=named[1])
    if named is None or draft is None or not _opens(draft, named[1]):
        return render(request, "portal/gone.html", status=410)
    if access.proves_mailbox(draft, named[1]):
        filling_in.confirm_email(draft)
    response = redirect("portal:draft", draft.pk)
    access.give_cookie(response, draft.pk)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            draft.language,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _opens(draft: Draft, mailbox: str) -> bool:
    return draft.expires_at > timezone.now() and access.is_sent_to_now(draft, mailbox)


def _resume_sent(request: HttpRequest, sent: Submission, *, mailbox: str) -> HttpResponse:
    """Lead to the confirmation, or where that is too long ago to where new links are sent from."""
    if not access.link_still_opens(sent, mailbox, at=timezone.now()):
        context = {"form": LinkForm(), "here": "mine"}
        return render(request, "portal/mine_expired.html", context, status=410)
    response = redirect("portal:received", sent.draft_id)
    access.give_cookie(response, sent.draft_id)
    return response
