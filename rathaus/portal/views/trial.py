"""The end of a trial: what would have happened; from here it is kept as a test case."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rathaus.applications.models import Draft
from rathaus.applications.queries import is_trial
from rathaus.people.models import User
from rathaus.portal.opened_draft import with_draft
from rathaus.portal.trial_page import trial_page
from rathaus.portal.walk import Walk
from rathaus.processes import examples


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def trial(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show what would have happened, or keep it as a test case."""
    if not is_trial(draft):
        raise Http404
    walk = Walk(draft)
    page = trial_page(walk)
    if request.method != "POST":
        return render(request, "portal/trial.html", {"page": page, "walk": walk, "here": "walk"})
    try:
        example = examples.keep(
            page.process,
            name=request.POST.get("name", ""),
            compiled=walk.compiled,
            answers=walk.answers,
            by=request.user if isinstance(request.user, User) else None,
            at=timezone.now(),
        )
    except examples.TooMany:
        messages.error(
            request, _("Mehr als %(count)s Testfälle gehen nicht.") % {"count": examples.MOST}
        )
    else:
        messages.success(
            request, _("„%(name)s“ ist als Testfall gespeichert.") % {"name": example.name}
        )
    return redirect("studio:trying", page.process.pk)
