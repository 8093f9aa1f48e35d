"""Which processes lag behind the ones they were taken over from: one indexed question."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery

from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.models import Process, Version

# What a city keeps from the shelf is no news for the others.
_OFFERED: Final = Q(upstream__offer__is_open=True, upstream__offer__withdrawn_at=None)


@dataclass(frozen=True)
class Lagging:
    """A process that has not taken over the newest version of the one that it came from."""

    city: City
    process_id: UUID
    title: str
    is_online: bool
    # The version that it is in step with; none if that one was not published as a version.
    number: int | None
    # How many versions it is behind; none where that is not known.
    behind: int | None


@dataclass(frozen=True)
class CityStanding:
    """A city with the numbers of its processes."""

    city: City
    online: int
    offline: int
    lagging: int


def standing_of_cities() -> list[CityStanding]:
    """Return all cities by name, with the numbers of their processes: two questions in all."""
    with for_city(ALL_CITIES):
        counts: dict[int, Mapping[str, Any]] = {
            row["city"]: row
            for row in Process.objects.order_by()
            .values("city")
            .annotate(
                online=Count("pk", filter=Q(is_online=True)),
                offline=Count("pk", filter=Q(is_online=False)),
                lagging=Count("pk", filter=_is_lagging() & _OFFERED),
            )
        }
    return [_standing(city, counts.get(city.pk, {})) for city in City.objects.order_by("name")]


def _standing(city: City, row: Mapping[str, Any]) -> CityStanding:
    return CityStanding(city, row.get("online", 0), row.get("offline", 0), row.get("lagging", 0))


def _is_lagging() -> Q:
    newest = F("upstream__published__digest")
    return Q(upstream__published__isnull=False) & ~Q(base_digest=newest)


def lagging(process: Process) -> list[Lagging]:
    """
    Return who has not taken over the newest version of an offered process, by name of the city.

    One question, whose rows come from the index over upstream and base_digest alone.

    :param process: read together with its published version, so that it is not asked for again.
    """
    if process.published is None:
        return []
    newest = process.published.digest
    with for_city(ALL_CITIES):
        bases = Version.objects.filter(
            process_id=process.pk, digest=OuterRef("base_digest"), number__isnull=False
        ).order_by("-number")
        rows = (
            Process.objects.filter(upstream_id=process.pk)
            # Before it or behind it: an index finds no "other than".
            .filter(Q(base_digest__lt=newest) | Q(base_digest__gt=newest))
            .annotate(base_number=Subquery(bases.values("number")[:1]))
            .select_related("city")
            .only("title", "is_online", "city")
            .order_by("city__name", "title", "pk")
        )
        last = process.published.number
        return [_lagging(row, row.base_number, last) for row in rows]


def _lagging(row: Process, number: int | None, last: int | None) -> Lagging:
    behind = last - number if last and number else None
    return Lagging(row.city, row.pk, row.title, row.is_online, number, behind)
