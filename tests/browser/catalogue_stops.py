"""What goes to other installations: the public catalogue, and the page where a file is made."""

from functools import partial

from playwright.sync_api import Page

from tests.browser.scenery import Scenery
from tests.browser.stop import DESIGNER, Stop, at

OPERATOR = "betrieb@rathaus.example"
_OFFERED = """
from django.utils import timezone
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.models import Process
from rathaus.sharing.models import Offer
with for_city(ALL_CITIES):
    for process in Process.objects.filter(published__isnull=False):
        Offer.objects.get_or_create(
            process=process, defaults={"city": process.city, "offered_at": timezone.now()}
        )
"""


def _catalogue(scenery: Scenery) -> Page:
    """Open the catalogue once something is offered."""
    scenery.hall.manage("shell", "-v", "0", "-c", _OFFERED)
    page = scenery.person("visitor").page
    page.goto(f"{scenery.hall.base_url}/katalog/")
    page.locator("main table").wait_for()
    return page


_TRUSTED = """
import uuid
from django.utils import timezone
from rathaus.sharing.models import ForeignProcess, ForeignVersion, Installation
now = timezone.now()
north, is_new = Installation.objects.get_or_create(
    public_key="ab" * 32,
    defaults={
        "name": "Rathaus Nord",
        "catalogue": "https://127.0.0.1:9/katalog/",
        "is_followed": True,
        "last_error": "Das Zertifikat des anderen Rathauses ist nicht in Ordnung.",
        "checked_at": now,
    },
)
for title in ("Hund anmelden", "Parkausweis für Handwerksbetriebe") if is_new else ():
    process = ForeignProcess.objects.create(
        id=uuid.uuid4(), installation=north, city_name="Kiel", title=title,
        received_at=now, is_gone="Park" in title,
    )
    ForeignVersion.objects.create(process=process, number=3, digest="0" * 64, published_at=now)
"""


def _installations(scenery: Scenery) -> Page:
    """Open the list of other town halls, one of which is trusted."""
    scenery.hall.manage("shell", "-v", "0", "-c", _TRUSTED)
    page = scenery.person(OPERATOR).page
    page.goto(f"{scenery.hall.base_url}/betrieb/rathaeuser/")
    page.locator("#eintragen").wait_for()
    return page


def _wrong_key(scenery: Scenery) -> Page:
    page = _installations(scenery)
    page.locator("#id_name").fill("Rathaus Süd")
    page.locator("#id_key").fill("kein Schlüssel")
    page.locator("#id_key").evaluate("field => field.form.requestSubmit()")
    page.locator(".kern-error").wait_for()
    return page


def _wrong_file(scenery: Scenery) -> Page:
    page = _installations(scenery)
    file = {"name": "paket.json", "mimeType": "application/json", "buffer": b"{"}
    page.locator("#id_file").set_input_files(file)
    page.locator("#id_file").evaluate("field => field.form.requestSubmit()")
    page.locator(".kern-error").wait_for()
    return page


def _installation(scenery: Scenery) -> Page:
    page = _installations(scenery)
    page.locator("main table a").first.click()
    page.locator("#beenden").wait_for()
    return page


def _looked(scenery: Scenery) -> Page:
    page = _installation(scenery)
    page.locator("main form button").first.click()
    page.locator(".kern-alert--danger").wait_for()
    return page


def _not_meant(scenery: Scenery) -> Page:
    page = _installation(scenery)
    page.locator("#sicher").evaluate("field => field.form.requestSubmit()")
    page.locator("#sicher_error").wait_for()
    return page


def _nothing_chosen(scenery: Scenery) -> Page:
    page = at("baukasten/paket/", scenery, who=DESIGNER)
    page.locator("main button[type=submit]").click()
    page.locator(".kern-alert--danger").wait_for()
    return page


CATALOGUE_STOPS = (
    Stop("catalogue", "catalogue:catalogue", _catalogue),
    Stop("parcel", "studio:parcel", partial(at, "baukasten/paket/", who=DESIGNER)),
    Stop("parcel-mistake", "studio:parcel-download", _nothing_chosen, 422),
    Stop("installations", "operating:installations", _installations),
    Stop("installations-wrong-key", "operating:installations", _wrong_key, 422),
    Stop("installations-wrong-file", "operating:installation-import", _wrong_file, 422),
    Stop("installation", "operating:installation", _installation),
    Stop("installation-looked", "operating:installation", _looked),
    Stop("installation-not-meant", "operating:installation-stop", _not_meant, 422),
)
