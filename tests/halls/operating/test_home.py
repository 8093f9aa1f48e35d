"""The operating unit's hall has one door, and shows cities as numbers."""

import pytest
from django.test import Client

from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from tests import cast, factories


def test_strangers_are_asked_to_log_in(client, db):
    answer = client.get("/betrieb/")

    assert (answer.status_code, answer.url) == (302, "/konto/login/?next=/betrieb/")


@pytest.mark.parametrize("role", ["designer", "approver", "administrator"])
def test_nobody_else_finds_it(frankfurt, role):
    client = Client()
    client.force_login(factories.make_designer(frankfurt, role=role))

    assert client.get("/betrieb/").status_code == 404


def test_it_stands_in_no_city(hall, frankfurt):
    assert hall.get("/frankfurt/betrieb/").status_code == 404


def test_the_operating_unit_has_no_desk_or_studio_anywhere(hall, frankfurt):
    assert hall.get("/frankfurt/schreibtisch/").status_code == 404
    assert hall.get("/frankfurt/baukasten/").status_code == 404


def test_it_lists_cities_with_numbers_of_processes(hall, frankfurt, wiesbaden):
    version = factories.make_version(frankfurt)
    with for_city(wiesbaden):
        Process.objects.create(city=wiesbaden, slug="a", title="A", upstream=version.process)

    rows = hall.get("/betrieb/").context["rows"]

    assert [(row.city.name, row.online, row.offline) for row in rows] == [
        ("Frankfurt am Main", 1, 0),
        ("Wiesbaden", 0, 1),
    ]


def test_pages_are_kept_nowhere(hall):
    assert hall.get("/betrieb/").headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("before", ["", "/frankfurt"])
def test_a_login_leads_into_the_hall(client, frankfurt, operator, before):
    answer = client.post(
        f"{before}/konto/login/", {"login": operator.email, "password": cast.PASSWORD}
    )

    assert answer.url == "/betrieb/"


def test_the_way_to_the_desk_leads_into_the_hall(hall):
    assert hall.get("/schreibtisch/").url == "/betrieb/"
