"""A citizen without JavaScript, who sends an application and waits for what becomes of it."""

import http.cookiejar
import re
import time
import urllib.parse
import urllib.request

from tests.faults import inside
from tests.servers import wait_for
from tests.town_hall import TownHall

# One lease, one pause, one sweep, and what a loaded machine needs to start Python and print a PDF.
DELIVERED_WITHIN = 45
# What a citizen waits for an answer at most, whatever is broken behind.
ANSWERED_WITHIN = 4


class Citizen:
    """Somebody with an application that only has to be sent."""

    def __init__(self, hall: TownHall) -> None:
        self.hall = hall
        self.draft = inside.run(hall, "filled_in_draft")
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)
        self._review = self._open(f"weiter/{self.draft['token']}/")

    def _open(self, path: str, form: dict[str, str] | None = None) -> str:
        posted = urllib.parse.urlencode(form).encode() if form else None
        address = f"{self.hall.base_url}/frankfurt/{path}"
        with self.browser.open(address, posted, timeout=30) as answer:
            return answer.read().decode()

    def send(self) -> str:
        """Send the application, as often as one likes, and return the number that is answered."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self._review)
        began = time.monotonic()
        page = self._open(
            f"antrag/{self.draft['id']}/pruefen/", {"csrfmiddlewaretoken": token.group(1)}
        )
        self.waited = time.monotonic() - began
        number = re.search(r'<p class="walk__number">(.*?)</p>', page, re.DOTALL).group(1)
        return re.sub(r"<[^>]+>|\s", "", number)

    def everything_is_delivered(self) -> None:
        """Wait until nothing is left to do."""
        wait_for(
            lambda: not self.hall.rows("SELECT id FROM outbox_delivery WHERE state <> 'done'"),
            within=DELIVERED_WITHIN,
        )

    def letters_about(self, number: str) -> int:
        """Count the e-mails that name an application."""
        texts = (
            letter.get_body(("plain",)).get_content()
            for letter in self.hall.letters(to=inside.EMAIL)
        )
        return sum(number in text for text in texts)

    def what_there_is(self) -> dict[str, int]:
        """Count what became of the application."""
        return inside.run(self.hall, "what_there_is", draft_id=self.draft["id"])
