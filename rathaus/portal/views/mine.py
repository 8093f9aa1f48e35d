"""My applications: opened by a signed link, without an account; and the documents in them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rathaus.applications.access import read_citizen_token
from rathaus.applications.models import Submission
from rathaus.notices.archive import read_pdf
from rathaus.notices.models import Notice
from rathaus.notices.opening import note_opened
from rathaus.portal import opened
from rathaus.portal.asking_for_links import ask_for_links
from rathaus.portal.forms import LinkForm
from rathaus.portal.my_applications import applications
from rathaus.web.limits import is_too_often, too_often


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show what this browser opened by links; send new links to who lost theirs."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "mails"):
            return too_often(request)
        ask_for_links(email=form.cleaned_data["email"], at=timezone.now())
        return render(request, "portal/mine_sent.html", {"here": "mine"})
    ids = opened.opened(request, at=timezone.now())
    context = {
        "applications": applications(ids, language=get_language() or "de"),
        "form": form,
        "here": "mine",
    }
    status = 422 if form.errors else 200
    return render(request, "portal/mine.html", context, status=status)


@require_GET
@never_cache
def mine_open(request: HttpRequest, token: str) -> HttpResponse:
    """Open an application by the link from an e-mail, and take the link out of the address."""
    submission_id = read_citizen_token(token)
    if submission_id is None or not Submission.objects.filter(pk=submission_id).exists():
        return render(
            request, "portal/mine_expired.html", {"form": LinkForm(), "here": "mine"}, status=404
        )
    opened.remember(request, submission_id, at=timezone.now())
    return redirect("portal:mine")


@require_POST
def mine_close(request: HttpRequest) -> HttpResponse:
    """Forget what was opened, for those who share their computer."""
    opened.forget(request)
    messages.success(request, _("Ihre Anträge sind in diesem Browser nicht mehr zu sehen."))
    return redirect("portal:mine")


@require_GET
@never_cache
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Hand out a document of an application that this browser opened."""
    notice = get_object_or_404(Notice, pk=notice_id)
    if notice.submission_id not in opened.opened(request, at=timezone.now()):
        raise Http404
    pdf = read_pdf(notice)
    note_opened(notice, at=timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{slugify(notice.get_kind_display())}-{slugify(notice.submission.number)}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
