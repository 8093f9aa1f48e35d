"""The page of updates in every state: to be decided, looked at, in step, broken, and withdrawn."""

import json
from functools import partial
from typing import Final

from playwright.sync_api import Page

from tests.browser.scenery import Scenery
from tests.browser.stop import Stop, at

COMPOSER = "freigabe@wiesbaden.example"
# Darmstadt publishes, Wiesbaden takes over; both go on with it.
_STORY: Final = """
import copy, json
from django.utils import timezone
from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.demo.loading import library
from rathaus.processes.editing import edit
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing.models import Offer
from rathaus.sharing.taking_over import take_over
now = timezone.now()
there, here = (City.objects.get(slug=slug) for slug in ("darmstadt", "wiesbaden"))
first = library()["hund-abmelden"]
newer = copy.deepcopy(first)
newer["title"] = "Hund abmelden oder ummelden"
newer["nodes"]["f_chip"] = {"kind": "text", "key": "chip_number", "label": "Chipnummer",
                            "required": False, "help": "Fünfzehn Ziffern, im Impfausweis."}
page = newer["order"][0]
newer["nodes"][page]["order"].append("f_chip")
asked = [k for k in first["nodes"][page]["order"] if first["nodes"][k].get("label")][:2]
for node_id in asked:
    newer["nodes"][node_id]["label"] += " (bitte vollständig)"
def offered(slug):
    process = Process.objects.create(city=there, slug=slug, title=first["title"])
    publish(process, definition=first, parameters={}, by=None, at=now)
    return Offer.objects.create(city=there, process=process, offered_at=now)
def taken(offer):
    return take_over(offer, city=here, parameters={}, roles={}, by=None, at=now)
def changed(process, *commands):
    for name, arguments in commands:
        edit(process, command=name, arguments=arguments, by=None, at=now)
def label(node_id, text):
    return ("set", {"node": node_id, "attribute": "label", "value": text})
ids = {}
with for_city(there):
    offers = {name: offered(f"neuerung-{name}") for name in ("torn", "even", "gone", "broken")}
with for_city(here):
    for name, offer in offers.items():
        process = taken(offer)
        ids[name] = str(process.pk)
        if name in ("torn", "gone"):
            changed(process, *(label(node_id, "Bei uns anders gefragt") for node_id in asked))
        if name == "torn":
            title = {"attribute": "title", "value": "Hund ab- oder ummelden"}
            changed(process, ("set_process", title))
        if name == "broken":
            wrong = copy.deepcopy(first)
            wrong["nodes"][asked[0]]["kind"] = "none-such"
            Process.objects.filter(pk=process.pk).update(working=wrong)
with for_city(there):
    for name in ("torn", "broken"):
        process = Process.objects.get(pk=offers[name].process_id)
        note = "Die Chipnummer wird jetzt gefragt, wie es die Satzung seit Januar will."
        publish(process, definition=newer, parameters={}, by=None, at=now, note=note)
    Offer.objects.filter(pk=offers["gone"].pk).update(
        withdrawn_at=now, withdrawn_reason="Die Satzung gibt es nicht mehr.",
        successor=offers["torn"])
print(json.dumps(ids))
"""
_IDS: dict[int, dict[str, str]] = {}


def _at(name: str, scenery: Scenery, rest: str = "neuerungen/") -> Page:
    hall = scenery.hall
    if hall.port not in _IDS:
        printed = hall.manage("shell", "-v", "0", "-c", _STORY)
        _IDS[hall.port] = json.loads(printed.strip().splitlines()[-1])
    path = f"baukasten/{_IDS[hall.port][name]}/{rest}"
    return at(path, scenery, who=COMPOSER, city="wiesbaden")


def _open(scenery: Scenery) -> Page:
    """Take it with one thing decided, one without words, and the rest open."""
    page = _at("torn", scenery)
    page.locator("input[type=radio][value=eigene]").first.check()
    page.locator("textarea").first.fill("")
    page.get_by_role("button", name="Übernehmen").click()
    page.locator("#fehler").wait_for()
    return page


def _seen(scenery: Scenery) -> Page:
    page = _at("torn", scenery)
    for choice in page.locator("input[type=radio][value=theirs]").all():
        choice.check()
    page.get_by_role("button", name="Ergebnis ansehen").click()
    page.locator("#ergebnis").wait_for()
    return page


def _unfolded(scenery: Scenery) -> Page:
    page = _at("torn", scenery)
    page.locator("input[type=radio][value=eigene]").first.check()
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => each.open = true)")
    return page


UPDATES_STOPS = (
    Stop("update", "studio:update", partial(_at, "torn")),
    Stop("update-unfolded", "studio:update", _unfolded),
    Stop("update-open", "studio:update", _open, 422),
    Stop("update-seen", "studio:update", _seen),
    Stop("update-none", "studio:update", partial(_at, "even")),
    Stop("update-broken", "studio:update", partial(_at, "broken")),
    Stop("update-withdrawn", "studio:update", partial(_at, "gone")),
    Stop("update-hint", "studio:process", partial(_at, "torn", rest="")),
)
