"""A running town hall with people in it, and each of its pages opened once for all tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.measuring import show
from tests.browser.scenery import Scenery
from tests.browser.stops import STOPS, Stop
from tests.browser.watching import Watch
from tests.town_hall import Builder, TownHall


@pytest.fixture(scope="session")
def hall(build_town_hall: Builder) -> TownHall:
    """Return a town hall of our own: others count what was submitted in theirs."""
    return build_town_hall()


@pytest.fixture(scope="session")
def scenery(browser: Browser, hall: TownHall) -> Iterator[Scenery]:
    """Return everybody who looks at pages."""
    scenery = Scenery(browser, hall)
    yield scenery
    scenery.close()


@dataclass
class Shown:
    """A page that somebody has before them."""

    stop: Stop
    page: Page
    status: int
    watch: Watch


@pytest.fixture(scope="session", params=STOPS, ids=str)
def shown(request: Any, scenery: Scenery) -> Shown:
    """Open a page once; pytest then runs every test that looks at it."""
    stop: Stop = request.param
    for watch in scenery.watches.values():
        watch.forget()
    for person in scenery.people.values():
        show(person.page)
    page = stop.open(scenery)
    watch = scenery.watch_of(page)
    return Shown(stop, page, watch.status_of(page.url), watch)
