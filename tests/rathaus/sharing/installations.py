"""Two installations in one test: what one of them writes, the other one takes in."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps

from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.models import Process, Version
from rathaus.sharing.chain import links
from rathaus.sharing.models import Installation, Offer
from rathaus.sharing.receiving import receive
from rathaus.sharing.refusing import Refused
from rathaus.sharing.signing import own_key, signed
from tests import cast, factories

OTHER_KEY = "11" * 32


def offer(version: Version, *, words: str = "", **fields: Any) -> Offer:
    """Put a published process on the shelf."""
    with for_city(version.city):
        return Offer.objects.create(
            city=version.city,
            process_id=version.process_id,
            words=words,
            offered_at=cast.NOW,
            **fields,
        )


@contextlib.contextmanager
def elsewhere(settings: Any, *, key: str = OTHER_KEY, name: str = "Rathaus Nord") -> Iterator[None]:
    """Be another installation for a moment: its key, its name."""
    before = settings.SIGNING_KEY, settings.INSTALLATION_NAME
    settings.SIGNING_KEY, settings.INSTALLATION_NAME = key, name
    yield
    settings.SIGNING_KEY, settings.INSTALLATION_NAME = before


def trusted(settings: Any, **fields: Any) -> Installation:
    """Trust the other installation."""
    with elsewhere(settings):
        key = own_key()
    return Installation.objects.create(**{"name": "Rathaus Nord", "public_key": key, **fields})


def forget_at_home(city: City) -> None:
    """Delete a city's processes, as if they had always been in another database only."""
    with for_city(ALL_CITIES):
        Offer.objects.filter(city=city).delete()
        Process.objects.filter(city=city).update(published=None)
        Version.objects.filter(city=city).delete()
        Process.objects.filter(city=city).delete()


def rows() -> dict[str, list[Any]]:
    """Return all rows that a parcel could change."""
    names = ("Document", "Installation", "ForeignProcess", "ForeignVersion", "Origin")
    with for_city(ALL_CITIES):
        return {
            name: list(apps.get_model("sharing", name).objects.order_by("pk").values())
            for name in names
        }


def published(city: City, **changes: Any) -> Version:
    """Publish the dog tax, changed."""
    return factories.make_version(city, definition=factories.make_definition(**changes))


def resigned(settings, content, change, **how):
    """Change a parcel and let the other installation sign it again."""
    document = json.loads(content)
    del document["signature"]
    change(document)
    for process in document["processes"]:
        for version, link in zip(
            process["versions"], links(process["id"], process["versions"]), strict=True
        ):
            if not how.get("keep_links"):
                version["link"] = link
    with elsewhere(settings):
        return signed(document)


def refusal(content):
    """Return why a file is refused, having made sure that it changed nothing."""
    before = rows()
    with pytest.raises(Refused) as refused:
        receive(content, at=cast.NOW)
    assert rows() == before
    assert str(refused.value)
    return refused.value.code
