"""A process goes from city to city, is changed in both, and stays one: every step in a browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from rathaus.demo.people import PASSWORD
from tests.pages import Person, link_in, picture_folder
from tests.servers import wait_for
from tests.town_hall import TownHall

PROCESS = re.compile(r"/baukasten/([-0-9a-f]{36})/")


@pytest.fixture
def hall(town_hall):
    return town_hall()


FIGURES = {
    "fee_first_dog": "108,00",
    "fee_second_dog": "180,00",
    "fee_further_dog": "240,00",
    "due_yearly": "15. Mai",
    "due_quarterly": "15. Februar, 15. Mai, 15. August und 15. November",
}

MUSTERHAUSEN = {
    "name": "Musterhausen",
    "slug": "musterhausen",
    "authority": "Magistrat der Stadt Musterhausen",
    "key": "064990000000",
    "number_prefix": "MH",
    "street": "Am Beispiel 1",
    "postcode": "65999",
    "place": "Musterhausen",
    "phone": "0611 000",
    "email": "rathaus@musterhausen.example",
    "admin_email": "verwaltung@musterhausen.example",
}
OFFICES = """key,name,fallback
buergeramt,Bürgeramt,ja
steuern,Kassen- und Steueramt,
umwelt,Umweltamt,
"""


class Staff(Person):
    """An approver of a city, whose browser runs no scripts: all of this is ordinary forms."""

    def __init__(self, browser: Browser, hall: TownHall, city: str, email: str = "") -> None:
        super().__init__(browser, hall, city, java_script_enabled=False)
        self.log_in(email or f"freigabe@{city}.example", PASSWORD)

    def opens_own_process(self, title: str) -> str:
        """Open a process from the city's list; return its address."""
        self.open("baukasten/")
        self.follow(title)
        return self.remembers_process()

    def remembers_process(self) -> str:
        found = PROCESS.search(self.page.url)
        assert found, self.page.url
        return f"baukasten/{found[1]}/"

    def fill_city_values(self) -> None:
        """Type the figures that are missing here."""
        for name, value in FIGURES.items():
            self.page.locator(f"main form [name$={name}]").fill(value)
        self.press("Speichern")

    def relabels(self, process: str, node_id: str, attribute: str, value: str) -> None:
        """Change one setting of a question."""
        self.open(f"{process}?frage={node_id}")
        self.page.locator(f"#eigenschaft-{attribute}").fill(value)
        self.page.locator("#speichern").click()

    def publishes(self, process: str, note: str) -> None:
        """Put the working copy online."""
        self.open(f"{process}veroeffentlichen/")
        self.page.locator("[name=note]").fill(note)
        self.page.locator("main button[type=submit]", has_text="veröffentlichen").first.click()
        assert "online" in self.text(), self.text()


@pytest.mark.timeout(300)
def test_a_process_is_taken_over_changed_merged_given_back_and_taken_by_a_new_city(
    hall, browser, request
):
    pictures = picture_folder("sharing")
    darmstadt, wiesbaden = (Staff(browser, hall, city) for city in ("darmstadt", "wiesbaden"))
    darmstadt.pictures = wiesbaden.pictures = pictures

    home = darmstadt_offers_its_dog_tax(darmstadt)
    clone = wiesbaden_takes_it_over(wiesbaden)
    both_change_the_same_question(darmstadt, home, wiesbaden, clone)
    wiesbaden_decides_and_is_in_step(wiesbaden, clone)
    wiesbaden_gives_a_change_back(wiesbaden, clone)
    darmstadt_accepts(darmstadt, home)
    both_say_the_same_again(wiesbaden, clone)

    operator = Staff(browser, hall, "darmstadt", "betrieb@rathaus.example")
    operator.pictures = pictures
    operating_unit_founds_a_city(operator)
    administrator_finds_everything(hall, browser, pictures)


def darmstadt_offers_its_dog_tax(staff: Staff) -> str:
    process = staff.opens_own_process("Hund zur Hundesteuer anmelden")
    staff.open(f"{process}teilen/")
    staff.fill(words="Bei uns gilt die Steuer ab dem dritten Hund höher.")
    staff.picture("offer")
    staff.press("Ins Regal stellen")

    assert "Der Prozess steht im Regal" in staff.text()
    return process


def wiesbaden_takes_it_over(staff: Staff) -> str:
    staff.open("baukasten/regal/?suche=Hundesteuer&stadt=Darmstadt")
    staff.picture("shelf")
    staff.follow("Hund zur Hundesteuer anmelden")
    staff.picture("shelf-process")
    assert "ab dem dritten Hund höher" in staff.text()
    staff.follow("Übernehmen")
    staff.picture("take-over")
    assert "Darmstadt" in staff.text()
    staff.press("Übernehmen")
    staff.picture("arrival")
    clone = staff.remembers_process()
    assert "An 1 Stelle fehlt noch etwas" in staff.text()

    staff.fill_city_values()
    assert "Alles da." in staff.text()
    staff.publishes(clone, "Von Darmstadt übernommen")
    return clone


