"""The dog tax, composed from an empty page, published by two, filed by a citizen."""

import re

import pytest
from playwright.sync_api import expect

from rathaus.demo.people import PASSWORD
from tests import dog_tax
from tests.browser.designer import KeyboardDesigner
from tests.browser.mouse_designer import MouseDesigner
from tests.pages import Person, picture_folder


@pytest.fixture(scope="module")
def hall(build_town_hall):
    """Return a town hall of our own: in theirs, others look for German words."""
    return build_town_hall()


@pytest.fixture(params=[KeyboardDesigner, MouseDesigner])
def designer(request, hall, browser):
    person = Person(browser, hall, "frankfurt")
    person.log_in("gestaltung@frankfurt.example", PASSWORD)
    yield request.param(person)
    person.context.close()


@pytest.fixture
def approver(hall, browser):
    person = Person(browser, hall, "frankfurt")
    person.log_in("freigabe@frankfurt.example", PASSWORD)
    yield person
    person.context.close()


def test_a_process_is_composed_published_and_used(designer, approver, hall, browser):
    pictures = picture_folder(f"composing-{type(designer).__name__}")
    _composes_the_pages(designer)
    _makes_the_rules(designer)
    _says_what_happens_afterwards(designer)
    address = _address_of(designer)
    for name in ("", "regeln/", "ablauf/", "pruefliste/", "testen/", "versionen/", "sprachen/"):
        _takes_pictures(
            designer.person, f"{address}{name}", pictures / (name.strip("/") or "aufbau")
        )

    _publishes(designer, approver, address, pictures)

    citizen = Person(browser, hall, "frankfurt")
    number = _files_an_application(citizen, _title(designer))
    assert re.fullmatch(r"F-\S+", number)
    citizen.context.close()


def _title(designer):
    way = "Tasten" if isinstance(designer, KeyboardDesigner) else "Maus"
    return f"Hund anmelden, neu gedacht ({way})"


def _composes_the_pages(designer):
    designer.begin(_title(designer))
    designer.set(title="Halterin oder Halter")
    designer.add("Ihr Name", "Person")
    designer.add("Ihre Anschrift", "Anschrift")
    designer.add("E-Mail-Adresse", "E-Mail")
    designer.add_page("Ihr Hund")
    designer.add("Rufname", "Kurzer Text")
    designer.add("Rasse", "Auswahl")
    designer.set(options="Dackel\nPudel\nRottweiler")
    designer.add("Wurde der Hund als gefährlich eingestuft?", "Ja oder")
    designer.add("Erlaubnis zum Halten", "Kurzer Text")
    designer.add_page("Erklärung")
    designer.add("Meine Angaben sind richtig", "Einwilligung")


def _makes_the_rules(designer):
    """The permit is asked for where the dog is dangerous."""
    designer.opens_page("Ihr Hund")
    designer.go_to("Erlaubnis zum Halten")
    designer.shows_only_if("Wurde")
    rule = designer.page.locator(".settings__rule")
    expect(rule).to_contain_text("Wurde der Hund als gefährlich")


def _says_what_happens_afterwards(designer):
    """A role, where applications go, a fee, a letter, and the facts of the service."""
    designer.follow("Nach dem Absenden")
    designer.follow("Zuständigkeit hinzufügen")
    designer.types(label="Steueramt")
    designer.saves()
    designer.follow("Regel hinzufügen")
    designer.checks("to")
    designer.types(due_days="14")
    designer.saves()
    designer.follow("Gebühr hinzufügen")
    designer.types(label="Hundesteuer im Jahr", amounts="102,00")
    designer.saves()
    designer.follow("Bescheid hinzufügen")
    designer.types(title="Bescheid über die Hundesteuer", body="Der Hund ist angemeldet.")
    designer.saves()
    designer.follow("Angaben ändern")
    designer.types(
        summary="Melden Sie Ihren Hund zur Hundesteuer an.",
        legal_basis="Hundesteuersatzung der Stadt",
        closed_days="3650",
    )
    designer.saves()
    designer.follow("Ämter zuordnen")
    designer.chooses_the_next("main select")
    designer.saves()


def _address_of(designer):
    found = re.search(r"baukasten/[0-9a-f-]+/", designer.page.url)
    assert found, designer.page.url
    return found[0]


def _takes_pictures(person, path, file):
    person.open(path)
    for width in (360, 1024, 1440):
        person.page.set_viewport_size({"width": width, "height": 900})
        person.page.screenshot(path=f"{file}-{width}.png", full_page=True)
    person.page.set_viewport_size({"width": 1280, "height": 900})


def _publishes(designer, approver, address, pictures):
    """Who composed asks, somebody else looks at what changes and approves."""
    page = designer.page
    designer.person.open(f"{address}veroeffentlichen/")
    if page.locator("[name=reason]").count():
        designer.types(reason="Erste Fassung, wird im Amt erprobt.")
    designer.types(note="Neu aufgesetzt")
    designer.presses('main button[value="ask"]')
    expect(page.locator("main")).to_contain_text("Wartet auf Freigabe")
    assert page.locator('button[value="approve"]').count() == 0
    _takes_pictures(approver, f"{address}veroeffentlichen/", pictures / "veroeffentlichen")
    approver.page.locator('button[value="approve"]').click()
    approver.page.wait_for_load_state()
    approver.open(f"{address}versionen/")
    expect(approver.page.locator(".workbench")).to_contain_text("online, Version 1")


def _files_an_application(citizen, title):
    """Somebody with a dangerous dog; the permit is asked for when that is said."""
    page = citizen.page
    citizen.open("suche/?q=neu+gedacht")
    page.locator("main a", has_text=title).first.click()
    citizen.press("Antrag starten")
    _fills(page, "given_name", "Kim")
    _fills(page, "family_name", "Muster")
    _fills(page, "street", "Beispielgasse")
    _fills(page, "house_number", "7")
    _fills(page, "postcode", "60311")
    _fills(page, "place", "Frankfurt am Main")
    page.get_by_label("E-Mail-Adresse").fill("kim@muster.example")
    citizen.press("Weiter")
    expect(page.locator("h1")).to_have_text("Ihr Hund")
    page.get_by_label("Rufname").fill("Bello")
    page.get_by_label("Dackel").check()
    assert page.get_by_label("Erlaubnis zum Halten").count() == 0
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Erlaubnis zum Halten").fill("Bescheid 12 von 2026")
    citizen.press("Weiter")
    expect(page.locator("h1")).to_have_text("Erklärung")
    page.get_by_label("Meine Angaben sind richtig").check()
    citizen.press("Weiter")
    expect(page.locator("h1")).to_have_text("Prüfen Sie Ihre Angaben")
    assert "102,00" in citizen.text()
    return dog_tax.submits(citizen)


def _fills(page, part, text):
    page.locator(f'[name$="-{part}"]').fill(text)
