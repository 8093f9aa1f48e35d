"""The shared shelf: what all cities, and other installations, offer; found by words and filters."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Prefetch

from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, current_city, for_city
from rathaus.processes.models import Process, Version
from rathaus.processes.queries import plain, word_weight
from rathaus.sharing.models import ForeignProcess, ForeignVersion, Offer
from rathaus.sharing.upstream import on_shelf

_DEFINITION: Final = "process__published__definition__"


@dataclass(frozen=True)
class Entry:
    """
    A process on the shelf, without its definition.

    :param offer_id: of this installation; None where `foreign_id` is of another.
    :param process_id: what the chosen city runs of it already, or has begun.
    """

    title: str
    summary: str
    category: str
    city_name: str
    number: int
    published_at: dt.datetime
    service_keys: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    offer_id: int | None = None
    foreign_id: UUID | None = None
    installation: str = ""
    is_recommended: bool = False
    withdrawn_reason: str = ""
    is_withdrawn: bool = False
    successor_id: int | None = None
    is_own: bool = False
    process_id: UUID | None = None


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; every field is empty where it does not matter."""

    text: str = ""
    category: str = ""
    service: str = ""
    city: str = ""


def entries(wanted: Wanted = Wanted()) -> list[Entry]:
    """
    Return what is on the shelf and fits, recommended first, withdrawn last; else best fit first.

    Three queries, however many there are; no definition is loaded.
    """
    mine = _running_here()
    found = [*_local(mine), *_foreign(mine)]
    words = plain(wanted.text).split()
    weighed = [(_weight(entry, words) if words else 1.0, entry) for entry in found]
    return [
        entry
        for weight, entry in sorted(weighed, key=lambda pair: _place(*pair))
        if weight and _fits(entry, wanted)
    ]


def city_names(found: Iterable[Entry]) -> list[str]:
    """Return who offers something, by name."""
    return sorted({entry.city_name for entry in found}, key=str.casefold)


def offer_by_id(offer_id: int) -> Offer:
    """
    Return an offer that all cities see, with its process and numbered versions, newest first.

    :raises Offer.DoesNotExist: if it is not there, or its city has closed it.
    """
    with for_city(ALL_CITIES):
        versions = Version.objects.exclude(number=None).order_by("-number")
        offers = on_shelf().select_related("city", "process__published", "successor__process")
        numbered = Prefetch("process__versions", versions.defer("definition"))
        return offers.prefetch_related(numbered).get(pk=offer_id)


def foreign_by_id(process_id: UUID) -> tuple[ForeignProcess, list[ForeignVersion]]:
    """
    Return a process of another installation with its versions, the newest first.

    :raises ForeignProcess.DoesNotExist: if none is known by that id.
    """
    process = ForeignProcess.objects.select_related("installation").get(pk=process_id)
    return process, list(process.versions.select_related("document").order_by("-number"))


@dataclass(frozen=True)
class Runner:
    """
    A city that runs an offered process.

    :param number: the version it is in step with; None where that is not known.
    """

    city: City
    number: int | None
    is_newest: bool


def runners(offer: Offer) -> list[Runner]:
    """Return which cities took a process over and have it online, by name; one query."""
    numbers = {version.digest: version.number for version in offer.process.versions.all()}
    newest = offer.process.published.digest if offer.process.published else ""
    with for_city(ALL_CITIES):
        rows = Process.objects.filter(upstream=offer.process_id, is_online=True)
        told = rows.select_related("city").only("city", "published__base_digest")
        told = told.annotate(in_step=F("published__base_digest")).order_by("city__name")
        return [Runner(row.city, numbers.get(row.in_step), row.in_step == newest) for row in told]


def process_ids(offer: Offer) -> list[UUID]:
    """Return the process itself and everything that was taken over from it, for figures."""
    with for_city(ALL_CITIES):
        clones = Process.objects.filter(upstream=offer.process_id).values_list("pk", flat=True)
        return [offer.process_id, *clones]


