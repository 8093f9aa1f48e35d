"""People in a running town hall, and what has to have happened before a page can be looked at."""

import contextlib
import json
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page

from rathaus.demo.loading import LIBRARY
from rathaus.demo.people import PASSWORD
from tests import dog_tax
from tests.browser.watching import Watch
from tests.pages import Person, link_in
from tests.servers import wait_for
from tests.town_hall import TownHall

_HIRED_TWICE = """
from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.people.models import Membership, User
with for_city(ALL_CITIES):
    Membership.objects.create(
        user=User.objects.get(email="{email}"),
        city=City.objects.get(slug="wiesbaden"),
        role="designer",
    )
"""


def pages_of(slug: str) -> tuple[str, ...]:
    """Return the ids of the pages of a process of the seed library."""
    return tuple(json.loads((LIBRARY / f"{slug}.json").read_text("utf-8"))["order"])


def address_in(room: str, page: Page) -> str:
    """Return the address, inside the city, of what this page of a room is about."""
    found = re.search(rf"{room}/[0-9a-f-]+/", page.url)
    assert found, page.url
    return found[0]


class Scenery:
    """Everybody who looks at pages, each with a browser of their own that is watched."""

    def __init__(self, browser: Browser, hall: TownHall) -> None:
        self.browser = browser
        self.hall = hall
        self.folder = Path(tempfile.mkdtemp(prefix="rathaus-scenery-"))
        self.people: dict[str, Person] = {}
        self.watches: dict[str, Watch] = {}
        self._drafts: dict[tuple[str, str], str] = {}

    def person(self, name: str, city: str = "frankfurt") -> Person:
        """Return somebody by name; who has an account is logged in when first asked for."""
        if name not in self.people:
            somebody = Person(self.browser, self.hall, city)
            self.people[name] = somebody
            self.watches[name] = Watch.over(somebody.context, self.hall.base_url)
            if "@" in name:
                somebody.log_in(name, PASSWORD)
            elif name == "two-desks":
                somebody.log_in(self.clerk_of_two_cities, PASSWORD)
        found = self.people[name]
        found.city = city
        return found

    def confirmed(self, name: str, path: str) -> Person:
        """Open what asks for the password once more, and say it."""
        somebody = self.person(name)
        somebody.open(path)
        if "/bestaetigen/" in somebody.page.url:
            somebody.page.locator('[name="password"]').fill(PASSWORD)
            somebody.submit()
            somebody.page.wait_for_load_state()
        return somebody

    def watch_of(self, page: Page) -> Watch:
        """Return the watch over the person who looks at this page."""
        return next(self.watches[name] for name, who in self.people.items() if who.page == page)

    def draft(self, city: str, slug: str) -> str:
        """Return the address, inside the city, of a draft that the citizen holds."""
        if (city, slug) not in self._drafts:
            citizen = self.person("citizen", city)
            citizen.open(f"leistungen/{slug}/")
            citizen.press("Antrag starten")
            self._drafts[city, slug] = address_in("antrag", citizen.page)
        return self._drafts[city, slug]

    @cached_property
    def ready_draft(self) -> str:
        """Return the address of a draft with all answers."""
        citizen = self.person("thorough")
        dog_tax.walks_to_the_review(citizen, dog_tax.proof_in(self.folder))
        return address_in("antrag", citizen.page)

    @cached_property
    def sent_draft(self) -> str:
        """Return the address of a draft that was submitted; its receipt is there."""
        citizen = self.person("sender")
        dog_tax.walks_to_the_review(citizen, dog_tax.proof_in(self.folder))
        address = address_in("antrag", citizen.page)
        dog_tax.submits(citizen)
        citizen.page.locator('a[href*="/eingangsbestaetigung/"]').wait_for()
        return address

    @cached_property
    def case(self) -> str:
        """Return the address of the case that the submission became, taken by the clerk."""
        _ = self.sent_draft
        clerk = self.person("steuer@frankfurt.example")
        wait_for(lambda: self.hall.rows("SELECT id FROM cases_case"))
        clerk.open("schreibtisch/vorgaenge/")
        clerk.page.locator('main a[href*="/vorgaenge/"]:not([href*="?"])').first.click()
        address = address_in("schreibtisch/vorgaenge", clerk.page)
        clerk.press("Übernehmen")
        return address

    @cached_property
    def mine_link(self) -> str:
        """Return the link to the sender's applications, from the e-mail."""
        _ = self.sent_draft
        letters = wait_for(lambda: self.hall.letters(to=dog_tax.KIM))
        return link_in(letters[-1], "/meine-antraege/")

    @cached_property
    def process_address(self) -> str:
        """Return the address of a process in the studio."""
        designer = self.person("gestaltung@frankfurt.example")
        designer.open("baukasten/")
        designer.page.locator("main a", has_text="Hund zur Hundesteuer anmelden").first.click()
        return address_in("baukasten", designer.page)

    @cached_property
    def reset_link(self) -> str:
        """Return the link to a new password, from the e-mail."""
        email = "urkunden@frankfurt.example"
        visitor = self.person("forgetful")
        visitor.open("konto/passwort/vergessen/")
        visitor.page.locator('[name="email"]').fill(email)
        visitor.submit()
        return link_in(wait_for(lambda: self.hall.letters(to=email))[-1], "/passwort/neu/")

    @cached_property
    def second_step(self) -> Person:
        """Return somebody who has switched on the login in two steps."""
        clerk = self.confirmed("umwelt@frankfurt.example", "konto/2fa/totp/activate/")
        secret = clerk.page.locator(".qr-key").inner_text()
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        clerk.page.locator('[name="code"]').fill(code)
        clerk.submit()
        return clerk

    @cached_property
    def clerk_of_two_cities(self) -> str:
        """Return the address of somebody who works for a second city too."""
        email = "steuer@darmstadt.example"
        self.hall.manage("shell", "-v", "0", "-c", _HIRED_TWICE.format(email=email))
        return email

    def close(self) -> None:
        """Send everybody home."""
        for person in self.people.values():
            person.context.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextlib.contextmanager
    def broken(self, table: str = "processes_process") -> Iterator[None]:
        """Take a table away for a moment: a page that needs it fails."""
        self.hall.rows(f"ALTER TABLE {table} RENAME TO gone")
        yield
        self.hall.rows(f"ALTER TABLE gone RENAME TO {table}")
