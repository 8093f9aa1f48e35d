"""Every page of the operating unit in every state that looks different."""

from functools import partial

from playwright.sync_api import Page

from tests.browser.scenery import Scenery
from tests.browser.stop import Stop

OPERATOR = "betrieb@rathaus.example"
_FOUNDED = """
from dataclasses import asdict
from django.utils import timezone
from rathaus.cities.appearance import Appearance
from rathaus.cities.founding import Office, proposed_remedy
from rathaus.cities.models import City
from rathaus.operating.opening import Administrator, open_city
from rathaus.sharing.choosing import all_of, takeable
if not City.objects.filter(slug="neustadt").exists():
    open_city(
        {
            "slug": "neustadt", "name": "Neustadt", "authority": "Magistrat der Stadt Neustadt",
            "key": "065349999999", "number_prefix": "NST", "street": "Marktplatz 1",
            "postcode": "35279", "place": "Neustadt", "phone": "06692 115",
            "email": "rathaus@neustadt.example", "legal_remedy": proposed_remedy(),
        },
        colours=asdict(Appearance()),
        offices=[Office("rathaus", "Rathaus", is_fallback=True)],
        administrator=Administrator("erste@neustadt.example", "Nele", "Anfang"),
        sources=all_of(takeable()), by=None, at=timezone.now(),
    )
"""
_BEHIND = """
from django.utils import timezone
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.sharing.models import Offer
with for_city(ALL_CITIES):
    offer = Offer.objects.get(process__slug="hund-anmelden", city__slug="frankfurt")
    offer.process.clones.filter(city__slug="wiesbaden").update(base_digest="0" * 64)
    old = Offer.objects.get(process__slug="hund-abmelden", city__slug="frankfurt")
    old.withdrawn_at, old.withdrawn_reason = timezone.now(), "Die Satzung ist neu."
    old.successor = offer
    old.save()
    Offer.objects.filter(process__slug="mangel-melden").update(is_recommended=True)
"""


def operating(path: str, scenery: Scenery, *, before: str = "") -> Page:
    """Open a page of the operating unit, once what it shows is there."""
    if before:
        scenery.hall.manage("shell", "-v", "0", "-c", before)
    page = scenery.person(OPERATOR).page
    page.goto(f"{scenery.hall.base_url}/betrieb/{path}")
    return page


def _mistakes(scenery: Scenery) -> Page:
    """Found a city of which nothing is right."""
    page = operating("stadt-einrichten/", scenery)
    page.locator("#id_band").fill("#ffffff")
    page.locator("#id_amt-1-name").fill("Amt ohne Kennung")
    page.locator("#id_amt-1-postcode").evaluate("field => { field.value = '1'; }")
    page.locator('[name="_do"][value="found"]').last.click()
    page.locator("#fehler").wait_for()
    return page


def _wrong_table(scenery: Scenery) -> Page:
    page = operating("stadt-einrichten/", scenery)
    content = b"key,name,fallback\na,A,vielleicht\nb,B,x,zu viel\n"
    file = {"name": "aemter.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("#departments").set_input_files(file)
    page.locator('[name="_do"][value="read"]').click()
    page.locator("#departments_error").wait_for()
    return page


def _more_rows(scenery: Scenery) -> Page:
    page = operating("stadt-einrichten/", scenery)
    page.locator('[name="_do"][value="row"]').click()
    page.locator("#id_amt-5-name").wait_for()
    for details in page.locator("details").all():
        details.evaluate("details => { details.open = true; }")
    return page


def _offer(scenery: Scenery, *, title: str) -> Page:
    page = operating("regal/", scenery, before=_BEHIND)
    page.locator("main table a", has_text=title).first.click()
    page.locator("#rueckstand").wait_for()
    return page


def _no_reason(scenery: Scenery) -> Page:
    page = _offer(scenery, title="anmelden")
    page.locator("#id_reason").evaluate("field => field.form.requestSubmit()")
    page.locator(".kern-error").wait_for()
    return page


OPERATING_STOPS = (
    Stop("operating", "operating:home", partial(operating, "")),
    Stop("operating-add-city", "operating:add-city", partial(operating, "stadt-einrichten/")),
    Stop("operating-add-city-rows", "operating:add-city", _more_rows),
    Stop("operating-add-city-mistakes", "operating:add-city", _mistakes, 422),
    Stop("operating-add-city-wrong-table", "operating:add-city", _wrong_table, 422),
    Stop(
        "operating-city",
        "operating:city",
        partial(operating, "staedte/neustadt/", before=_FOUNDED),
    ),
    Stop("operating-shelf", "operating:shelf", partial(operating, "regal/", before=_BEHIND)),
    Stop("operating-offer", "operating:offer", partial(_offer, title="anmelden")),
    Stop("operating-offer-withdrawn", "operating:offer", partial(_offer, title="abmelden")),
    Stop("operating-offer-no-reason", "operating:offer-withdraw", _no_reason, 422),
)
