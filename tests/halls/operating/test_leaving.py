"""A city leaves in three steps; what it has, the operating unit never sees."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.cases.models import Case
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from tests import cast, factories, full_city

PAGE = "/betrieb/staedte/frankfurt/"


@pytest.fixture
def admin(frankfurt, wiesbaden):
    return full_city.fill(frankfurt, beside=wiesbaden)


def close(hall, **changes):
    return hall.post(f"{PAGE}schliessen/", {"days": "0", **changes})


def take_along(admin):
    browser = Client()
    browser.force_login(admin)
    list(browser.post("/frankfurt/schreibtisch/mitnehmen/").streaming_content)


def test_a_city_leaves(hall, admin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert close(hall).url == f"{PAGE}verlassen/"
    take_along(admin)
    assert "noch nicht" not in hall.get(f"{PAGE}verlassen/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        answer = hall.post(f"{PAGE}loeschen/", {"name": "Frankfurt am Main"}, follow=True)

    assert "Frankfurt am Main ist gelöscht" in answer.content.decode()
    assert not City.objects.filter(slug="frankfurt").exists()
    assert hall.get(f"{PAGE}verlassen/").status_code == 404
    assert hall.get("/frankfurt/").status_code == 404


def test_a_closed_city_is_offline_at_once_and_back_when_opened(
    client, hall, admin, django_capture_on_commit_callbacks
):
    assert client.get("/frankfurt/leistungen/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        close(hall)

    for path in ("", "leistungen/", "leistungen/hund-anmelden/", "suche/?q=Hund"):
        answer = client.get(f"/frankfurt/{path}")
        assert answer.status_code == 410
        assert "Dieses digitale Rathaus ist geschlossen" in answer.content.decode()
    assert client.post("/frankfurt/leistungen/hund-anmelden/antrag/").status_code == 410
    assert "Frankfurt" not in client.get("/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        hall.post(f"{PAGE}oeffnen/")
    assert client.get("/frankfurt/leistungen/").status_code == 200


def test_in_a_closed_city_staff_work_on_and_citizens_read_what_came(
    client, hall, admin, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        close(hall)

    assert client.get("/frankfurt/meine-antraege/").status_code == 200
    assert client.get("/frankfurt/impressum/").status_code == 200
    client.force_login(admin)
    assert client.get("/frankfurt/baukasten/").status_code == 200
    page = client.get("/frankfurt/schreibtisch/mitnehmen/").content.decode()
    assert "Ihr digitales Rathaus ist seit" in page


def test_the_time_that_was_named_is_kept(hall, admin):
    close(hall, days="90")

    city = City.objects.get(slug="frankfurt")
    assert city.deletable_from == timezone.localdate() + dt.timedelta(days=90)
    hall.post(f"{PAGE}schliessen/", {"days": "30"})
    city.refresh_from_db()
    assert city.deletable_from == timezone.localdate() + dt.timedelta(days=30)


@pytest.mark.parametrize(
    "typed",
    [
        {"days": ""},
        {"days": "-1"},
        {"days": "9" * 30},
        {"days": "viele"},
        {"days": "\x00"},
    ],
)
def test_nonsense_closes_nothing(hall, admin, typed):
    answer = close(hall, **typed)

    assert answer.status_code == 422
    assert b"kern-error" in answer.content
    assert City.objects.get(slug="frankfurt").closed_at is None


@pytest.mark.parametrize("name", ["", "x" * 500, "a\x00b"])
def test_nonsense_deletes_nothing(hall, admin, name):
    close(hall)

    assert hall.post(f"{PAGE}loeschen/", {"name": name}).status_code == 422
    assert City.objects.filter(slug="frankfurt").exists()


def test_everything_against_it_is_said_at_once(hall, admin, frankfurt):
    close(hall, days="90")
    with for_city(frankfurt):
        Case.objects.update(state="received", decided_at=None)

    answer = hall.post(f"{PAGE}loeschen/", {"name": "Frankfurt"})

    assert answer.status_code == 422
    text = answer.content.decode()
    for sentence in (
        "Die Frist läuft noch",
        "1 Vorgang ist noch nicht entschieden.",
        "Die Stadt hat ihre Daten noch nicht mitgenommen.",
        "Schreiben Sie den Namen genau so: Frankfurt am Main.",
    ):
        assert sentence in text
    assert 'value="Frankfurt"' in text


def test_no_word_of_a_citizen_is_said(hall, admin):
    close(hall)
    text = hall.get(f"{PAGE}verlassen/").content.decode()
    text += hall.post(f"{PAGE}loeschen/", {"name": "x"}).content.decode()

    for word in (cast.CITIZEN_EMAIL, "Kim Muster", "Bello", full_city.REASON):
        assert word not in text


@pytest.mark.parametrize("step", ["schliessen", "oeffnen", "loeschen"])
def test_nobody_else_closes_or_deletes(admin, frankfurt, step):
    browser = Client()
    browser.force_login(admin)
    fields = {"days": "0", "name": frankfurt.name}

    assert browser.post(f"{PAGE}{step}/", fields).status_code == 404
    assert browser.post(f"/frankfurt{PAGE}{step}/", fields).status_code == 404
    assert City.objects.get(slug="frankfurt").closed_at is None


def test_what_is_not_there_is_not_found(hall, db):
    for path in ("gibt-es-nicht/verlassen/", "gibt-es-nicht/loeschen/"):
        assert hall.post(f"/betrieb/staedte/{path}").status_code in {404, 405}
    factories.make_user()
