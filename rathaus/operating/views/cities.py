"""The cities that share the town hall, seen from above: numbers of processes, and nobody's data."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.cities.models import City, Department
from rathaus.cities.scope import for_city
from rathaus.operating.arrivals import lacking_in
from rathaus.people.inviting import NotInvited, invite_again, is_open
from rathaus.people.models import Invitation
from rathaus.sharing.arriving import arriving_processes
from rathaus.sharing.lagging import standing_of_cities
from rathaus.web.staff import operating_required, operator_of


@require_safe
@operating_required
def home(request: HttpRequest) -> HttpResponse:
    """List the cities with how many processes are online, and how many lag behind."""
    return render(request, "operating/home.html", {"rows": standing_of_cities()})


@require_safe
@operating_required
def city(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one of them: who was invited, and how much it still has to fill in."""
    return city_page(request, get_object_or_404(City, slug=slug))


@require_POST
@operating_required
def send_again(request: HttpRequest, slug: str, invitation_id: UUID) -> HttpResponse:
    """Invite somebody again who has not come yet."""
    row = get_object_or_404(City, slug=slug)
    with for_city(row):
        invited = Invitation.objects.select_related("user", "city")
        invitation = get_object_or_404(invited, pk=invitation_id)
    try:
        invite_again(invitation, by=operator_of(request), at=timezone.now())
    except NotInvited as problem:
        messages.error(request, str(problem))
    else:
        text = _("Die Einladung an %(email)s ist unterwegs.")
        messages.success(request, text % {"email": invitation.user.email})
    return HttpResponseRedirect(reverse("operating:city", args=[slug]), status=303)


def city_page(request: HttpRequest, row: City, *, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the page of a city."""
    with for_city(row):
        invited = Invitation.objects.select_related("user").order_by("at", "pk")
        invitations = [
            {"id": each.pk, "user": each.user, "at": each.at, "is_open": is_open(each)}
            for each in invited
        ]
        context = {
            "row": row,
            "here": "cities",
            "address": f"/{row.slug}/",
            "departments": Department.objects.count(),
            "invitations": invitations,
            "arrivals": lacking_in(arriving_processes()),
            **more,
        }
    return render(request, "operating/city.html", context, status=status)
