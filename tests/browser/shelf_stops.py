"""Pages of the shared shelf; looked at from Wiesbaden, since Frankfurt fills it."""

from functools import partial

from playwright.sync_api import Page

from tests.browser.scenery import Scenery
from tests.browser.stop import DESIGNER, Stop, at

TAKER = "gestaltung@wiesbaden.example"
APPROVER = "freigabe@frankfurt.example"
_OFFER = """
    SELECT sharing_offer.id FROM sharing_offer
    JOIN processes_process ON processes_process.id = sharing_offer.process_id
    WHERE processes_process.slug = ?
"""

# A process that another installation shares, as if its file had been taken in.
_FOREIGN = """
from django.utils import timezone
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.models import Process
from rathaus.sharing.models import ForeignProcess, ForeignVersion, Installation
from rathaus.sharing.upstream import keep
with for_city(ALL_CITIES):
    process = Process.objects.get(city__slug="frankfurt", slug="mangel-melden")
    definition = process.published.definition
there, _ = Installation.objects.get_or_create(
    public_key="0" * 64, defaults={"name": "Rathaus Nord"}
)
process, is_new = ForeignProcess.objects.get_or_create(
    id="11111111-1111-4111-8111-111111111111",
    defaults={
        "installation": there, "city_name": "Musterhausen", "title": definition["title"],
        "summary": definition["summary"], "category": definition["category"],
        "words": "Ohne Fotos; die nimmt bei uns ein anderes Verfahren an.",
        "received_at": timezone.now(),
    },
)
if is_new:
    ForeignVersion.objects.create(
        process=process, number=3, digest=keep(definition).pk, document=keep(definition),
        published_at=timezone.now(), note="Karte entfernt",
    )
"""
_FOREIGN_ADDRESS = "fremd/11111111-1111-4111-8111-111111111111/"


def _foreign(rest: str, scenery: Scenery) -> Page:
    scenery.hall.manage("shell", "-v", "0", "-c", _FOREIGN)
    return _shelf(f"{_FOREIGN_ADDRESS}{rest}", scenery)


def _shelf(rest: str, scenery: Scenery) -> Page:
    return at(f"baukasten/regal/{rest}", scenery, who=TAKER, city="wiesbaden")


def _offer(scenery: Scenery, slug: str = "hund-anmelden") -> int:
    offer: int = scenery.hall.rows(_OFFER, slug)[0][0]
    return offer


def _of_offer(rest: str, scenery: Scenery) -> Page:
    return _shelf(f"{_offer(scenery)}/{rest}", scenery)


def _feedback(scenery: Scenery) -> Page:
    """Say something of a process, as a city that runs it."""
    page = _of_offer("", scenery)
    page.locator("[name=text]").fill("Läuft bei uns seit dem Frühjahr ohne eine einzige Rückfrage.")
    with page.expect_navigation():
        page.locator("[name=text]").evaluate("field => field.form.requestSubmit()")
    return page


def _feedback_mistake(scenery: Scenery) -> Page:
    page = _of_offer("", scenery)
    with page.expect_navigation():
        page.locator("[name=text]").evaluate("field => field.form.requestSubmit()")
    return page


def _compared(scenery: Scenery) -> Page:
    one, other = _offer(scenery), _offer(scenery, "hund-abmelden")
    return _shelf(f"vergleichen/?a=a{one}&b=a{other}", scenery)


def _offered(scenery: Scenery, *, who: str = APPROVER) -> Page:
    return at(f"{scenery.process_address}teilen/", scenery, who=who)


SHELF_STOPS = (
    Stop("shelf", "studio:shelf", partial(_shelf, "")),
    Stop("shelf-nothing", "studio:shelf", partial(_shelf, "?suche=Raumfahrt")),
    Stop("shelf-process", "studio:shelf-process", partial(_of_offer, "")),
    Stop("shelf-feedback", "studio:shelf-process", _feedback),
    Stop("shelf-feedback-mistake", "studio:shelf-process", _feedback_mistake, 422),
    Stop("shelf-preview", "studio:shelf-preview", partial(_of_offer, "ansehen/?seite=p_dogs")),
    Stop("shelf-foreign", "studio:shelf-foreign", partial(_foreign, "")),
    Stop("shelf-foreign-preview", "studio:shelf-foreign-preview", partial(_foreign, "ansehen/")),
    Stop("shelf-compare", "studio:shelf-compare", partial(_shelf, "vergleichen/")),
    Stop("shelf-compared", "studio:shelf-compare", _compared),
    Stop("offer", "studio:offer", _offered),
    Stop("offer-may-not", "studio:offer", partial(_offered, who=DESIGNER)),
)