def both_change_the_same_question(
    darmstadt: Staff, home: str, wiesbaden: Staff, clone: str
) -> None:
    darmstadt.relabels(home, "f_call", "label", "Name des Hundes")
    darmstadt.relabels(home, "f_email", "help", "Dorthin schicken wir den Bescheid.")
    darmstadt.publishes(home, "Klarer gefragt")

    wiesbaden.relabels(clone, "f_call", "label", "Rufname des Tieres")
    wiesbaden.relabels(clone, "f_phone", "help", "Nur für Rückfragen zur Steuer.")


def wiesbaden_decides_and_is_in_step(staff: Staff, clone: str) -> None:
    staff.open(f"{clone}neuerungen/")
    staff.picture("update")
    said = staff.text()
    assert "Darmstadt" in said
    assert "Klarer gefragt" in said
    assert "Name des Hundes" in said
    assert "Rufname des Tieres" in said

    staff.press("Übernehmen")
    staff.picture("update-undecided")
    staff.page.locator("input[type=radio][value=eigene]").check()
    staff.page.locator("textarea[name^=text-]").fill("Rufname des Hundes")
    staff.press("Ergebnis ansehen")
    staff.picture("update-preview")
    assert "Rufname des Hundes" in staff.text()

    staff.press("Übernehmen")
    staff.picture("update-taken")
    staff.open(f"{clone}?frage=f_call")
    assert staff.page.locator("#eigenschaft-label").input_value() == "Rufname des Hundes"
    staff.open(f"{clone}?frage=f_email")
    assert "Dorthin schicken wir den Bescheid." in staff.page.content()
    staff.publishes(clone, "Auf dem Stand von Darmstadt")


def wiesbaden_gives_a_change_back(staff: Staff, clone: str) -> None:
    staff.open(f"{clone}vorschlagen/")
    staff.page.get_by_label("„Telefonnummer“: Hilfetext").check()
    staff.fill(title="Sagen, wozu die Telefonnummer dient", note="Wir werden das oft gefragt.")
    staff.press("Ansehen, was Darmstadt sieht")
    staff.picture("contribute")
    assert "Rufname des Hundes" not in staff.page.locator(".contribution-letter").inner_text()
    staff.press("An Darmstadt schicken")
    staff.picture("contribution-sent")


def darmstadt_accepts(staff: Staff, home: str) -> None:
    staff.open("baukasten/vorschlaege/")
    staff.picture("contributions")
    staff.follow("Sagen, wozu die Telefonnummer dient")
    staff.picture("contribution")
    assert "Nur für Rückfragen zur Steuer." in staff.text()
    staff.press("Annehmen")
    staff.picture("contribution-accepted")
    assert "angenommen" in staff.text()
    staff.publishes(home, "Mit einem Vorschlag aus Wiesbaden")


def both_say_the_same_again(staff: Staff, clone: str) -> None:
    staff.open(f"{clone}neuerungen/")
    staff.picture("update-in-step")
    staff.press("Übernehmen")
    staff.picture("in-step")
    staff.open(f"{clone}neuerungen/")
    assert "gleichem Stand" in staff.text() or "keine Neuerungen" in staff.text(), staff.text()


def operating_unit_founds_a_city(staff: Staff) -> None:
    staff.page.goto(f"{staff.hall.base_url}/betrieb/")
    staff.picture("operating")
    staff.page.goto(f"{staff.hall.base_url}/betrieb/stadt-einrichten/")
    staff.fill(**MUSTERHAUSEN)
    file = {"name": "aemter.csv", "mimeType": "text/csv", "buffer": OFFICES.encode()}
    staff.page.locator("#departments").set_input_files(file)
    staff.page.locator("[name=take][value=all]").check()
    staff.picture("add-city")
    staff.page.locator("button[value=found]").last.click()
    staff.picture("city-founded")
    assert "Musterhausen" in staff.text()
    assert "Hund zur Hundesteuer anmelden" in staff.text()


def administrator_finds_everything(hall: TownHall, browser: Browser, pictures: Path) -> None:
    (letter,) = wait_for(lambda: hall.letters(to=MUSTERHAUSEN["admin_email"]))
    staff = Person(browser, hall, "musterhausen", java_script_enabled=False)
    staff.pictures = pictures
    staff.page.goto(link_in(letter, "/konto/"))
    staff.picture("invited")
    for field in staff.page.locator("[type=password]").all():
        field.fill("ein-langes-wort-fuer-muster")
    staff.submit()
    staff.log_in(MUSTERHAUSEN["admin_email"], "ein-langes-wort-fuer-muster")

    staff.open("baukasten/ankunft/")
    staff.picture("arrivals")
    for title in ("Hund zur Hundesteuer anmelden", "Bewohnerparkausweis", "Sperrmüll"):
        assert title in staff.text(), staff.text()
