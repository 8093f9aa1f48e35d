"""Puts a process of this city on the shared shelf, and takes it off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rathaus.people.models import User
from rathaus.people.permissions import NotAllowed, check_may_publish
from rathaus.processes.models import Process
from rathaus.sharing import offering
from rathaus.studio.shelf_forms import OfferForm
from rathaus.studio.workbench import workbench
from rathaus.web.staff import designer_required


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def offer(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show what other cities see of a process; offer it, change what is said, or close it."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    offered = offering.offer_of(process)
    initial = {"words": offered.words if offered else ""}
    form = OfferForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and _carry_out(request, process, form):
        return HttpResponseRedirect(request.path, status=303)
    context = workbench(request, process, area="versions") | {
        "offer": offered,
        "form": form,
        "may_not": _refusal(request.user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "studio/offer.html", context, status=status)


def _carry_out(request: HttpRequest, process: Process, form: OfferForm) -> bool:
    assert isinstance(request.user, User)
    try:
        if request.POST.get("do") == "close":
            offering.close(process, by=request.user)
            messages.success(request, _("Nicht mehr im Regal. Wer ihn übernommen hat, behält ihn."))
            return True
        if not form.is_valid():
            return False
        offering.offer(process, **form.cleaned_data, by=request.user, at=timezone.now())
    except (NotAllowed, offering.NotOfferable) as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, _("Der Prozess steht im Regal. Alle Städte können ihn übernehmen."))
    return True


def _refusal(person: object) -> str:
    assert isinstance(person, User)
    try:
        check_may_publish(person)
    except NotAllowed as refused:
        return str(refused)
    return ""
