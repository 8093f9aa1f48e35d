"""Every page of the studio in every state that looks different."""

from functools import partial

from playwright.sync_api import Page

from tests.browser.scenery import Scenery, address_in
from tests.browser.stop import DESIGNER, Stop, at


def studio(rest: str, scenery: Scenery) -> Page:
    return at(scenery.process_address + rest, scenery, who=DESIGNER)


def _mistaken_upload(scenery: Scenery, *, on: str) -> Page:
    page = at("baukasten/" if on == "list" else scenery.process_address, scenery, who=DESIGNER)
    field = page.locator("main input[type=file]").first
    field.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{"})
    field.evaluate("input => input.form.requestSubmit()")
    page.locator(".kern-error, .kern-alert--danger").first.wait_for()
    return page


def _test_cases(scenery: Scenery) -> Page:
    page = studio("testen/", scenery)
    page.get_by_role("button", name="Testfälle vorschlagen").click()
    page.locator(".trying-case").first.wait_for()
    page.get_by_text("Mehr", exact=True).first.click()
    return page


def _trial(scenery: Scenery, rest: str = "") -> Page:
    """Try out a test case that was suggested, at its first page or at its end."""
    page = _test_cases(scenery)
    page.get_by_role("button", name="In der Vorschau öffnen").first.click()
    page.wait_for_url("**/antrag/**")
    if rest:
        page.goto(f"{page.url.rsplit('/', 2)[0]}/{rest}")
        page.locator("summary").last.click()
    return page


def _fresh(scenery: Scenery) -> str:
    """Begin a process that nobody else looks at, and return its address inside the city."""
    page = at("baukasten/", scenery, who=DESIGNER)
    page.locator("#title").fill("Leerer Prozess")
    page.locator("#title").press("Enter")
    page.locator("#arbeit").wait_for()
    return address_in("baukasten", page)


def _empty(scenery: Scenery) -> Page:
    return at(_fresh(scenery), scenery, who=DESIGNER)


def _impact(scenery: Scenery) -> Page:
    """Ask to delete what a rule needs."""
    page = studio("?frage=f_mixed", scenery)
    page.locator("#tool-delete").click()
    page.locator("#trotzdem").wait_for()
    return page


def _unfolded(scenery: Scenery) -> Page:
    page = studio("?frage=f_chip", scenery)
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => each.open = true)")
    return page


STUDIO_STOPS = (
    Stop("studio", "studio:processes", partial(at, "baukasten/", who=DESIGNER)),
    Stop("studio-mistake", "studio:upload-new", partial(_mistaken_upload, on="list"), 422),
    Stop("studio-process", "studio:process", partial(studio, "")),
    Stop("studio-process-mistake", "studio:upload", partial(_mistaken_upload, on="process"), 422),
    Stop("trying", "studio:trying", partial(studio, "testen/")),
    Stop("trying-cases", "studio:trying", _test_cases),
    Stop("trying-page", "portal:fill-in", _trial),
    Stop("trying-result", "portal:trial", partial(_trial, rest="ergebnis-der-vorschau/")),
    Stop("building-empty", "studio:process", _empty),
    Stop("building-choice", "studio:process", partial(studio, "?frage=f_breed_listed")),
    Stop("building-unfolded", "studio:process", _unfolded),
    Stop("building-list", "studio:process", partial(studio, "?frage=l_dogs")),
    Stop("building-impact", "studio:process", _impact),
    Stop("building-preview", "studio:process", partial(studio, "?frage=f_chip&tafel=vorschau")),
    Stop("moving", "studio:move", partial(studio, "fragen/f_chip/verschieben/")),
    Stop("searching", "studio:search", partial(studio, "suche/?q=hund")),
    Stop("code-list", "studio:code-list", partial(studio, "fragen/f_breed_listed/liste/")),
)
