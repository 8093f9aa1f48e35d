"""The pages that belong to no hall."""

import pytest
from django.test import Client
from django.urls import path

from rathaus.urls import urlpatterns as real_urls
from rathaus.web.vendoring import SERVED

CITY_PAGES = ("impressum", "datenschutz", "barrierefreiheit")


def test_without_a_city_one_chooses_among_them(client, frankfurt, wiesbaden):
    page = client.get("/").content.decode()

    assert 'href="/frankfurt/"' in page
    assert 'href="/wiesbaden/"' in page


def test_a_machine_is_told_that_the_house_is_well(client, db):
    answer = client.get("/gesund/")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.parametrize("page", CITY_PAGES)
def test_every_city_says_who_answers_for_it(client, frankfurt, page):
    answer = client.get(f"/frankfurt/{page}/")

    assert answer.status_code == 200
    assert frankfurt.email in answer.content.decode()


@pytest.mark.parametrize("page", CITY_PAGES)
def test_those_pages_do_not_exist_without_a_city(client, db, page):
    assert client.get(f"/{page}/").status_code == 404


@pytest.mark.parametrize("address", ["/leistungen/", "/suche/?q=hund", "/meine-antraege/"])
def test_a_page_of_a_city_without_its_city_leads_to_the_list_of_cities(client, db, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert "Ihre Stadt auswählen" in answer.content.decode()


def test_an_unknown_address_says_what_to_do_next(client, frankfurt):
    answer = client.get("/frankfurt/gibt-es-nicht/")

    assert answer.status_code == 404
    assert "Das können Sie tun" in answer.content.decode()
    assert 'href="/frankfurt/suche/"' in answer.content.decode()


def test_every_served_package_stands_on_the_licences_page_with_its_licence(client, db):
    page = client.get("/lizenzen/").content.decode()

    for package in SERVED:
        assert package.title in page
        assert package.source in page
    assert page.count("<pre") == len(SERVED)
    assert "<pre></pre>" not in page


def test_a_citys_colours_come_as_a_stylesheet_of_its_own(client, frankfurt):
    answer = client.get("/frankfurt/farben.css")

    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"--city-action:" in answer.content


def test_without_a_city_the_colours_of_all_bands_are_known(client, frankfurt, wiesbaden):
    sheet = client.get("/farben.css").content.decode()

    assert ".city-frankfurt {" in sheet
    assert ".city-wiesbaden {" in sheet


def _break_down(_request):
    raise RuntimeError


@pytest.mark.urls(__name__)
def test_a_failure_is_apologised_for_in_the_citys_look(client, frankfurt):
    client.raise_request_exception = False

    answer = client.get("/frankfurt/kaputt/")

    assert answer.status_code == 500
    assert "Da ist bei uns etwas schiefgegangen" in answer.content.decode()
    assert frankfurt.name in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_with_a_way_on(frankfurt):
    answer = Client(enforce_csrf_checks=True).post("/frankfurt/sprache/", {"language": "en"})

    assert answer.status_code == 403
    assert "Diese Seite war zu lange offen" in answer.content.decode()


def test_the_content_security_policy_allows_only_ourselves(client, frankfurt):
    policy = client.get("/frankfurt/").headers["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "frame-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self'",
    ]


urlpatterns = [path("kaputt/", _break_down), *real_urls]
handler500 = "rathaus.web.views.errors.server_error"
