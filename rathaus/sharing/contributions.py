"""Finds the changes that cities offer each other; either city sees its own, and no third one."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from rathaus.cities.scope import ALL_CITIES, current_city, for_city
from rathaus.people.models import User
from rathaus.sharing.models import Contribution, Remark

State = Contribution.State


@dataclass(frozen=True)
class Said:
    """
    What one of the two cities said.

    :param who: whose words they are, where it was one of our own; of others only the city is known.
    """

    text: str
    at: dt.datetime
    city_name: str
    is_ours: bool
    who: User | None


def offered_to_us() -> QuerySet[Contribution]:
    """Return what other cities offer to the chosen city, read across cities."""
    return _of_all_cities().filter(upstream__city=current_city())


def offered_by_us() -> QuerySet[Contribution]:
    """Return what the chosen city offers to others."""
    return _of_all_cities().filter(city=current_city())


def contribution_of_ours(contribution_id: UUID) -> Contribution:
    """
    Return what the chosen city offered, or was offered.

    :raises Contribution.DoesNotExist: if it is neither.
    """
    own = current_city()
    rows = _of_all_cities().filter(Q(city=own) | Q(upstream__city=own))
    return rows.get(pk=contribution_id)


def is_offered_to_us(contribution: Contribution) -> bool:
    """Say whether it is the chosen city that decides."""
    return contribution.upstream.city_id == current_city().pk


def open_to_us() -> dict[UUID, int]:
    """Return how many offered changes wait for the chosen city, by its process; one query."""
    own = current_city()
    with for_city(ALL_CITIES):
        rows = Contribution.objects.filter(upstream__city=own, state=State.OPEN)
        counted = rows.values_list("upstream_id").annotate(number=Count("pk")).order_by()
        return dict(counted)


def said_about(contribution: Contribution) -> list[Said]:
    """Return what both cities said about an offered change, the oldest first."""
    own = current_city()
    with for_city(ALL_CITIES):
        rows = Remark.objects.filter(contribution=contribution).select_related("city", "by")
        return [
            Said(
                text=row.text,
                at=row.at,
                city_name=row.city.name,
                is_ours=row.city_id == own.pk,
                who=row.by if row.city_id == own.pk else None,
            )
            for row in rows.order_by("at", "pk")
        ]


def _of_all_cities() -> QuerySet[Contribution]:
    """Return all rows without what is nobody else's business: the drafts of both processes."""
    with for_city(ALL_CITIES):
        rows = Contribution.objects.all()
    return rows.select_related("city", "upstream", "upstream__city").defer(
        "upstream__working", "upstream__parameters", "upstream__roles"
    )
