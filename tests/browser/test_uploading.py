"""While a file goes up, nothing else is lost: what is typed, chosen or pressed meanwhile counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests import dog_tax
from tests.pages import Person

FILE = '[name="f_trained_proof-0"][type=file]'


@pytest.fixture
def citizen(hall, browser) -> Iterator[Person]:
    """Return somebody on the page of the dogs whose uploads take a while."""
    person = Person(browser, hall, "frankfurt")
    dog_tax.starts(person)
    dog_tax.names_the_owner(person)
    dog_tax.describes_a_dog(person, 0, name="Bello", trained=True)
    person.page.locator(FILE).wait_for()
    person.page.route("**/p_dogs/", _slowly)
    yield person
    person.context.close()


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    return dog_tax.proof_in(tmp_path)


def _slowly(route: Route) -> None:
    if b"upload:" in (route.request.post_data_buffer or b""):
        route.request.frame.page.wait_for_timeout(600)
    route.continue_()


def test_a_button_pressed_meanwhile_waits_for_the_file(citizen, proof):
    citizen.page.locator(FILE).set_input_files(proof)
    dog_tax.adds_a_dog(citizen)

    expect(citizen.page.locator(".files__name").first).to_contain_text(proof.name)
    expect(citizen.page.locator('[name="f_call-0"]')).to_have_value("Bello")
    assert "anderen Fenster" not in citizen.text()


def test_what_is_typed_meanwhile_stays_and_so_does_the_focus(citizen, proof):
    citizen.page.locator(FILE).set_input_files(proof)
    citizen.page.locator('[name="f_call-0"]').fill("Bella")

    expect(citizen.page.locator(".files__name").first).to_contain_text(proof.name)
    expect(citizen.page.locator('[name="f_call-0"]')).to_have_value("Bella")
    expect(citizen.page.locator('[name="f_call-0"]')).to_be_focused()


def test_the_focus_stays_on_a_button_when_questions_come_up(citizen):
    button = citizen.page.locator('main [name="_do"][value="next"]')
    with citizen.page.expect_response("**/p_dogs/"):
        citizen.page.locator('[name="f_dangerous-0"][value="true"]').check()
        button.focus()

    expect(citizen.page.locator('[name="f_permit-0"][type=file]')).to_be_visible()
    expect(button).to_be_focused()


def test_an_answer_that_decides_meanwhile_brings_up_its_questions(citizen, proof):
    citizen.page.locator(FILE).set_input_files(proof)
    citizen.page.locator('[name="f_dangerous-0"][value="true"]').check()

    expect(citizen.page.locator(".files__name").first).to_contain_text(proof.name)
    expect(citizen.page.locator('[name="f_permit-0"][type=file]')).to_be_visible()


def test_a_file_that_is_refused_stops_what_was_pressed(citizen, tmp_path):
    wrong = tmp_path / "tune.mp3"
    wrong.write_bytes(b"ID3" + bytes(200))
    citizen.page.locator(FILE).set_input_files(wrong)
    citizen.page.locator('[name="_do"][value="next"]').last.click()

    expect(citizen.page.locator("#fehler")).to_contain_text("tune.mp3")
    assert citizen.heading() == "Ihre Hunde"
