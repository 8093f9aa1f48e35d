"""A press in the studio is settled before anybody notices, and a large form is a few tab stops."""

import json
import statistics

import pytest

from forms_engine.measuring import form_of
from rathaus.demo.people import PASSWORD
from tests.pages import Person

MOST_TAB_STOPS = 60
ROUNDS = 12
# From the press to two frames after the exchange.
_PRESS = """(id) => new Promise((done) => {
  const began = performance.now();
  const framed = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  document.addEventListener(
    "rathaus:edited", () => framed(() => done(performance.now() - began)), { once: true });
  document.getElementById(id).click();
})"""


@pytest.fixture(scope="module")
def designer(hall, browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    for fields in (200, 500):
        definition = form_of(fields)[0] | {"title": f"{fields} Fragen"}
        (folder / f"{fields}.json").write_text(json.dumps(definition))
    hall.manage("import_form", str(folder), "--city", "frankfurt")
    person = Person(browser, hall, "frankfurt")
    person.log_in("gestaltung@frankfurt.example", PASSWORD)
    yield person
    person.context.close()


def opened(designer, fields):
    designer.open("baukasten/")
    designer.page.locator("main a", has_text=f"{fields} Fragen").first.click()
    designer.page.locator(".row__link").nth(2).click()
    designer.page.locator(".row--selected").wait_for()
    return designer.page


@pytest.mark.parametrize(("fields", "milliseconds"), [(200, 100), (500, 150)])
def test_a_press_is_settled_in_time(designer, fields, milliseconds):
    page = opened(designer, fields)

    took = [page.evaluate(_PRESS, "tool-up" if turn % 2 else "tool-down") for turn in range(ROUNDS)]

    assert statistics.median(took) < milliseconds, took


def test_a_form_of_two_hundred_questions_has_few_tab_stops(designer):
    page = opened(designer, 200)
    seen = set()
    page.evaluate("document.body.focus()")

    for _ in range(2 * MOST_TAB_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => {
              const all = [...document.querySelectorAll("*")];
              return all.indexOf(document.activeElement);
            }"""
        )
        if here in seen:
            break
        seen.add(here)

    assert len(seen) <= MOST_TAB_STOPS
