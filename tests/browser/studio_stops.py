"""Every page of the studio in every state that looks different."""

import json
from functools import partial

from playwright.sync_api import Page

from tests.browser.scenery import Scenery, address_in
from tests.browser.stop import DESIGNER, Stop, at


def studio(rest: str, scenery: Scenery) -> Page:
    return at(scenery.process_address + rest, scenery, who=DESIGNER)


def _mistaken_upload(scenery: Scenery, *, on: str) -> Page:
    page = at(on or f"{scenery.process_address}versionen/", scenery, who=DESIGNER)
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


def _proposal(scenery: Scenery, *, into: str) -> Page:
    """Import a form, into a process or for a new one."""
    page = at(f"{into}importieren/", scenery, who=DESIGNER)
    content = json.dumps(_FOUND_BICYCLE).encode()
    file = {"name": "rad.json", "mimeType": "application/json", "buffer": content}
    page.locator("#dateien").set_input_files(file)
    page.get_by_role("button", name="Hochladen und ansehen").click()
    page.locator("#ziel").wait_for()
    return page


_FOUND_BICYCLE = {
    "type": "object",
    "title": "Fahrrad gefunden",
    "properties": {
        "colour": {"type": "string", "title": "Farbe", "enum": ["rot", "blau"]},
        "place": {
            "type": "object",
            "title": "Fundort",
            "properties": {"street": {"type": "string", "title": "Straße"}},
        },
        "elsewhere": {"$ref": "https://muster.example/schema.json"},
    },
    "required": ["colour"],
}


def _broken_document(scenery: Scenery) -> Page:
    page = studio("experte/", scenery)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("{")
    page.get_by_role("button", name="Prüfen und speichern").click()
    page.locator("#fehler").wait_for()
    return page


def _no_translations(scenery: Scenery) -> Page:
    page = studio("sprachen/?sprache=en", scenery)
    page.get_by_role("button", name="Datei einlesen").click()
    page.locator("#datei-fehler").wait_for()
    return page


def _first_publication(scenery: Scenery) -> Page:
    return at(f"{_fresh(scenery)}veroeffentlichen/", scenery, who=DESIGNER)


def _first_language(scenery: Scenery) -> Page:
    return at(f"{_fresh(scenery)}sprachen/", scenery, who=DESIGNER)


def _constraint(scenery: Scenery) -> Page:
    """Make a rule over several answers, and open it."""
    address = _fresh(scenery)
    page = at(address, scenery, who=DESIGNER)
    page.locator("#neu-frage").fill("Name")
    page.locator("#hinzufuegen").click()
    page.locator(".row").wait_for()
    page = at(f"{address}regeln/pruefregel/", scenery, who=DESIGNER)
    page.locator("#must-when").check()
    page.locator("#must-0-0-subject").select_option(index=1)
    page.locator("#must-0-0-compare").select_option("given")
    page.locator("[name=message]").fill("Schreiben Sie Ihren Namen.")
    page.locator("[name=message]").evaluate("field => field.form.requestSubmit()")
    page.locator(".rules__item a").click()
    page.locator("[name=message]").wait_for()
    return page


def _no_rooms(scenery: Scenery) -> Page:
    return at(f"{_fresh(scenery)}ablauf/", scenery, who=DESIGNER)


def _no_amount(scenery: Scenery) -> Page:
    page = studio("ablauf/gebuehren/neu/", scenery)
    page.locator("[data-rathaus-key=save]").click()
    page.locator(".kern-error").first.wait_for()
    return page


def _letter(scenery: Scenery) -> Page:
    """Open a letter as a browser does that shows no PDFs: its viewer is not ours to judge."""
    page = studio("ablauf/", scenery)
    page.add_init_script("Object.defineProperty(navigator, 'pdfViewerEnabled', {value: false})")
    return studio("ablauf/bescheide/aendern/approval", scenery)


def _open_letter(scenery: Scenery) -> Page:
    """Name what is not there in a letter."""
    page = _letter(scenery)
    page.locator("summary", has_text="Aus dem Antrag").click()
    page.locator("[data-rathaus-letter-body]").fill("Guten Tag {{ answers.nobody }}!")
    page.locator(".letter__problem").wait_for()
    return page


def _inserted_block(scenery: Scenery) -> tuple[Page, str]:
    """Insert a block into a fresh process; return where one sees what it was taken from."""
    address = _fresh(scenery)
    page = at(f"{address}bausteine/", scenery, who=DESIGNER)
    page.locator("[name=baustein]").first.check()
    page.locator("#ort").evaluate("field => field.form.requestSubmit()")
    page.locator("#baustein").click()
    page.locator("h2#baustein").wait_for()
    return page, f"baukasten/{page.url.partition('/baukasten/')[2]}"


def _own_block(scenery: Scenery) -> Page:
    return _inserted_block(scenery)[0]


