"""What cities that run a process say of it, for its maker and for who thinks of taking it over."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, current_city, for_city
from rathaus.people.models import User
from rathaus.processes.models import Process
from rathaus.sharing.models import Feedback, Offer

# Nobody reads more, and nobody should be able to fill the page.
MOST_OF_A_CITY = 20


class NotRunHere(Exception):
    """Only cities that run a process say something of it; the message is for who wanted to."""


@dataclass(frozen=True)
class Told:
    """What a city said; of people only who is of the reader's own city."""

    id: int
    city: City
    kind: str
    text: str
    at: dt.datetime
    is_own: bool


def feedback_on(offer: Offer) -> list[Told]:
    """Return what all cities say of an offer, the newest first."""
    own = current_city().pk
    with for_city(ALL_CITIES):
        rows = Feedback.objects.filter(offer=offer).select_related("city").order_by("-at")
        return [
            Told(row.pk, row.city, row.get_kind_display(), row.text, row.at, row.city_id == own)
            for row in rows
        ]


def runs_here(offer: Offer) -> bool:
    """Say whether the chosen city made the process, or took it over and has it online."""
    if offer.city_id == current_city().pk:
        return True
    return Process.objects.filter(upstream_id=offer.process_id, published__isnull=False).exists()


@transaction.atomic
def give(offer: Offer, *, kind: str, text: str, by: User, at: dt.datetime) -> Feedback:
    """
    Say something of an offer in the name of the chosen city.

    :raises NotRunHere: if the city does not run it, or has said a lot already.
    """
    if not runs_here(offer):
        raise NotRunHere(_("Rückmeldungen geben Städte, die den Prozess verwenden."))
    if Feedback.objects.filter(offer=offer).count() >= MOST_OF_A_CITY:
        raise NotRunHere(_("Von Ihrer Stadt gibt es schon viele Rückmeldungen. Löschen Sie eine."))
    return Feedback.objects.create(
        city=current_city(), offer=offer, kind=kind, text=text, by=by, at=at
    )


def take_back(offer: Offer, *, feedback_id: int) -> bool:
    """Delete what the chosen city said; false if it is not there, or another city's."""
    deleted, _by_model = Feedback.objects.filter(offer=offer, pk=feedback_id).delete()
    return bool(deleted)
