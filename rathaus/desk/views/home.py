"""Leads staff to the desk of the city they work for."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rathaus.people.permissions import is_clerk, is_operating, is_staff_here
from rathaus.people.queries import desks_of, operating_address


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Open the inbox for clerks and the studio for those who design; elsewhere, ask which city."""
    assert request.user.is_authenticated
    if getattr(request, "city", None) is None:
        return cities(request)
    if not is_staff_here(request.user):
        raise Http404
    return redirect("desk:inbox" if is_clerk(request.user) else "studio:processes")


@require_safe
@never_cache
@login_required
def cities(request: HttpRequest) -> HttpResponse:
    """Let who works for several cities choose one; with only one there is nothing to choose."""
    assert request.user.is_authenticated
    desks = desks_of(request.user)
    operating = operating_address() if is_operating(request.user) else ""
    if operating and not desks:
        return redirect(operating)
    if len(desks) == 1 and not operating:
        return redirect(desks[0].address)
    return render(request, "desk/cities.html", {"desks": desks, "operating": operating})
