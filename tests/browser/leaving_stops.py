"""The pages on which a city leaves, for its administrators, the operating unit and citizens."""

from functools import partial

from playwright.sync_api import Page

from tests.browser.operating_stops import OPERATOR
from tests.browser.scenery import Scenery
from tests.browser.stop import Stop, at

ADMINISTRATOR = "verwaltung@frankfurt.example"
# A city of its own: all others are open.
_CLOSED = """
import datetime as dt
from django.utils import timezone
from rathaus.cities.models import City
from rathaus.people.leaving import close
from rathaus.people.models import User
city, _ = City.objects.get_or_create(
    slug="altdorf",
    defaults={
        "name": "Altdorf", "authority": "Magistrat der Stadt Altdorf", "key": "065349999998",
        "number_prefix": "ALT", "street": "Kirchgasse 2", "postcode": "35280",
        "place": "Altdorf", "phone": "06693 115", "email": "rathaus@altdorf.example",
        "website": "https://altdorf.example/", "legal_remedy": "Widerspruch.",
    },
)
operator = User.objects.get(email="betrieb@rathaus.example")
close(city, days=90, by=operator, at=timezone.now() - dt.timedelta(days=10))
"""


def _operating(path: str, scenery: Scenery, *, before: str = "") -> Page:
    if before:
        scenery.hall.manage("shell", "-v", "0", "-c", before)
    page = scenery.person(OPERATOR).page
    page.goto(f"{scenery.hall.base_url}/betrieb/staedte/{path}")
    return page


def _closed_hall(scenery: Scenery) -> Page:
    scenery.hall.manage("shell", "-v", "0", "-c", _CLOSED)
    return at("leistungen/", scenery, city="altdorf")


def _no_date(scenery: Scenery) -> Page:
    page = _operating("frankfurt/verlassen/", scenery)
    page.locator('[name="days"]').fill("-1")
    page.locator('form[action$="/schliessen/"] button').click()
    page.locator(".kern-error").wait_for()
    return page


def _refused(scenery: Scenery) -> Page:
    page = _operating("altdorf/verlassen/", scenery, before=_CLOSED)
    page.locator('[name="name"]').fill("Neudorf")
    page.locator('form[action$="/loeschen/"] button').click()
    page.locator("#fehler").wait_for()
    return page


LEAVING_STOPS = (
    Stop(
        "leaving-export",
        "desk:export-city",
        partial(at, "schreibtisch/mitnehmen/", who=ADMINISTRATOR),
    ),
    Stop("leaving-open", "operating:leave", partial(_operating, "frankfurt/verlassen/")),
    Stop("leaving-no-date", "operating:close-city", _no_date, 422),
    Stop(
        "leaving-closed",
        "operating:leave",
        partial(_operating, "altdorf/verlassen/", before=_CLOSED),
    ),
    Stop("leaving-refused", "operating:delete-city", _refused, 422),
    Stop("leaving-hall-closed", "", _closed_hall, 410),
)
