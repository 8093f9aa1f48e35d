"""The page "Zurückgeben": what was changed here is chosen, looked at, and offered upstream."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rathaus.people.models import User
from rathaus.processes.models import Process
from rathaus.sharing.arriving import was_taken_over
from rathaus.sharing.giving_back import CannotGiveBack, ChangedMeanwhile, contribute
from rathaus.studio.contribution_offer import ALL, OfferPage, offer_page
from rathaus.studio.contribution_rows import TAKE
from rathaus.studio.workbench import workbench
from rathaus.web.staff import designer_required


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def offer(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show what could be given back, what of it the other city would see, and offer that."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    if not was_taken_over(process):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    page = offer_page(process, posted)
    if posted is None:
        return _page(request, process, page)
    if page.problem:
        return _page(request, process, page, status=409)
    if posted.get("do") == ALL:
        # Whoever only ticks boxes is not told that the title is missing.
        page.form.errors.clear()
        return _page(request, process, page, is_asked=False)
    problem = page.choice_problem
    if not any(row.is_taken for row in page.rows):
        problem = _("Kreuzen Sie mindestens eine Änderung an.")
    if problem or not page.form.is_valid():
        return _page(request, process, page, problem=problem, status=422)
    if posted.get("do") != "send":
        return _page(request, process, page)
    return _send(request, process, page)


def _send(request: HttpRequest, process: Process, page: OfferPage) -> HttpResponse:
    assert isinstance(request.user, User)
    # Without having looked there is nothing that could be the same still.
    seen = request.POST.get("seen", "") or "nothing"
    try:
        made = contribute(
            process,
            change_ids=request.POST.getlist(TAKE),
            seen=seen,
            by=request.user,
            at=timezone.now(),
            **page.form.cleaned_data,
        )
    except ChangedMeanwhile:
        problem = _("Das ist anders, als Sie es zuletzt gesehen haben. Sehen Sie es sich neu an.")
        return _page(request, process, page, problem=problem, status=409)
    except CannotGiveBack as refused:
        return _page(request, process, page, problem=str(refused), status=409)
    city = page.offer.city.name if page.offer else ""
    messages.success(request, _("Der Vorschlag liegt jetzt bei %(city)s.") % {"city": city})
    return HttpResponseRedirect(reverse("studio:contribution", args=[made.pk]), status=303)


def _page(
    request: HttpRequest,
    process: Process,
    page: OfferPage,
    *,
    problem: str = "",
    is_asked: bool = True,
    status: int = 200,
) -> HttpResponse:
    errors: list[dict[str, Any]] = []
    if problem:
        errors.append({"href": "#aenderungen", "text": problem})
    if page.form.is_bound and is_asked:
        errors += [
            {"href": f"#id_{name}", "text": text}
            for name, texts in page.form.errors.items()
            for text in texts
        ]
    is_looked_at = is_asked and page.form.is_bound and page.groups is not None
    context = workbench(request, process, area="versions") | {
        "page": page,
        "errors": errors,
        # Beside a refusal that is about the look, what would be sent is shown anew.
        "is_seen": is_looked_at and status in {200, 409},
    }
    return render(request, "studio/contribution_offer.html", context, status=status)