def _newer_block(scenery: Scenery) -> Page:
    """Two processes have a block, one makes it a newer version, the other is offered it."""
    _page, offered = _inserted_block(scenery)
    _page, changing = _inserted_block(scenery)
    process, _, group = changing.removesuffix("/baustein/").partition("fragen/")
    page = at(f"{process}?frage={group}", scenery, who=DESIGNER)
    page.locator("#eigenschaft-title").fill("Neu benannt")
    page.locator("#speichern").click()
    page.locator(".row__name, h1, h2", has_text="Neu benannt").first.wait_for()
    page = at(changing, scenery, who=DESIGNER)
    note = page.locator("main form [name]:not([type=hidden])").first
    note.fill("Neuer Titel")
    with page.expect_navigation():
        note.evaluate("field => field.form.requestSubmit()")
    return at(f"{offered}neuer/", scenery, who=DESIGNER)


def _many_findings(scenery: Scenery) -> Page:
    return at(f"{_fresh(scenery)}pruefliste/", scenery, who=DESIGNER)


def _condition_mistake(scenery: Scenery) -> Page:
    page = studio("regeln/f_litter/", scenery)
    page.locator("#condition-when").check()
    page.locator("#bedingung-speichern").click()
    page.locator(".kern-error").wait_for()
    return page


STUDIO_STOPS = (
    Stop("blocks", "studio:blocks", partial(at, "baukasten/bausteine/", who=DESIGNER)),
    Stop("block-insert", "studio:block-insert", partial(studio, "bausteine/")),
    Stop("block-make", "studio:block", partial(studio, "fragen/l_dogs/baustein/")),
    Stop("block-own", "studio:block", _own_block),
    Stop("block-newer", "studio:block-take", _newer_block),
    Stop("checks", "studio:checks", partial(studio, "pruefliste/")),
    Stop("checks-many", "studio:checks", _many_findings),
    Stop("rules", "studio:rules", partial(studio, "regeln/")),
    Stop("rule", "studio:rule", partial(studio, "regeln/f_permit/")),
    Stop("rule-answers", "studio:rule", partial(studio, "regeln/f_mixed/")),
    Stop("rule-mistake", "studio:rule", _condition_mistake, 422),
    Stop("constraint-add", "studio:constraint-add", partial(studio, "regeln/pruefregel/")),
    Stop("constraint", "studio:constraint", _constraint),
    Stop("afterwards", "studio:afterwards", partial(studio, "ablauf/")),
    Stop("afterwards-empty", "studio:afterwards", _no_rooms),
    Stop("facts", "studio:facts", partial(studio, "ablauf/angaben/")),
    Stop("city-values", "studio:city-values", partial(studio, "ablauf/stadt/")),
    Stop("fee", "studio:item", partial(studio, "ablauf/gebuehren/aendern/first")),
    Stop("fee-mistake", "studio:item-add", _no_amount, 422),
    Stop("factor", "studio:factor", partial(studio, "ablauf/anteile/0/first")),
    Stop("factor-add", "studio:factor-add", partial(studio, "ablauf/anteile/neu/first")),
    Stop("routing-rule", "studio:item-add", partial(studio, "ablauf/weiterleitung/neu/")),
    Stop("letter", "studio:item", _letter),
    Stop("letter-mistake", "studio:item", _open_letter),
    Stop("parameter", "studio:item", partial(studio, "ablauf/werte/aendern/fee_first_dog")),
    Stop("role", "studio:item-add", partial(studio, "ablauf/zustaendigkeiten/neu/")),
    Stop("studio", "studio:processes", partial(at, "baukasten/", who=DESIGNER)),
    Stop("studio-mistake", "studio:upload-new", partial(_mistaken_upload, on="baukasten/"), 422),
    Stop("studio-process", "studio:process", partial(studio, "")),
    Stop("versions-mistake", "studio:upload", partial(_mistaken_upload, on=""), 422),
    Stop("versions", "studio:versions", partial(studio, "versionen/")),
    Stop(
        "versions-compared", "studio:version-differences", partial(studio, "versionen/vergleich/")
    ),
    Stop("publish", "studio:publish", partial(studio, "veroeffentlichen/")),
    Stop("publish-first", "studio:publish", _first_publication),
    Stop("publish-again", "studio:publish", partial(studio, "veroeffentlichen/?version=1")),
    Stop("languages", "studio:languages", partial(studio, "sprachen/?sprache=en")),
    Stop("languages-none", "studio:languages", _first_language),
    Stop("languages-mistake", "studio:texts-upload", _no_translations, 422),
    Stop("importing", "studio:import", partial(at, "baukasten/importieren/", who=DESIGNER)),
    Stop("importing-into", "studio:import-into", partial(studio, "importieren/")),
    Stop("proposal", "studio:proposal", partial(_proposal, into="baukasten/")),
    Stop("expert", "studio:expert", partial(studio, "experte/")),
    Stop("expert-mistake", "studio:expert", _broken_document, 422),
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
