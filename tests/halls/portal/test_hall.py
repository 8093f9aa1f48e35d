"""The entrance of a town hall: greeting, life situations, all services, search."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.cities.scope import for_city
from rathaus.processes import publishing
from tests.factories import make_definition, make_version

PARKING = {
    "title": "Bewohnerparkausweis beantragen",
    "summary": "Parken Sie in Ihrer Zone.",
    "category": "vehicles",
    "keywords": ["Anwohner", "Parkschein"],
    "texts": {"en": {"title": "Apply for a resident parking permit"}},
}


@pytest.fixture
def dog(frankfurt):
    return make_version(frankfurt)


@pytest.fixture
def parking(frankfurt):
    return make_version(frankfurt, slug="parken", definition=make_definition(**PARKING))


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_hall_greets_in_the_citys_name_and_shows_its_services(client, frankfurt, dog):
    page = text_of(client, "/frankfurt/")

    assert "Willkommen im Rathaus von Frankfurt am Main" in page
    assert 'href="/frankfurt/leistungen/hund-anmelden/"' in page
    assert 'action="/frankfurt/suche/"' in page


def test_a_hall_without_services_gives_a_telephone_number(client, frankfurt):
    assert "Noch ist hier nichts online" in text_of(client, "/frankfurt/")


def test_life_situations_say_how_much_there_is(client, dog, parking):
    page = text_of(client, "/frankfurt/")

    assert 'href="/frankfurt/lebenslagen/taxes/"' in page
    assert 'href="/frankfurt/lebenslagen/vehicles/"' in page
    assert "lebenslagen/animals" not in page
    assert page.count("1 Leistung<") == 2


def test_a_life_situation_shows_its_services_only(client, dog, parking):
    page = text_of(client, "/frankfurt/lebenslagen/vehicles/")

    assert "Bewohnerparkausweis beantragen" in page
    assert "Hund anmelden" not in page


def test_a_life_situation_without_services_does_not_exist(client, dog):
    assert client.get("/frankfurt/lebenslagen/family/").status_code == 404


def test_all_services_stand_under_their_letters(client, dog, parking):
    page = text_of(client, "/frankfurt/leistungen/")

    assert page.index('id="buchstabe-B"') < page.index("Bewohnerparkausweis beantragen")
    assert page.index("Bewohnerparkausweis beantragen") < page.index('id="buchstabe-H"')


@pytest.mark.parametrize("words", ["hund", "HUND", "Hundd anmeldn", "anmeld"])
def test_the_search_forgives_case_typing_mistakes_and_word_ends(client, dog, parking, words):
    page = text_of(client, f"/frankfurt/suche/?q={words}")

    assert "1 Leistung für" in page
    assert "leistungen/hund-anmelden/" in page


def test_keywords_and_the_other_language_are_searched_too(client, dog, parking):
    for words in ("Parkschein", "parking permit"):
        page = text_of(client, f"/frankfurt/suche/?q={words}")
        assert "leistungen/parken/" in page


def test_a_search_without_result_says_how_to_go_on(client, dog):
    page = text_of(client, "/frankfurt/suche/?q=xyzzy")

    assert "Dazu haben wir online nichts gefunden." in page
    assert "069 115" in page
    assert "lebenslagen/taxes" in page


def test_what_was_searched_for_is_never_markup(client, dog):
    page = text_of(client, "/frankfurt/suche/?q=<script>alert(1)</script>")

    assert "<script>" not in page


def test_an_empty_search_shows_the_life_situations(client, dog):
    page = text_of(client, "/frankfurt/suche/?q=")

    assert "nichts gefunden" not in page
    assert "lebenslagen/taxes" in page


def test_what_is_offline_is_not_shown(client, frankfurt, dog):
    with for_city(frankfurt):
        publishing.take_offline(dog.process)

    assert "Hund anmelden" not in text_of(client, "/frankfurt/")
    assert client.get("/frankfurt/leistungen/hund-anmelden/").status_code == 404


def test_another_city_shows_none_of_it(client, wiesbaden, dog):
    assert "Hund anmelden" not in text_of(client, "/wiesbaden/")
    assert client.get("/wiesbaden/leistungen/hund-anmelden/").status_code == 404


def test_english_speaks_of_services_by_their_english_names(client, parking):
    client.post("/frankfurt/sprache/", {"language": "en", "next": "/frankfurt/"})

    assert "Apply for a resident parking permit" in text_of(client, "/frankfurt/")


def test_more_services_do_not_need_more_queries(client, frankfurt, dog):
    text_of(client, "/frankfurt/leistungen/")
    with CaptureQueriesContext(connection) as one:
        text_of(client, "/frankfurt/leistungen/")
    for number in range(3):
        make_version(frankfurt, slug=f"dienst-{number}")
    text_of(client, "/frankfurt/leistungen/")

    with CaptureQueriesContext(connection) as four:
        text_of(client, "/frankfurt/leistungen/")

    assert len(four) == len(one)
