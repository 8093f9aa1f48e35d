"""In which cities a person works."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import get_script_prefix, reverse, set_script_prefix

from rathaus.cities.models import City, Department
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.people.models import Membership, User
from rathaus.people.permissions import PUBLISHES


@dataclass(frozen=True)
class Desk:
    """A person's desk in one city, with the path that leads there."""

    city: City
    address: str
    roles: tuple[str, ...]


def desks_of(person: User) -> list[Desk]:
    """Return where a person works, by name of the city: the one question asked across cities."""
    with for_city(ALL_CITIES):
        rows = list(
            Membership.objects.filter(user=person)
            .select_related("city", "department")
            .order_by("city__name", "role", "department__name")
        )
    cities = {row.city_id: row.city for row in rows}
    return [Desk(city, desk_address(city), tuple(_names(rows, city))) for city in cities.values()]


def _names(rows: Iterable[Membership], city: City) -> list[str]:
    return [
        f"{row.department.name}" if row.department else str(row.get_role_display())
        for row in rows
        if row.city_id == city.pk
    ]


def desk_address(city: City) -> str:
    """Return the path of the desk in a city, whichever city the request itself is in."""
    before = get_script_prefix()
    set_script_prefix(f"/{city.slug}/")
    try:
        return reverse("desk:home")
    finally:
        set_script_prefix(before)


def operating_address() -> str:
    """Return the path of the operating unit's hall, which stands in no city."""
    before = get_script_prefix()
    set_script_prefix("/")
    try:
        return reverse("operating:home")
    finally:
        set_script_prefix(before)


def approvers() -> list[User]:
    """Return who may put processes of the chosen city online, by name."""
    rows = Membership.objects.filter(role__in=PUBLISHES)
    return list(
        User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by(
            "last_name", "first_name", "email"
        )
    )


def colleagues_of(departments: Iterable[Department]) -> list[User]:
    """Return the clerks of some departments by name."""
    clerks = Membership.objects.filter(
        department__in=[office.pk for office in departments], role=Membership.Role.CLERK
    )
    return list(
        User.objects.filter(pk__in=clerks.values("user"), is_active=True).order_by(
            "last_name", "first_name", "email"
        )
    )
