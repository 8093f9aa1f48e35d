"""Pages on which a process is taken over, and on which it arrives."""

from functools import partial

from playwright.sync_api import Page

from tests.browser.scenery import Scenery
from tests.browser.stop import Stop, at

# Taking over is done in Wiesbaden, since Frankfurt is the first to offer what all have.
TAKER = "freigabe@wiesbaden.example"
_OFFER = """
    SELECT sharing_offer.id FROM sharing_offer
    JOIN processes_process ON processes_process.id = sharing_offer.process_id
    JOIN cities_city ON cities_city.id = sharing_offer.city_id
    WHERE cities_city.slug = 'frankfurt' AND processes_process.slug = ?
"""


def _there(rest: str, scenery: Scenery) -> Page:
    return at(f"baukasten/{rest}", scenery, who=TAKER, city="wiesbaden")


def _taking(scenery: Scenery, *, slugs: tuple[str, ...] = ("hund-anmelden",)) -> Page:
    offers = [scenery.hall.rows(_OFFER, slug)[0][0] for slug in slugs]
    asked = "&".join(f"angebot={offer}" for offer in offers)
    return _there(f"uebernehmen/?{asked}", scenery)


def _mistake(scenery: Scenery) -> Page:
    """Type an amount that is none, and do not say that a second time is meant."""
    page = _taking(scenery)
    page.locator("[name$=fee_first_dog]").fill("viel")
    page.get_by_role("button", name="Übernehmen").click()
    page.locator("#fehler").wait_for()
    return page


def _taken(scenery: Scenery, *, slugs: tuple[str, ...]) -> Page:
    page = _taking(scenery, slugs=slugs)
    again = page.locator("#noch-einmal")
    if again.count():
        again.check()
    page.get_by_role("button", name="Übernehmen").click()
    page.wait_for_url("**/ankunft/")
    return page


def _arrival_mistake(scenery: Scenery) -> Page:
    page = _taken(scenery, slugs=("hund-anmelden",))
    page.locator("[name$=fee_first_dog]").fill("viel")
    page.get_by_role("button", name="Speichern").click()
    page.locator("#fehler").wait_for()
    return page


def _refused(scenery: Scenery) -> Page:
    page = _taken(scenery, slugs=("bewohnerparkausweis",))
    page.get_by_role("link", name="Veröffentlichen …").click()
    page.locator("#ankunft").wait_for()
    return page


_TWO = ("hund-anmelden", "bewohnerparkausweis")
ARRIVAL_STOPS = (
    Stop("take-over-nothing", "studio:take-over", partial(_there, "uebernehmen/")),
    Stop("take-over", "studio:take-over", _taking),
    Stop("take-over-several", "studio:take-over", partial(_taking, slugs=_TWO)),
    Stop("take-over-mistake", "studio:take-over", _mistake, 422),
    Stop("arrival", "studio:arrival", partial(_taken, slugs=("bewohnerparkausweis",))),
    Stop("arrival-ready", "studio:arrival", partial(_taken, slugs=("hund-abmelden",))),
    Stop("arrival-mistake", "studio:arrival", _arrival_mistake, 422),
    Stop("arrival-publish", "studio:publish", _refused),
    Stop("arrivals", "studio:arrivals", partial(_taken, slugs=_TWO)),
)