@dataclass(frozen=True)
class _Here:
    """What the chosen city took over, by where from."""

    offers: dict[UUID, UUID] = field(default_factory=dict)
    foreign: dict[UUID, UUID] = field(default_factory=dict)


def _running_here() -> _Here:
    here = _Here()
    rows = Process.objects.values_list("pk", "upstream_id", "origin__foreign_id")
    for process_id, upstream_id, foreign_id in rows:
        if upstream_id:
            here.offers[upstream_id] = process_id
        if foreign_id:
            here.foreign[foreign_id] = process_id
    return here


def _local(here: _Here) -> list[Entry]:
    own = current_city().pk
    asked: dict[str, Any] = {
        "title": F("process__title"),
        "summary": F("process__summary"),
        "category": F("process__category"),
        "keywords": F(f"{_DEFINITION}keywords"),
        "service_keys": F(f"{_DEFINITION}service_keys"),
        "city_name": F("city__name"),
        "number": F("process__published__number"),
        "published_at": F("process__published__published_at"),
    }
    plain_ones = ("pk", "city_id", "process_id", "is_recommended", "withdrawn_at",
                  "withdrawn_reason", "successor_id")  # fmt: skip
    with for_city(ALL_CITIES):
        rows = list(
            on_shelf().values(*plain_ones, **{f"asked_{name}": asked[name] for name in asked})
        )
    return [
        Entry(
            **{
                name: row[f"asked_{name}"]
                for name in asked
                if name not in {"keywords", "service_keys"}
            },
            keywords=_texts(row["asked_keywords"]),
            service_keys=_texts(row["asked_service_keys"]),
            offer_id=row["pk"],
            is_recommended=row["is_recommended"],
            is_withdrawn=row["withdrawn_at"] is not None,
            withdrawn_reason=row["withdrawn_reason"],
            successor_id=row["successor_id"],
            is_own=row["city_id"] == own,
            process_id=row["process_id"]
            if row["city_id"] == own
            else here.offers.get(row["process_id"]),
        )
        for row in rows
    ]


def _foreign(here: _Here) -> list[Entry]:
    asked = {
        "digest": F("digest"),
        "keywords": F("document__body__keywords"),
        "service_keys": F("document__body__service_keys"),
    }
    rows = (
        ForeignVersion.objects.exclude(document=None)
        .filter(process__is_gone=False)
        .select_related("process__installation")
        .defer("document")
        .annotate(**{f"asked_{name}": what for name, what in asked.items() if name != "digest"})
        .order_by("number")
    )
    newest: dict[UUID, Any] = {row.process_id: row for row in rows}
    return [
        Entry(
            title=row.process.title,
            summary=row.process.summary,
            category=row.process.category,
            city_name=row.process.city_name,
            number=row.number,
            published_at=row.published_at,
            keywords=_texts(row.asked_keywords),
            service_keys=_texts(row.asked_service_keys),
            foreign_id=row.process_id,
            installation=row.process.installation.name,
            process_id=here.foreign.get(row.process_id),
        )
        for row in newest.values()
    ]


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _fits(entry: Entry, wanted: Wanted) -> bool:
    key = wanted.service.replace(" ", "")
    return (
        wanted.category in {"", entry.category}
        and wanted.city in {"", entry.city_name}
        and (not key or any(each.replace(" ", "").startswith(key) for each in entry.service_keys))
    )


def _weight(entry: Entry, words: list[str]) -> float:
    fields = (
        (8.0, entry.title),
        (5.0, " ".join((*entry.keywords, *entry.service_keys))),
        (3.0, entry.city_name),
        (2.0, entry.summary),
    )
    vocabulary = [(weight, plain(text).replace("-", " ").split()) for weight, text in fields]
    weights = [word_weight(word, vocabulary) for word in words]
    return sum(weights) if all(weights) else 0.0


def _place(weight: float, entry: Entry) -> tuple[Any, ...]:
    return (
        entry.is_withdrawn,
        -weight,
        not entry.is_recommended,
        plain(entry.title),
        entry.city_name,
    )
