"""Pages on which a change is given back to the city it came from, and decided there."""

from functools import partial

from playwright.sync_api import Page

from tests.browser.scenery import Scenery
from tests.browser.stop import DESIGNER, Stop, at

AUTHOR = "gestaltung@wiesbaden.example"
# Two processes that nobody else looks at: one in Frankfurt, and Wiesbaden's that came of it. Both
# changed the name of one question; Wiesbaden also asks for something new.
_STORY = """
import copy
from django.utils import timezone
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.people.models import User
from rathaus.processes import editing
from rathaus.processes.drafting import begin
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish, take_offline
from rathaus.sharing import giving_back, deciding_contributions
from rathaus.sharing.models import Contribution, Offer
from rathaus.sharing.taking_over import take_over
now, TITLE = timezone.now(), "Hund melden (für alle)"
frankfurt, wiesbaden = (City.objects.get(slug=each) for each in ("frankfurt", "wiesbaden"))
author = User.objects.get(email="gestaltung@wiesbaden.example")
decider = User.objects.get(email="gestaltung@frankfurt.example")
def change(process, title, label, by):
    definition = copy.deepcopy(editing.definition_in_hand(process))
    for node in definition["nodes"].values():
        if node.get("label", node.get("title")) == title:
            node["label" if "label" in node else "title"] = label
    editing.edit(process, command="replace", arguments={"document": definition}, by=by, at=now)
with for_city(frankfurt):
    found = Process.objects.filter(title=TITLE).first()
    if found is None:
        source = Process.objects.get(slug="hund-anmelden")
        definition = {**source.published.definition, "title": TITLE}
        found = begin(definition, city=frankfurt)
        publish(found, definition=definition, parameters=source.parameters, by=None, at=now)
        found = Process.objects.get(pk=found.pk)
        take_offline(found)
        offer = Offer.objects.create(city=frankfurt, process=found, offered_at=now)
with for_city(wiesbaden):
    clone = Process.objects.filter(title=TITLE).first()
    if clone is None:
        clone = take_over(offer, city=wiesbaden, parameters={}, roles={}, by=author, at=now)
        questions = [n["label"] for n in clone.working["nodes"].values() if n.get("label")]
        change(clone, questions[0], "Wie ist der Name, der auf dem Ausweis steht?", author)
        change(clone, questions[1], "Zweite Frage, deutlicher gestellt", author)
        page = clone.working["order"][0]
        new = {"kind": "text", "into": page, "label": "Nummer der Chipkarte"}
        editing.edit(clone, command="add", arguments=new, by=author, at=now)
        ids = [each.id for each in giving_back.own_changes(clone).changes]
        given = {"by": author, "at": now, "note": "Viele haben nachgefragt.\\nSo ist es klarer."}
        made = giving_back.contribute(clone, change_ids=ids, title="Fragen deutlicher", **given)
        gone = giving_back.contribute(clone, change_ids=ids[:1], title="Nur die erste", **given)
        giving_back.remark(made, text="Wir haben das ein Jahr lang erprobt.", by=author, at=now)
    made, gone = (
        Contribution.objects.get(title=each) for each in ("Fragen deutlicher", "Nur die erste")
    )
with for_city(frankfurt):
    if gone.state == "open":
        change(found, [n["label"] for n in found.published.definition["nodes"].values()
            if n.get("label")][0], "Vollständiger Name", decider)
        reason = "Das kommt mit dem anderen Vorschlag."
        deciding_contributions.decline(gone, reason=reason, by=decider, at=now)
        giving_back.remark(made, text="Danke! Wir sehen es uns an.", by=decider, at=now)
print(f"{clone.pk} {made.pk} {gone.pk}")
"""


def _ids(scenery: Scenery) -> list[str]:
    """Let the story happen once, and return the process that gives back and what it gave."""
    return scenery.hall.manage("shell", "-v", "0", "-c", _STORY).split()[-3:]


def _author(scenery: Scenery, rest: str) -> Page:
    return at(f"baukasten/{rest}", scenery, who=AUTHOR, city="wiesbaden")


def _giving(scenery: Scenery) -> Page:
    return _author(scenery, f"{_ids(scenery)[0]}/vorschlagen/")


def _looked(scenery: Scenery) -> Page:
    page = _giving(scenery)
    page.locator("[name=nimm]").first.check()
    page.locator("[name=title]").fill("Name deutlicher")
    page.locator("[name=note]").fill("Viele haben nachgefragt.")
    page.locator("[name=do][value=preview]").click()
    page.locator("#vorschau").wait_for()
    return page


def _nothing_chosen(scenery: Scenery) -> Page:
    page = _giving(scenery)
    page.locator("[name=do][value=preview]").click()
    page.locator("#fehler").wait_for()
    return page


def _same(scenery: Scenery) -> Page:
    """Open the page of a process that is as it was taken over."""
    page = _author(scenery, "")
    page.locator("main a", has_text="Hund von der Hundesteuer abmelden").first.click()
    page.goto(f"{page.url.partition('?')[0]}vorschlagen/")
    return page


def _list(scenery: Scenery, *, of: str) -> Page:
    _ids(scenery)
    if of == "author":
        return _author(scenery, "vorschlaege/?richtung=von-uns&stand=alle")
    return at(f"baukasten/vorschlaege/{of}", scenery, who=DESIGNER)


def _deciding(scenery: Scenery, *, which: int = 1) -> Page:
    return at(f"baukasten/vorschlaege/{_ids(scenery)[which]}/", scenery, who=DESIGNER)


def _undecided(scenery: Scenery) -> Page:
    page = _deciding(scenery)
    page.locator("[name=do][value=accept]").click()
    page.locator("#fehler").wait_for()
    return page


def _previewed(scenery: Scenery) -> Page:
    page = _deciding(scenery)
    page.locator("[value=eigene]").check()
    page.locator("[name=do][value=preview]").click()
    page.locator("#ergebnis").wait_for()
    return page


def _offered(scenery: Scenery, *, which: int = 1) -> Page:
    return _author(scenery, f"vorschlaege/{_ids(scenery)[which]}/")


CONTRIBUTIONS_STOPS = (
    Stop("contribute", "studio:contribute", _giving),
    Stop("contribute-look", "studio:contribute", _looked),
    Stop("contribute-mistake", "studio:contribute", _nothing_chosen, 422),
    Stop("contribute-nothing", "studio:contribute", _same),
    Stop("contributions", "studio:contributions", partial(_list, of="")),
    Stop("contributions-none", "studio:contributions", partial(_list, of="?richtung=von-uns")),
    Stop("contributions-ours", "studio:contributions", partial(_list, of="author")),
    Stop("contribution", "studio:contribution", _deciding),
    Stop("contribution-mistake", "studio:contribution", _undecided, 422),
    Stop("contribution-look", "studio:contribution", _previewed),
    Stop("contribution-declined", "studio:contribution", partial(_deciding, which=2)),
    Stop("contribution-ours", "studio:contribution", _offered),
    Stop("contribution-ours-declined", "studio:contribution", partial(_offered, which=2)),
)
