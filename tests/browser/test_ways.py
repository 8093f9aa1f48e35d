"""One application, sent without JavaScript and sent without a mouse."""

from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, expect
from playwright.sync_api import TimeoutError as NothingOpened

from tests import dog_tax
from tests.browser.keyboard import Keyboard
from tests.pages import Person


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    return dog_tax.proof_in(tmp_path)


def test_an_application_is_sent_without_javascript(hall, browser, proof):
    citizen = Person(browser, hall, "frankfurt", java_script_enabled=False)

    dog_tax.walks_to_the_review(citizen, proof)

    assert "begleithund.png" in citizen.text()
    assert dog_tax.submits(citizen).startswith("F")
    citizen.context.close()


def test_a_draft_is_saved_and_deleted_without_javascript(hall, browser):
    citizen = Person(browser, hall, "frankfurt", java_script_enabled=False)
    dog_tax.starts(citizen)
    citizen.press("Speichern und später fortsetzen")
    saving = citizen.page.url
    citizen.fill(email=dog_tax.KIM)
    citizen.submit()
    citizen.page.wait_for_url("**/gespeichert/")

    citizen.page.goto(saving)
    citizen.follow("Antrag löschen")
    citizen.press("Ja, löschen")

    assert citizen.heading() == "Der Antrag ist gelöscht"
    citizen.context.close()


def test_an_application_is_sent_with_the_keyboard_alone(hall, browser, proof):
    citizen = Person(browser, hall, "frankfurt")
    keys = Keyboard(citizen.page)
    citizen.open(dog_tax.SERVICE)

    keys.press('main form [type="submit"]')
    expect(citizen.page.locator("h1")).to_have_text("Halterin oder Halter")
    _names_the_owner(keys)
    keys.goes_on("Ihre Hunde")
    _describes_the_dog(keys, proof)
    keys.goes_on("Befreiung und Ermäßigung")
    keys.choose("f_relief", "false")
    keys.goes_on("Zahlung")
    keys.choose("f_rhythm", "yearly")
    keys.choose("f_debit", "false")
    keys.goes_on("Erklärung")
    for name in ("f_correct", "f_electronic", "f_privacy"):
        keys.go_to(f'[name="{name}"]')
        citizen.page.keyboard.press("Space")
    keys.goes_on("Prüfen Sie Ihre Angaben")
    keys.press("#absenden [type=submit]")

    expect(citizen.page.locator("h1")).to_have_text("Ihr Antrag ist eingegangen")
    citizen.context.close()


def _opens_the_chooser(keys: Keyboard) -> FileChooser:
    """Press Space, again where a busy browser did not take it."""
    for _press in range(3):
        try:
            with keys.page.expect_file_chooser(timeout=8000) as chooser:
                keys.page.keyboard.press("Space")
        except NothingOpened:
            continue
        return chooser.value
    raise AssertionError("Space opens no chooser")


def _names_the_owner(keys: Keyboard) -> None:
    keys.write("f_name-given_name", "Kim")
    keys.write("f_name-family_name", "Muster")
    for part, value in (("day", "3"), ("month", "5"), ("year", "1990")):
        keys.write(f"f_name-birth_date-{part}", value)
    keys.write("f_address-street", "Beispielgasse")
    keys.write("f_address-house_number", "7")
    keys.write("f_address-postcode", "60311")
    keys.write("f_address-place", "Frankfurt am Main")
    keys.write("f_email", dog_tax.KIM)


def _describes_the_dog(keys: Keyboard, proof: Path) -> None:
    """Further questions come up under the hands; the focus stays where it was."""
    keys.write("f_call-0", "Bello")
    for part, value in (("day", "1"), ("month", "11"), ("year", "2026")):
        keys.write(f"f_taken-0-{part}", value)
    keys.choose("f_litter-0", "false")
    keys.go_to('[name="f_breed_listed-0"]')
    keys.page.keyboard.type("Rottw")
    for question in ("f_mixed-0", "f_dangerous-0"):
        keys.choose(question, "false")
    keys.choose("f_trained-0", "true")
    keys.page.locator('[name="f_trained_proof-0"][type=file]').wait_for()
    assert keys.at('[name="f_trained-0"]')
    keys.go_to('[name="f_trained_proof-0"][type=file]')
    _opens_the_chooser(keys).set_files(proof)
    expect(keys.page.locator(".files__name").first).to_contain_text(proof.name)
