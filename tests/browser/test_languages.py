"""In English everything is English, except what is marked as German and what are names."""

import re

import pytest

from rathaus.demo.people import PASSWORD
from tests import dog_tax
from tests.browser.stops import FRANKFURT_SERVICES
from tests.pages import Person

GERMAN = re.compile(
    r"\b(und|oder|der|die|das|dem|den|des|ein|eine|einen|nicht|für|mit|ist|sind|wird|werden|Sie|"
    r"Ihr|Ihre|Ihren|wir|uns|bei|von|vom|zum|zur|auf|nach|wenn|Antrag|Angaben|weiter|keine?)\b"
)
# What a reader sees or hears: text, and the names of what has no text.
TEXTS = """() => {
  const said = [document.title];
  const both = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  const walker = document.createTreeWalker(document.body, both);
  const isGerman = (element) => element.closest("[lang=de], [hreflang=de], script, style");
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!isGerman(node.parentElement)) said.push(node.data);
    } else if (!isGerman(node)) {
      for (const name of ["aria-label", "alt", "title", "placeholder"]) {
        if (node.hasAttribute(name)) said.push(node.getAttribute(name));
      }
    }
  }
  return said.map((text) => text.trim()).filter((text) => text);
}"""
PUBLIC = [
    *("", "leistungen/", "suche/?q=dog", "suche/?q=unicorn", "lebenslagen/taxes/"),
    *("meine-antraege/", "impressum/", "datenschutz/", "barrierefreiheit/", "lizenzen/"),
    *("konto/login/", "konto/passwort/vergessen/", "weiter/nonsense/", "gibt-es-nicht/"),
    *(f"leistungen/{slug}/" for slug in FRANKFURT_SERVICES),
]
OF_STAFF = {
    "steuer@frankfurt.example": ("schreibtisch/vorgaenge/", "konto/2fa/", "konto/passwort/"),
    "gestaltung@frankfurt.example": ("baukasten/",),
}


@pytest.fixture
def reader(hall, browser):
    person = Person(browser, hall, "frankfurt", locale="en-GB")
    yield person
    person.context.close()


@pytest.fixture(scope="session")
def names(hall):
    """Return the German names of departments, authorities and, for staff, processes."""
    rows = hall.rows("SELECT name FROM cities_department")
    rows += hall.rows("SELECT authority FROM cities_city")
    rows += hall.rows("SELECT title FROM processes_process")
    return sorted((row[0] for row in rows), key=len, reverse=True)


def german_on(page, names):
    """Return the texts of an English page that are German."""
    assert page.locator("html").get_attribute("lang") == "en"
    found = []
    for text in page.evaluate(TEXTS):
        bare = text
        for name in names:
            bare = bare.replace(name, "")
        if GERMAN.search(bare):
            found.append(text)
    return found


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_for_citizens_is_english_for_an_english_browser(reader, names, path):
    reader.open(path)

    assert german_on(reader.page, names) == []


@pytest.mark.parametrize(
    ("email", "path"), [(email, path) for email, paths in OF_STAFF.items() for path in paths]
)
def test_a_page_for_staff_is_english_for_an_english_browser(reader, names, email, path):
    reader.log_in(email, PASSWORD)
    reader.open(path)

    assert german_on(reader.page, names) == []


@pytest.mark.parametrize("slug", FRANKFURT_SERVICES)
def test_questions_and_mistakes_are_english_for_an_english_browser(reader, names, slug):
    reader.open(f"leistungen/{slug}/")
    reader.press("Start application")
    assert german_on(reader.page, names) == []

    reader.page.locator('main [name="_do"][value="next"]').click()
    reader.page.locator("#fehler").wait_for()
    assert german_on(reader.page, names) == []


def test_the_review_and_the_confirmation_are_english_after_switching(reader, names, tmp_path):
    reader.open(dog_tax.SERVICE)
    reader.press("Deutsch")
    dog_tax.walks_to_the_review(reader, dog_tax.proof_in(tmp_path))
    reader.press("English")

    assert german_on(reader.page, names) == []
    assert "Kim Muster" in reader.text()
    reader.press("Send with binding effect")
    reader.page.wait_for_url("**/eingegangen/")
    assert german_on(reader.page, names) == []
