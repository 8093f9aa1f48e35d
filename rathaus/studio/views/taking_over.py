"""The page "Übernehmen": who is in charge here, what it costs here, and the process is ours."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rathaus.cities.scope import current_city
from rathaus.people.models import User
from rathaus.processes.models import Process
from rathaus.sharing.taking_over import NotOffered, take_over
from rathaus.studio.take_over_page import Wanted, sources_of, wanted_of
from rathaus.web.staff import designer_required


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def taking_over(request: HttpRequest) -> HttpResponse:
    """Show what is taken over and what this city adds; then make it the city's own."""
    is_posted = request.method == "POST"
    sources = sources_of(request.POST if is_posted else request.GET)
    try:
        wanted = wanted_of(sources, request.POST if is_posted else None)
        if not is_posted:
            return _page(request, wanted)
        # Each of them says what is wrong.
        are_valid = [each.form.is_valid() for each in wanted]
        if not all(are_valid):
            return _page(request, wanted, status=422)
        if any(each.here for each in wanted) and not request.POST.get("noch-einmal"):
            again = _("Bestätigen Sie, dass Sie ein zweites Mal übernehmen wollen.")
            return _page(request, wanted, again=again, status=422)
        return _done(request, _take(request, wanted))
    except NotOffered as refused:
        return _page(request, [], problem=str(refused), status=409 if is_posted else 404)


@transaction.atomic
def _take(request: HttpRequest, wanted: list[Wanted]) -> list[Process]:
    assert isinstance(request.user, User)
    return [
        take_over(
            each.source,
            city=current_city(),
            parameters=each.form.parameters(),
            roles=each.form.roles(),
            by=request.user,
            at=timezone.now(),
        )
        for each in wanted
    ]


def _done(request: HttpRequest, processes: list[Process]) -> HttpResponse:
    if not processes:
        return HttpResponseRedirect(reverse("studio:processes"), status=303)
    text = ngettext(
        "Übernommen. Online ist noch nichts.",
        "%(count)d Prozesse übernommen. Online ist noch nichts.",
        len(processes),
    )
    messages.success(request, text % {"count": len(processes)})
    if len(processes) == 1:
        address = reverse("studio:arrival", args=[processes[0].pk])
    else:
        address = reverse("studio:arrivals")
    return HttpResponseRedirect(address, status=303)


def _page(
    request: HttpRequest,
    wanted: list[Wanted],
    *,
    problem: str = "",
    again: str = "",
    status: int = 200,
) -> HttpResponse:
    errors = [
        {"href": f"#{each.form[name].id_for_label}", "text": f"{each.form[name].label}: {text}"}
        for each in wanted
        for name, texts in each.form.errors.items()
        for text in texts
    ]
    if again:
        errors.append({"href": "#noch-einmal", "text": again})
    context = {
        "wanted": wanted,
        "running": [each for each in wanted if each.here],
        "problem": problem,
        "again": again,
        "errors": errors,
        "trail": [(_("Prozesse"), reverse("studio:processes")), (_("Übernehmen"), None)],
    }
    return render(request, "studio/take_over.html", context, status=status)
