"""The confirmation: the number, what happens next, the receipt; and files of one's own draft."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from rathaus.applications import access, uploading
from rathaus.applications.models import Draft, Submission, Upload
from rathaus.applications.queries import draft_by_id, submission_of_draft
from rathaus.notices.archive import read_pdf
from rathaus.notices.models import Notice
from rathaus.portal.opened_draft import with_draft
from rathaus.portal.reception import reception_of
from rathaus.web.strangers import strangers_file

_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})


@require_GET
@never_cache
def received(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Say the number and what happens next."""
    submission = _submission(request, draft_id)
    if submission is None:
        if draft_by_id(draft_id) is None:
            return render(request, "portal/gone.html", status=410)
        return redirect("portal:draft", draft_id)
    reception = reception_of(submission, language=get_language() or "de")
    context = {"reception": reception, "draft_id": draft_id, "here": "walk"}
    response = render(request, "portal/received.html", context)
    access.give_cookie(response, draft_id)
    return response


@require_GET
@never_cache
def receipt(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Hand out the receipt to the browser that sent the application."""
    submission = _submission(request, draft_id)
    notice = get_object_or_404(Notice, submission=submission, kind=Notice.Kind.RECEIPT)
    response = HttpResponse(read_pdf(notice), content_type="application/pdf")
    number = notice.submission.number
    response.headers["Content-Disposition"] = f'inline; filename="eingang-{number}.pdf"'
    return response


@require_GET
@with_draft
def upload(request: HttpRequest, draft: Draft, upload_id: UUID) -> HttpResponse:
    """Show a file that was uploaded for this draft."""
    del request
    found = get_object_or_404(Upload, pk=upload_id, draft=draft)
    return strangers_file(
        uploading.read(found),
        media_type=found.media_type,
        name=found.name,
        is_shown=found.media_type in _INLINE,
    )


def _submission(request: HttpRequest, draft_id: UUID) -> Submission | None:
    if not access.holds_cookie(request, draft_id):
        raise Http404
    return submission_of_draft(draft_id)
