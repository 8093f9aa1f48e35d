"""Interrupts the walk: save for later, close in this browser, delete."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forms_engine.answers import prune
from rathaus.applications import access, filling_in
from rathaus.applications.expiring import discard
from rathaus.applications.models import Draft
from rathaus.applications.queries import is_trial
from rathaus.applications.submitting import address_of
from rathaus.portal.forms import LinkForm
from rathaus.portal.opened_draft import with_draft
from rathaus.portal.walk import Walk
from rathaus.processes.queries import version_by_id
from rathaus.web.limits import mails_too_often, too_often


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def save_for_later(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask for the mailbox to which the link goes, and send it."""
    walk = Walk(draft)
    known = draft.email or address_of(walk.compiled, prune(walk.compiled, walk.answers), asked="")
    posted = request.POST if request.method == "POST" else None
    form = LinkForm(posted, initial={"email": known})
    if posted and form.is_valid():
        if mails_too_often(request, to=form.cleaned_data["email"]):
            return too_often(request)
        filling_in.save_for_later(draft, email=form.cleaned_data["email"], at=timezone.now())
        return redirect("portal:saved", draft.pk)
    status = 422 if form.errors else 200
    return render(request, "portal/save_for_later.html", _about(walk, form=form), status=status)


@require_GET
@with_draft
def saved(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say where the link went and how long it works."""
    return render(request, "portal/saved.html", _about(Walk(draft)))


@require_POST
@with_draft
def close(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Let this browser open the draft no longer, for those who share their computer."""
    del request
    response = redirect("portal:hall")
    access.take_cookie(response, draft.pk)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def delete(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Delete the draft after asking once."""
    if request.method != "POST":
        return render(request, "portal/delete_draft.html", _about(Walk(draft)))
    draft_id, process = draft.pk, version_by_id(draft.version_id).process
    was_trial = is_trial(draft)
    discard(draft)
    after: HttpResponse = redirect("studio:trying", process.pk)
    response = (
        after if was_trial else render(request, "portal/deleted.html", {"slug": process.slug})
    )
    access.take_cookie(response, draft_id)
    return response


def _about(walk: Walk, **more: Any) -> dict[str, Any]:
    return {"walk": walk, "draft": walk.draft, "here": "walk", **more}
