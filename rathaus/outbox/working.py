"""One worker process of the embedded runner: delivers what is due, then sleeps until woken."""

import logging
import os
import select
import time
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from rathaus.outbox import delivering, sweeping
from rathaus.outbox.bells import bell_of_this_database
from rathaus.outbox.wording import described

logger = logging.getLogger(__name__)

# Between two looks of its own, for what is due by its back-off or what nobody rang for.
LOOK_EVERY_SECONDS: Final = 1.0
# Then the process is replaced: whatever a PDF engine keeps is given back.
DELIVERIES_PER_LIFE: Final = 1000
_AT_ONCE: Final = 20

BUSY: Final = b"b"
IDLE: Final = b"i"


class Worker:
    """Works until its supervisor, at the other end of a pipe, closes it or is gone."""

    def __init__(self, *, orders: int, report: int) -> None:
        self._orders = orders
        self._report = report
        self._left = DELIVERIES_PER_LIFE
        self._tidied = float("-inf")

    def work(self) -> None:
        """Deliver until told to stop, or until this process is old."""
        bell = bell_of_this_database()
        while self._left > 0 and not self._told_to_stop():
            if not self._round():
                self._say(IDLE)
                bell.sleep(LOOK_EVERY_SECONDS, also=self._orders)

    def _round(self) -> int:
        """Do what is due now, and return how much was found."""
        close_old_connections()
        self._say(BUSY)
        try:
            self._tidy()
            return self._deliver()
        except (DatabaseError, InterfaceError) as problem:
            # A database that is away comes back; what we were at is leased, then free again.
            logger.warning("The database did not answer: %s", described(problem))
            return 0

    def _tidy(self) -> None:
        if time.monotonic() - self._tidied >= settings.OUTBOX_SWEEP_SECONDS:
            self._tidied = time.monotonic()
            sweeping.tidy(at=timezone.now())

    def _deliver(self) -> int:
        found = sweeping.due(at=timezone.now(), limit=_AT_ONCE)
        for delivery_id in found:
            if self._told_to_stop():
                break
            self._say(BUSY)
            delivering.deliver(delivery_id)
            self._left -= 1
        return len(found)

    def _told_to_stop(self) -> bool:
        return bool(select.select([self._orders], [], [], 0)[0])

    def _say(self, word: bytes) -> None:
        os.write(self._report, word)
