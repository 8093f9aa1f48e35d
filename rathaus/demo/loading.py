"""Fills an installation with the demo; loading it again changes nothing."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from rathaus.cities.models import City, Department
from rathaus.cities.queries import forget_cities
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.demo.cities import CITIES, REMEDY, DemoCity
from rathaus.demo.people import PASSWORD, PEOPLE, DemoPerson
from rathaus.people.models import Membership, User
from rathaus.processes.blocks import offer
from rathaus.processes.editing import definition_in_hand
from rathaus.processes.models import Process, Version
from rathaus.processes.publishing import publish
from rathaus.sharing.models import Offer
from rathaus.sharing.taking_over import take_over

LIBRARY = Path(__file__).parent / "library"


def library() -> dict[str, dict[str, Any]]:
    """Return the seed library: definitions by the slug under which cities offer them."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(LIBRARY.glob("*.json"))}


def seed_blocks() -> list[dict[str, Any]]:
    """Return the blocks that a library begins with."""
    return [json.loads(path.read_text()) for path in sorted((LIBRARY / "blocks").glob("*.json"))]


@transaction.atomic
def load_demo(*, at: dt.datetime) -> None:
    """
    Make three cities with offices, staff and processes; what is there already is left alone.

    The first city that offers a process publishes it, the others take it over unchanged: each
    city's figures are parameters.
    """
    definitions = library()
    published: dict[str, Version] = {}
    # Hashing is slow on purpose; all of them have the same public password.
    password_hash = make_password(PASSWORD)
    with for_city(ALL_CITIES):
        for demo in CITIES:
            city = _found(demo)
            for person in PEOPLE:
                if person.city == city.slug:
                    _hire(person, city=city, password_hash=password_hash)
            for slug, parameters in demo["parameters"].items():
                version = _offer(
                    city,
                    slug=slug,
                    definition=definitions[slug],
                    parameters=parameters,
                    roles=demo["roles"],
                    upstream=published.get(slug),
                    at=at,
                )
                published.setdefault(slug, version)
        first = City.objects.get(slug=CITIES[0]["fields"]["slug"])
    for person in PEOPLE:
        if not person.city:
            _account(person, password_hash=password_hash)
    offer(seed_blocks(), city=first, at=at)
    forget_cities()


def _found(demo: DemoCity) -> City:
    fields = demo["fields"]
    remedy = REMEDY.format(**fields)
    city, _ = City.objects.get_or_create(
        slug=fields["slug"], defaults={**fields, "legal_remedy": remedy}
    )
    for office in demo["offices"]:
        Department.objects.get_or_create(
            city=city,
            key=office["key"],
            defaults={
                "name": office["name"],
                "street": city.street,
                "postcode": city.postcode,
                "place": city.place,
                "phone": city.phone,
                "email": f"{office['key']}@{city.slug}.example",
                "opening_hours": "Mo–Do 8–16 Uhr, Fr 8–12 Uhr",
                "is_fallback": office["key"] == demo["fallback"],
            },
        )
    return city


def _account(person: DemoPerson, *, password_hash: str) -> User:
    user, _ = User.objects.get_or_create(
        email=person.email,
        defaults={
            "password": password_hash,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "is_superuser": not person.city,
        },
    )
    return user


def _hire(person: DemoPerson, *, city: City, password_hash: str) -> None:
    user = _account(person, password_hash=password_hash)
    office = Department.objects.get(city=city, key=person.office) if person.office else None
    Membership.objects.get_or_create(user=user, city=city, role=person.role, department=office)


def _offer(
    city: City,
    *,
    slug: str,
    definition: dict[str, Any],
    parameters: dict[str, Any],
    roles: dict[str, str],
    upstream: Version | None,
    at: dt.datetime,
) -> Version:
    needed = {role: roles[role] for role in definition["roles"]}
    if existing := Process.objects.filter(city=city, slug=slug).first():
        return existing.versions.exclude(number=None).latest("number")
    if upstream is None:
        process = Process.objects.create(
            city=city, slug=slug, title=definition["title"], category="", roles=needed
        )
        version = publish(process, definition=definition, parameters=parameters, by=None, at=at)
        _shelve(version, at=at)
        return version
    process = take_over(
        _shelve(upstream, at=at),
        city=city,
        slug=slug,
        parameters=parameters,
        roles=needed,
        by=None,
        at=at,
    )
    return publish(
        process, definition=definition_in_hand(process), parameters=parameters, by=None, at=at
    )


def _shelve(version: Version, *, at: dt.datetime) -> Offer:
    """Let the other cities take a process over."""
    return Offer.objects.get_or_create(
        process_id=version.process_id, defaults={"city_id": version.city_id, "offered_at": at}
    )[0]
