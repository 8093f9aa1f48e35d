"""What the pages of the town hall say about a service, in the visitor's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms_engine.definition import Definition
from rathaus.cities.models import City
from rathaus.portal.costs import Costs, costs_of
from rathaus.processes.categories import OTHER, Category, category_label
from rathaus.processes.models import Process, Version
from rathaus.processes.queries import plain, processes_per_category, version_by_id


@dataclass(frozen=True)
class Service:
    """A process as a list shows it."""

    title: str
    summary: str
    address: str
    category: str
    costs: Costs
    duration: str


@dataclass(frozen=True)
class LifeSituation:
    """A group of services by which citizens find theirs."""

    code: str
    label: str
    count: int
    address: str


def shown(processes: Iterable[Process], *, language: str) -> list[Service]:
    """Return processes as lists show them; published versions are remembered, not read anew."""
    return [_shown(process, language=language) for process in processes]


def _shown(process: Process, *, language: str) -> Service:
    version = version_of(process)
    definition = version.definition
    return Service(
        title=said(definition, "title", language=language) or process.title,
        summary=said(definition, "summary", language=language),
        address=reverse("portal:process", args=[process.slug]),
        category=process.category,
        costs=costs_of(definition, parameters=version.parameters),
        duration=duration(definition),
    )


def version_of(process: Process) -> Version:
    """Return the version that the city offers, from memory where it can."""
    if process.published_id is None:
        raise Version.DoesNotExist
    return version_by_id(process.published_id)


def said(definition: Definition, key: str, *, language: str) -> str:
    """Return a text of the definition's root in a language, else as it was written first."""
    translated = definition.get("texts", {}).get(language, {}).get(key)
    return str(translated or definition.get(key) or "")


def duration(definition: Definition) -> str:
    """Say how long filling in takes, in a few words; empty where nobody measured it."""
    minutes = definition.get("duration_minutes")
    if not isinstance(minutes, int):
        return ""
    return ngettext("etwa %(count)d Minute", "etwa %(count)d Minuten", minutes) % {"count": minutes}


def processing_time(definition: Definition, *, language: str) -> str:
    """Say how long the town hall usually takes; empty where it promises nothing."""
    days = definition.get("processing_days")
    if isinstance(days, int):
        return ngettext("etwa %(count)d Tag", "etwa %(count)d Tage", days) % {"count": days}
    return said(definition, "processing_days", language=language)


def identification(definition: Definition) -> str:
    """Say how one has to prove who one is."""
    words = {
        "none": _("Nicht nötig"),
        "email": _("Mit Ihrer E-Mail-Adresse"),
        "substantial": _("Mit einem Konto bei BundID"),
        "high": _("Mit der Online-Funktion Ihres Ausweises"),
    }
    return words.get(str(definition.get("identification", "none")), words["none"])


def life_situations() -> list[LifeSituation]:
    """Return the life situations for which the city offers something, in their fixed order."""
    counts = processes_per_category()
    unknown = sum(count for code, count in counts.items() if code not in Category.values)
    ordered = [(code, counts[code]) for code in Category.values] + [(OTHER, unknown)]
    return [
        LifeSituation(
            code=code,
            label=category_label(code),
            count=count,
            address=reverse("portal:category", args=[code]),
        )
        for code, count in ordered
        if count
    ]


def in_category(services: Iterable[Service], code: str) -> list[Service]:
    """Return the services of one life situation."""
    known = set(Category.values)
    return [
        service
        for service in services
        if service.category == code or (code == OTHER and service.category not in known)
    ]


def by_first_letter(services: Iterable[Service]) -> list[tuple[str, list[Service]]]:
    """Return services under the letters they begin with, as an index has them."""
    letters: dict[str, list[Service]] = {}
    for service in sorted(services, key=lambda service: plain(service.title)):
        letters.setdefault(plain(service.title)[:1].upper() or "#", []).append(service)
    return list(letters.items())


def holes(version: Version, *, city: City) -> Mapping[str, Any]:
    """Return what the texts of a service's page may name."""
    return {
        "city": {
            "name": city.name,
            "authority": city.authority,
            "street": city.street,
            "postcode": city.postcode,
            "place": city.place,
            "phone": city.phone,
            "email": city.email,
            "website": city.website,
        },
        "parameter": version.parameters,
        "process": {"title": version.definition["title"]},
    }
