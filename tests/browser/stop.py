"""A page in one state, and the people who look at pages."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.scenery import Scenery

CLERK = "steuer@frankfurt.example"
DESIGNER = "gestaltung@frankfurt.example"
STAFF = "verkehr@frankfurt.example"


@dataclass(frozen=True)
class Stop:
    """A page in one state."""

    name: str
    url_name: str
    open: Callable[[Scenery], Page]
    status: int = 200

    def __str__(self) -> str:
        return self.name


def at(path: str, scenery: Scenery, *, who: str = "visitor", city: str = "frankfurt") -> Page:
    person = scenery.person(who, city)
    person.open(path)
    return person.page
