"""Staff take a process over on one page: departments proposed, other cities' values beside."""

import uuid

import pytest
from django.urls import reverse

from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.sharing.taking_over import take_over
from tests import cast, factories
from tests.halls.studio.test_processes import member
from tests.sharing_stories import dog_tax, offered

PAGE = "/wiesbaden/baukasten/uebernehmen/"


@pytest.fixture
def offer(frankfurt):
    return offered(frankfurt)


@pytest.fixture
def designer(client, wiesbaden):
    client.force_login(member(wiesbaden, "designer"))
    return client


def typed(offer, **more):
    key = f"a{offer.pk}"
    return {
        "angebot": str(offer.pk),
        f"{key}-role-tax_office": "tax_office",
        f"{key}-parameter-fee": "90,00",
        **more,
    }


def test_the_page_proposes_departments_and_shows_what_others_set(offer, designer):
    page = designer.get(PAGE, {"angebot": offer.pk}).content.decode()

    assert "„Hund anmelden“ übernehmen" in page
    assert "Aus Frankfurt am Main, Version 1" in page
    assert '<option value="tax_office" selected>Steueramt</option>' in page
    assert "Frankfurt am Main: 120,00\xa0€" in page
    assert 'value="120' not in page


def test_taking_over_leads_to_the_arrival(offer, designer, wiesbaden):
    answer = designer.post(PAGE, typed(offer))

    with for_city(wiesbaden):
        process = Process.objects.get()
    assert (answer.status_code, answer.url) == (
        303,
        f"/wiesbaden/baukasten/{process.pk}/ankunft/",
    )
    assert process.parameters == {"fee": "90.00"}
    assert process.roles == {"tax_office": "tax_office"}
    assert designer.get(answer.url).status_code == 200


def test_what_is_left_empty_is_still_to_fill_in(offer, designer, wiesbaden):
    key = f"a{offer.pk}"
    designer.post(PAGE, {"angebot": offer.pk, f"{key}-role-tax_office": ""})

    with for_city(wiesbaden):
        process = Process.objects.get()
    assert (process.parameters, process.roles) == ({}, {})


@pytest.mark.parametrize(
    "wrong",
    [
        {"parameter-fee": "viel"},
        {"parameter-fee": "1\x00"},
        {"role-tax_office": "elsewhere"},
        {"parameter-fee": "9" * 400},
    ],
)
def test_nonsense_is_refused_and_stays_in_its_field(wrong, offer, designer, wiesbaden):
    wrong = {f"a{offer.pk}-{name}": value for name, value in wrong.items()}

    answer = designer.post(PAGE, typed(offer, **wrong))

    assert answer.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in answer.content.decode()
    with for_city(wiesbaden):
        assert not Process.objects.exists()


def test_a_city_that_has_it_already_is_told_and_takes_it_again_only_on_purpose(
    offer, designer, wiesbaden
):
    here = take_over(offer, city=wiesbaden, parameters={}, roles={}, by=None, at=cast.NOW)

    page = designer.get(PAGE, {"angebot": offer.pk}).content.decode()
    refused = designer.post(PAGE, typed(offer))
    done = designer.post(PAGE, typed(offer, **{"noch-einmal": "ja"}))

    with for_city(wiesbaden):
        assert "Ihre Stadt hat diesen Prozess schon" in page
        assert f"/baukasten/{here.pk}/" in page
        assert (refused.status_code, done.status_code) == (422, 303)
        assert Process.objects.count() == 2


def test_several_are_taken_over_at_once(frankfurt, designer, wiesbaden):
    offers = [offered(frankfurt, slug=slug) for slug in ("eins", "zwei")]

    answer = designer.post(PAGE, {"angebot": [each.pk for each in offers]})

    assert answer.url == "/wiesbaden/baukasten/ankunft/"
    with for_city(wiesbaden):
        assert Process.objects.count() == 2


def test_texts_with_holes_are_shown_as_they_will_read_here(frankfurt, designer):
    definition = dog_tax(summary="Die Stadt {{ city.name }} nimmt {{ parameter.fee }} im Jahr.")
    offer = offered(frankfurt, definition=definition)

    page = designer.get(PAGE, {"angebot": offer.pk}).content.decode()

    assert "Die Stadt Wiesbaden nimmt [Steuer im Jahr] im Jahr." in page


def test_an_offer_that_is_closed_meanwhile_is_refused_in_a_sentence(offer, designer, frankfurt):
    with for_city(frankfurt):
        type(offer).objects.update(is_open=False)

    looked, sent = designer.get(PAGE, {"angebot": offer.pk}), designer.post(PAGE, typed(offer))

    assert (looked.status_code, sent.status_code) == (404, 409)
    assert "nicht mehr zum Übernehmen angeboten" in sent.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "angebot=999",
        "angebot=x",
        "angebot=" + "9" * 40,
        "angebot=%00",
        "angebot=%D9%A3",
        "fremd=x",
        f"fremd={uuid.uuid4()}",
    ],
)
def test_what_was_never_offered_is_not_there(asked, designer):
    assert designer.get(f"{PAGE}?{asked}").status_code == 404
    assert designer.post(PAGE, asked, "application/x-www-form-urlencoded").status_code == 404


def test_a_citys_own_offer_is_not_there(designer, wiesbaden):
    own = offered(wiesbaden)

    assert designer.get(PAGE, {"angebot": own.pk}).status_code == 404


def test_without_anything_chosen_the_page_says_so(designer):
    page = designer.get(PAGE)
    sent = designer.post(PAGE)

    assert page.status_code == 200
    assert "Es ist noch nichts ausgewählt" in page.content.decode()
    assert (sent.status_code, sent.url) == (303, "/wiesbaden/baukasten/")


def test_clerks_and_staff_of_other_cities_do_not_find_the_page(client, offer, wiesbaden):
    clerk = factories.make_clerk(factories.department_of(wiesbaden), email="k@wiesbaden.example")
    for person in (clerk, member(offer.city, "designer")):
        client.force_login(person)
        assert client.get(PAGE, {"angebot": offer.pk}).status_code == 404


def test_the_address_is_known_by_name(settings):
    assert reverse("studio:take-over") == "/baukasten/uebernehmen/"
