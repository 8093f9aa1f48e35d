"""Hands out a case's attachments and documents, decrypted; every look is written down."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from rathaus.applications.models import Upload
from rathaus.applications.uploading import UploadDamaged, read
from rathaus.cases import viewing
from rathaus.desk.here import case_here, clerk_of
from rathaus.desk.reading import label_of_upload
from rathaus.notices import archive
from rathaus.notices.models import Notice
from rathaus.web.staff import clerk_required
from rathaus.web.strangers import strangers_file

# What a browser may show; everything else is only ever saved.
SHOWN: Final = frozenset({"application/pdf", "image/png", "image/jpeg"})


@require_safe
@clerk_required
def upload(request: HttpRequest, case_id: UUID, upload_id: UUID) -> HttpResponse:
    """Hand out an attachment of the case."""
    case = case_here(request, case_id)
    found = get_object_or_404(Upload, pk=upload_id, submission=case.submission_id)
    try:
        content = read(found)
    except UploadDamaged as damaged:
        raise Http404 from damaged
    viewing.note_file_view(
        case, what=label_of_upload(found, case), by=clerk_of(request), at=timezone.now()
    )
    return _file(
        content,
        media_type=found.media_type,
        name=found.name,
        is_shown=found.media_type in SHOWN and "speichern" not in request.GET,
    )


@require_safe
@clerk_required
def notice(request: HttpRequest, case_id: UUID, notice_id: UUID) -> HttpResponse:
    """Hand out a document that was issued on the case."""
    case = case_here(request, case_id)
    found = get_object_or_404(Notice, pk=notice_id, submission=case.submission_id)
    try:
        pdf = archive.read_pdf(found)
    except archive.NoticeDamaged as damaged:
        raise Http404 from damaged
    viewing.note_file_view(case, what=found.title, by=clerk_of(request), at=timezone.now())
    name = f"{found.get_kind_display()} {case.reference}.pdf"
    return _file(pdf, media_type="application/pdf", name=name, is_shown=True)


def _file(content: bytes, *, media_type: str, name: str, is_shown: bool) -> HttpResponse:
    response = strangers_file(content, media_type=media_type, name=name, is_shown=is_shown)
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store, private"
    return response
