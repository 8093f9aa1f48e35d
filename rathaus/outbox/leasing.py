"""Keeps a delivery ours while its listener is at work, and lets it go when we die."""

import contextlib
import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Q

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.models import Delivery

logger = logging.getLogger(__name__)

# Short, because for that long nobody else does the work of a worker that died.
LEASE: Final = dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
# Longer than the longest work: after that a worker counts as hanging, alive or not.
LONGEST: Final = dt.timedelta(seconds=settings.OUTBOX_TASK_SECONDS)
_RENEWALS_A_LEASE: Final = 3
OPEN: Final = (Delivery.State.WAITING, Delivery.State.RUNNING)


def free(at: dt.datetime) -> Q:
    """Return the condition of a delivery that is due and that nobody is at."""
    unleased = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    return Q(state__in=OPEN, due_at__lte=at) & unleased


@contextlib.contextmanager
def kept(delivery: Delivery, *, clock: Callable[[], dt.datetime]) -> Iterator[None]:
    """Renew the lease beside the work, until the work ends or has gone on for too long."""
    over = threading.Event()
    renewing = threading.Thread(target=_renew, args=(delivery, over, clock), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        over.set()
        renewing.join()


def _renew(delivery: Delivery, over: threading.Event, clock: Callable[[], dt.datetime]) -> None:
    last = clock() + LONGEST
    try:
        # The first wait outlasts nearly every piece of work: then no connection is made at all.
        while not over.wait(LEASE.total_seconds() / _RENEWALS_A_LEASE) and clock() < last:
            _renew_once(delivery, at=clock())
    finally:
        connections.close_all()


def _renew_once(delivery: Delivery, *, at: dt.datetime) -> None:
    try:
        with for_city(ALL_CITIES):
            Delivery.objects.filter(
                pk=delivery.pk, attempts=delivery.attempts, state=Delivery.State.RUNNING
            ).update(leased_until=at + LEASE)
    except DatabaseError as problem:
        logger.warning("Lease of %s was not renewed: %s", delivery.pk, type(problem).__name__)
        connections.close_all()
