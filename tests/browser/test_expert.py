"""The JSON editor of the expert view: no trap for the keyboard, and nothing typed gets lost."""

import json

import pytest
from playwright.sync_api import expect

from rathaus.demo.people import PASSWORD
from tests.pages import Person


@pytest.fixture
def page(hall, browser):
    person = Person(browser, hall, "frankfurt")
    person.log_in("gestaltung@frankfurt.example", PASSWORD)
    person.open("baukasten/")
    person.page.locator("#title").fill("Von Hand")
    person.page.locator("#title").press("Enter")
    person.page.locator("#arbeit").wait_for()
    person.page.goto(person.page.url.partition("?")[0] + "experte/")
    yield person.page
    person.context.close()


def test_tab_leaves_the_editor_in_both_directions(page):
    editor = page.locator(".cm-content")
    editor.click()

    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Prüfen und speichern")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(editor).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    expect(editor).not_to_be_focused()


def test_what_is_typed_is_saved_and_taking_back_in_the_editor_stays_in_it(page):
    editor = page.locator(".cm-content")
    address = page.url
    document = json.loads(page.locator("#dokument").input_value())
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(json.dumps(document | {"title": "Von Hand geschrieben"}))
    page.keyboard.press("Control+z")
    expect(editor).to_contain_text('"Von Hand"')
    assert page.url == address
    page.keyboard.press("Control+y")

    page.get_by_role("button", name="Prüfen und speichern").click()

    expect(page.locator("h1")).to_have_text("Von Hand geschrieben")


def test_a_mistake_leads_to_its_line(page):
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("x")
    page.get_by_role("button", name="Prüfen und speichern").click()

    page.locator("[data-rathaus-line]").click()

    expect(page.locator(".cm-content")).to_be_focused()
    expect(page.locator(".cm-activeLine")).to_contain_text("}x")
