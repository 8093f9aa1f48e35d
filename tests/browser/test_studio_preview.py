"""The preview stays beside the editor: the real walk, following every edit at the same place."""

import pytest
from playwright.sync_api import expect

from rathaus.demo.people import PASSWORD
from tests.browser.designer import KeyboardDesigner
from tests.browser.watching import Watch
from tests.pages import Person

DESIGNER = "gestaltung@frankfurt.example"


@pytest.fixture
def designer(hall, browser):
    person = Person(browser, hall, "frankfurt")
    person.log_in(DESIGNER, PASSWORD)
    yield KeyboardDesigner(person)
    person.context.close()


@pytest.fixture
def previewing(designer):
    """Somebody with the preview of a new form beside the editor."""
    designer.begin("Grillplatz mieten")
    for label in ("Eins", "Zwei", "Drei", "Vier", "Fünf", "Sechs"):
        designer.add(label, "Kurzer Text")
    link = designer.page.locator("#seitenleiste").get_by_role("link", name="Vorschau")
    designer.page.goto(f"{designer.person.hall.base_url}{link.get_attribute('href')}")
    expect(inside(designer).locator("h1")).to_have_text("Erste Seite")
    return designer


def inside(designer):
    return designer.page.frame_locator("iframe.preview__frame")


def frame(designer):
    return next(each for each in designer.page.frames if "/antrag/" in each.url)


def test_an_edit_is_seen_at_the_same_place_with_what_was_answered(previewing):
    walk = inside(previewing)
    expect(walk.get_by_text("Vorschau – nichts wird gesendet")).to_be_visible()
    expect(walk.locator("header.site-header")).to_have_count(0)
    for label in ("Eins", "Zwei", "Drei", "Vier", "Fünf", "Sechs"):
        walk.get_by_label(label).fill(f"Antwort {label}")
    walk.get_by_role("button", name="Weiter").click()
    expect(walk.locator("h1")).to_have_text("Prüfen Sie Ihre Angaben")
    walk.get_by_role("link", name="Zurück").click()
    expect(walk.get_by_label("Zwei")).to_have_value("Antwort Zwei")
    frame(previewing).evaluate("() => scrollTo({ top: 250, behavior: 'instant' })")

    # Whoever goes there by Tab comes through the frame, and scrolls it.
    previewing.page.locator("#neu-frage").fill("Lieblingsplatz")
    previewing.page.keyboard.press("Enter")
    previewing.said("hinzugefügt")

    expect(walk.get_by_label("Lieblingsplatz")).to_be_attached()
    expect(walk.get_by_label("Zwei")).to_have_value("Antwort Zwei")
    previewing.page.wait_for_timeout(300)
    assert frame(previewing).evaluate("() => scrollY") == 250
    assert previewing.keys.at("#neu-frage"), "the preview takes nobody's focus away"


def test_the_preview_looks_as_it_is_told_and_nothing_else_does(previewing):
    watch = Watch(previewing.page)
    pane, root = previewing.page.locator(".preview"), inside(previewing).locator("html")
    pane.get_by_role("link", name="Dunkel").click()
    expect(root).to_have_attribute("data-kern-theme", "dark")
    expect(pane.get_by_role("link", name="Dunkel")).to_have_attribute("aria-current", "true")
    assert frame(previewing).evaluate("() => innerWidth") == 360
    pane.get_by_role("link", name="Computer").click()
    assert frame(previewing).evaluate("() => innerWidth") == 1280
    seen = previewing.page.locator(".preview__frame").bounding_box()
    stage = previewing.page.locator(".preview__stage").bounding_box()
    assert seen["width"] <= stage["width"]

    assert previewing.page.evaluate("() => document.documentElement.dataset.kernTheme") is None
    assert watch.violations == []
    assert watch.console == []
    assert watch.failures == []
