"""Lets a city leave: closes its town hall, and forgets who worked only there once it is deleted."""

import datetime as dt
import logging
from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.cities.models import City
from rathaus.cities.queries import forget_cities
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.people.models import Membership, User

LONGEST_DAYS: Final = 3650
logger = logging.getLogger(__name__)


class NotClosed(Exception):
    """The city stays open; the message says why."""


@transaction.atomic
def close(city: City, *, days: int, by: User, at: dt.datetime) -> None:
    """
    Take a city's town hall offline at once; its staff still come in, to finish and to take along.

    Closing again changes the date only.

    :param days: how long everything is kept before it may be deleted.
    :raises NotClosed: if the number of days makes no sense.
    """
    if not 0 <= days <= LONGEST_DAYS:
        raise NotClosed(_("Geben Sie eine Zahl von 0 bis 3650 Tagen an."))
    row = City.objects.select_for_update().get(pk=city.pk)
    row.closed_at = row.closed_at or at
    row.deletable_from = timezone.localdate(at) + dt.timedelta(days=days)
    row.save(update_fields=["closed_at", "deletable_from"])
    transaction.on_commit(forget_cities)
    logger.info("city %s closed by user %s, kept for %s days", city.slug, by.pk, days)


@transaction.atomic
def reopen(city: City, *, by: User) -> None:
    """Put a city's town hall online again."""
    City.objects.filter(pk=city.pk).update(closed_at=None, deletable_from=None)
    transaction.on_commit(forget_cities)
    logger.info("city %s reopened by user %s", city.slug, by.pk)


def staff_ids(city: City) -> list[int]:
    """Return who works in a city, by id."""
    with for_city(city):
        return list(Membership.objects.values_list("user_id", flat=True).distinct())


@transaction.atomic
def forget_people(user_ids: Collection[int]) -> None:
    """Delete those of these accounts that belong nowhere any more."""
    with for_city(ALL_CITIES):
        elsewhere = Membership.objects.filter(user__in=user_ids).values_list("user_id", flat=True)
    alone = User.objects.filter(pk__in=user_ids, is_superuser=False).exclude(pk__in=list(elsewhere))
    for person in alone:
        try:
            with transaction.atomic():
                person.delete()
        except ProtectedError:
            # Another city's files name them: the account stays, and nobody enters with it.
            User.objects.filter(pk=person.pk).update(is_active=False)
