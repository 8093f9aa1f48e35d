"""A town of its own to measure in, in a database that is gone afterwards."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from forms_engine.definition import Definition
from forms_engine.measuring import form_of
from rathaus.applications import filling_in
from rathaus.applications.models import Draft
from rathaus.cities.models import City
from rathaus.cities.queries import forget_cities
from rathaus.cities.scope import for_city
from rathaus.demo.loading import load_demo
from rathaus.processes import drafting
from rathaus.processes.models import Version
from rathaus.processes.publishing import publish

ADDRESS = {
    "street": "Musterweg",
    "house_number": "1",
    "postcode": "60311",
    "place": "Frankfurt am Main",
}


@dataclass(frozen=True, slots=True)
class Town:
    """
    One city with a form of a hundred questions on ten pages, and one of twenty short pages.

    :param database_url: where another process finds the same database.
    """

    city: City
    version: Version
    answers: dict[str, Any]
    many_pages: Version
    database_url: str
    folder: Path

    def draft(self) -> Draft:
        """Return a draft that is filled in completely."""
        draft = filling_in.start(self.version.process, language="de", at=timezone.now())
        draft.answers = self.answers
        draft.save()
        return draft


@contextlib.contextmanager
def town() -> Iterator[Town]:
    """Open a town in a new database of the configured kind; nothing of it stays."""
    with tempfile.TemporaryDirectory(prefix="rathaus-benchmark-") as name:
        folder = Path(name)
        with override_settings(**_surroundings(folder)), _database(folder):
            load_demo(at=timezone.now())
            city = City.objects.get(slug="frankfurt")
            with for_city(city):
                definition, answers = _hundred_questions()
                yield Town(
                    city,
                    _offered(definition, city=city),
                    answers,
                    _offered(_twenty_pages(), city=city),
                    _url(),
                    folder,
                )
            forget_cities()


def _surroundings(folder: Path) -> dict[str, Any]:
    # Static files may not be collected yet; what is measured does not depend on their names.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {
        "DATA_DIR": folder,
        "DEMO": True,
        "ALLOWED_HOSTS": ["*"],
        "STORAGES": settings.STORAGES | {"staticfiles": plain},
    }


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[None]:
    """Swap the configured database for one beside it; for SQLite that is a file of its own."""
    configured = connection.settings_dict["NAME"]
    test = connection.settings_dict.setdefault("TEST", {})
    before = test.get("NAME")
    is_file = connection.vendor == "sqlite"
    test["NAME"] = str(folder / "benchmark.sqlite3") if is_file else f"{configured}_benchmark"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    forget_cities()
    try:
        yield
    finally:
        connection.creation.destroy_test_db(str(configured), verbosity=0)
        test["NAME"] = before


def _url() -> str:
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    place = f"{found['HOST']}:{found['PORT']}" if found["PORT"] else str(found["HOST"])
    return f"postgres://{found['USER']}:{found['PASSWORD']}@{place}/{found['NAME']}"


def _hundred_questions() -> tuple[Definition, dict[str, Any]]:
    definition, answers = form_of(100)
    first = definition["order"][0]
    home = {"kind": "address", "key": "home", "label": "Anschrift", "required": True}
    page = definition["nodes"][first]
    definition["nodes"]["home"] = home
    page["order"] = [*page["order"], "home"]
    definition["fees"] = [{"id": "fee", "label": "Gebühr", "amount": "12.00"}]
    body = "Ihr Antrag {{ case.reference }} ist bewilligt.\n\nDie Gebühr beträgt {{ fees.total }}."
    notice = {"key": "yes", "on": "granted", "title": "Bescheid", "body": body}
    definition["notices"] = [notice | {"legal_remedy": True}]
    return definition, {**answers, "home": ADDRESS}


def _twenty_pages() -> Definition:
    definition, _answers = form_of(200)
    nodes = definition["nodes"]
    names = [name for name, node in nodes.items() if node["kind"] != "page"]
    pages = {}
    for number in range(20):
        order = names[10 * number : 10 * number + 10]
        pages[f"s{number}"] = {"kind": "page", "title": f"Seite {number + 1}", "order": order}
    plain = {name: dict(nodes[name], required=False, show_when=None) for name in names}
    for node in plain.values():
        del node["show_when"]
    return {**definition, "title": "Zwanzig", "order": list(pages), "nodes": {**pages, **plain}}


def _offered(definition: Definition, *, city: City) -> Version:
    process = drafting.begin(definition, city=city)
    return publish(process, definition=definition, parameters={}, by=None, at=timezone.now())


def environment(town: Town) -> dict[str, str]:
    """Return what another process needs to work in the same town."""
    return {
        "SECRET_KEY": settings.SECRET_KEY,
        "DATA_KEY": settings.DATA_KEY,
        "DATA_DIR": str(town.folder),
        "DATABASE_URL": town.database_url,
        "DEMO": "1",
    }
