"""An administrator takes everything of the city along; nobody else does."""

import io
import zipfile

import pytest
from django.test import Client

from rathaus.cities.models import City
from rathaus.people.models import User
from tests import cast, factories, full_city

PAGE = "/frankfurt/schreibtisch/mitnehmen/"


@pytest.fixture
def admin(frankfurt, wiesbaden):
    return full_city.fill(frankfurt, beside=wiesbaden)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_an_administrator_downloads_everything(frankfurt, admin):
    browser = signed_in(admin)

    page = browser.get(PAGE).content.decode()
    answer = browser.post(PAGE)

    assert "Alle Daten der Stadt mitnehmen" in page
    assert cast.CITIZEN_EMAIL not in page
    assert answer.streaming
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="frankfurt-20')
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    assert "LIESMICH.txt" in archive.namelist()
    assert City.objects.get(pk=frankfurt.pk).exported_at is not None


def test_the_way_there_is_in_the_navigation(admin):
    assert PAGE in signed_in(admin).get("/frankfurt/baukasten/").content.decode()


@pytest.mark.parametrize("role", ["designer", "approver"])
def test_nobody_else_finds_it(frankfurt, role):
    browser = signed_in(factories.make_designer(frankfurt, role=role))

    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE).status_code == 404
    assert PAGE not in browser.get("/frankfurt/baukasten/").content.decode()


def test_neither_does_a_clerk_nor_the_operating_unit(frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    operator = User.objects.create_superuser("betrieb@rathaus.example", cast.PASSWORD)

    for person in (clerk, operator):
        assert signed_in(person).post(PAGE).status_code == 404


def test_the_administrator_of_another_city_gets_nothing(frankfurt, wiesbaden):
    browser = signed_in(factories.make_designer(wiesbaden, role="administrator"))

    assert browser.post(PAGE).status_code == 404
