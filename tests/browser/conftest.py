"""A running town hall with people in it, and each of its pages opened once for all tests."""

import os
from collections.abc import Iterator, Sequence
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


def _part(stops: Sequence[Stop], part: str) -> Sequence[Stop]:
    """Return a part of the stops, such as 2/3: several run side by side."""
    number, _of, count = part.partition("/")
    size = -(-len(stops) // int(count))
    return stops[(int(number) - 1) * size : int(number) * size]


@pytest.fixture(
    scope="session", params=_part(STOPS, os.environ.get("RATHAUS_STOPS", "1/1")), ids=str
)
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
