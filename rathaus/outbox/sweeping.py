"""Finds what no worker was woken for; looks only at what is due, never at what was once queued."""

import datetime as dt
import logging
from typing import Final
from uuid import UUID

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.leasing import free
from rathaus.outbox.models import Delivery
from rathaus.outbox.repeating import run_due
from rathaus.outbox.retrying import MOST_ATTEMPTS
from rathaus.outbox.waking import waiting_in_redis, wake

logger = logging.getLogger(__name__)

BATCH: Final = 200


def due(*, at: dt.datetime, limit: int = BATCH) -> list[UUID]:
    """Return what waits longest and that nobody is at."""
    with for_city(ALL_CITIES):
        rows = Delivery.objects.filter(free(at), attempts__lt=MOST_ATTEMPTS)
        return list(rows.order_by("due_at").values_list("pk", flat=True)[:limit])


def give_up(*, at: dt.datetime) -> int:
    """Mark as stuck what killed its worker at every attempt, so that a person sees it."""
    with for_city(ALL_CITIES):
        rows = Delivery.objects.filter(free(at), attempts__gte=MOST_ATTEMPTS)
        stuck = rows.update(
            state=Delivery.State.STUCK,
            leased_until=None,
            last_error="The worker died or hung at every attempt.",
        )
    if stuck:
        logger.error("%s deliveries are stuck; see `manage.py outbox`.", stuck)
    return stuck


def tidy(*, at: dt.datetime) -> None:
    """Do what is done regularly, besides delivering."""
    give_up(at=at)
    run_due(at=at)


def sweep(*, at: dt.datetime) -> int:
    """
    Wake workers for what is due; for Celery, whose messages can be lost.

    :returns: for how many deliveries.
    """
    tidy(at=at)
    waiting = due(at=at)
    # Where workers have more to do than one sweep adds, more messages would only be repetitions.
    if not waiting or waiting_in_redis() >= BATCH:
        return 0
    wake(waiting)
    return len(waiting)
