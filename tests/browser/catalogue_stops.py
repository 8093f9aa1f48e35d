"""What goes to other installations: the public catalogue, and the page where a file is made."""

from functools import partial

from playwright.sync_api import Page

from tests.browser.scenery import Scenery
from tests.browser.stop import DESIGNER, Stop, at

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


def _nothing_chosen(scenery: Scenery) -> Page:
    page = at("baukasten/paket/", scenery, who=DESIGNER)
    page.locator("main button[type=submit]").click()
    page.locator(".kern-alert--danger").wait_for()
    return page


CATALOGUE_STOPS = (
    Stop("catalogue", "catalogue:catalogue", _catalogue),
    Stop("parcel", "studio:parcel", partial(at, "baukasten/paket/", who=DESIGNER)),
    Stop("parcel-mistake", "studio:parcel-download", _nothing_chosen, 422),
)
