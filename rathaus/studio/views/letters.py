"""Shows a letter while it is written: as its text, and as the PDF that would be printed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from forms_engine.editing.rooms import item_of
from forms_engine.errors import NotCompilable
from rathaus.people.models import User
from rathaus.studio import letter_preview
from rathaus.studio.afterwards_sentences import OCCASIONS
from rathaus.studio.views.afterwards import GET_OR_POST, process_of
from rathaus.studio.workbench import definition_of
from rathaus.web.staff import designer_required

# What the browser needs to show a PDF by its own viewer; nothing of ours is loaded from it.
_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_LONGEST = 40_000


@require_http_methods(GET_OR_POST)
@designer_required
def preview_pdf(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Print the letter as it is typed, or as it stands where nothing was typed."""
    process = process_of(process_id)
    definition = definition_of(process)
    template = _template(request, definition)
    try:
        pdf = letter_preview.preview_pdf(process, definition, template, **who_looks(request))
    except NotCompilable:
        context = {"broken": letter_preview.broken()}
        return render(request, "studio/letter_broken.html", context, status=422)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'inline; filename="vorschau.pdf"',
            "Content-Security-Policy": _POLICY,
            "Cache-Control": "no-store, private",
        },
    )


@require_POST
@designer_required
def preview_text(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Return the letter's text as it is typed, and what is wrong with it."""
    process = process_of(process_id)
    definition = definition_of(process)
    shown = letter_preview.preview(
        process, definition, _template(request, definition), **who_looks(request)
    )
    return render(request, "studio/pieces/letter.html", {"preview": shown, "process": process})


def _template(request: HttpRequest, definition: Any) -> dict[str, Any]:
    if request.method == "POST":
        return typed_template(request.POST)
    found = item_of(definition, "notices", request.GET.get("bescheid", ""))
    if found is None:
        raise Http404
    return found


def typed_template(data: Any) -> dict[str, Any]:
    """Return the letter that a form says, whether or not it could be stored."""
    occasion = data.get("on", "")
    return {
        "on": occasion if occasion in OCCASIONS else "granted",
        "title": " ".join(data.get("title", "").split())[:200],
        "body": data.get("body", "")[:_LONGEST].replace("\r\n", "\n"),
        "legal_remedy": bool(data.get("legal_remedy")),
    }


def who_looks(request: HttpRequest) -> dict[str, Any]:
    """Return by whom and when an invented case is decided."""
    assert isinstance(request.user, User)
    return {"by": request.user, "at": timezone.now()}
