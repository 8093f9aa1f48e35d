"""Tells one listener of one event; the runner and the Celery task both call it."""

import datetime as dt
import logging
from collections.abc import Callable
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox import leasing
from rathaus.outbox.models import Delivery
from rathaus.outbox.registry import listener
from rathaus.outbox.retrying import MOST_ATTEMPTS, pause_after
from rathaus.outbox.wording import described, frames

logger = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]
_current: ContextVar[UUID | None] = ContextVar("delivery", default=None)


class LeaseLost(Exception):
    """Somebody else was given this delivery meanwhile; what we did is rolled back."""


def current_delivery_id() -> UUID | None:
    """Return what is being delivered: the same at every repetition, for whoever counts twice."""
    return _current.get()


def deliver(delivery_id: UUID, *, clock: Clock = timezone.now) -> bool:
    """
    Tell the listener, if that is due and nobody else is at it.

    A listener that fails is told again later, after longer and longer pauses, and stays visible as
    stuck after the last attempt. Its failure is not ours: nothing is raised.

    :returns: whether the listener was told and heard.
    """
    with for_city(ALL_CITIES):
        delivery = _claim(delivery_id, at=clock())
    if delivery is None:
        return False
    current = _current.set(delivery.pk)
    try:
        with for_city(delivery.city), leasing.kept(delivery, clock=clock):
            _tell(delivery, clock=clock)
    except LeaseLost:
        logger.warning("Delivery %s was given to somebody else meanwhile.", delivery.pk)
        return False
    except Exception as problem:  # noqa: BLE001 - one bad listener must not stop the others
        _put_back(delivery, problem, at=clock())
        return False
    finally:
        _current.reset(current)
    return True


def _claim(delivery_id: UUID, *, at: dt.datetime) -> Delivery | None:
    """Lease a delivery by one conditional UPDATE, so that two workers never both get it."""
    claimable = Delivery.objects.filter(leasing.free(at), pk=delivery_id)
    claimable = claimable.filter(attempts__lt=MOST_ATTEMPTS)
    delivery = claimable.select_related("event", "city").first()
    if delivery is None:
        return None
    attempt = delivery.attempts + 1
    claimed = claimable.filter(attempts=delivery.attempts).update(
        state=Delivery.State.RUNNING,
        attempts=attempt,
        leased_until=at + leasing.LEASE,
        # Should we die without a word, that counts as a failed attempt with its pause.
        due_at=at + pause_after(attempt),
    )
    delivery.attempts = attempt
    return delivery if claimed else None


def _tell(delivery: Delivery, *, clock: Clock) -> None:
    event = delivery.event
    told = listener(event.name, delivery.listener)
    if told.slow:
        told.tell(event.subject_id)
        _mark_done(delivery, at=clock())
        return
    with transaction.atomic():
        told.tell(event.subject_id)
        _mark_done(delivery, at=clock())


def _mark_done(delivery: Delivery, *, at: dt.datetime) -> None:
    done = _still_ours(delivery).update(state=Delivery.State.DONE, done_at=at, last_error="")
    if not done:
        raise LeaseLost


def _put_back(delivery: Delivery, problem: Exception, *, at: dt.datetime) -> None:
    logger.warning(
        "Delivery %s to %s failed, attempt %s: %s | %s",
        *(delivery.pk, delivery.listener, delivery.attempts, described(problem), frames(problem)),
    )
    connection.close_if_unusable_or_obsolete()
    stuck = delivery.attempts >= MOST_ATTEMPTS
    with for_city(ALL_CITIES):
        _still_ours(delivery).update(
            state=Delivery.State.STUCK if stuck else Delivery.State.WAITING,
            leased_until=None,
            due_at=at + pause_after(delivery.attempts),
            last_error=described(problem),
        )


def _still_ours(delivery: Delivery) -> QuerySet[Delivery]:
    # The number of the attempt is the fence: whoever took over meanwhile counted one more.
    return Delivery.objects.filter(
        pk=delivery.pk, attempts=delivery.attempts, state=Delivery.State.RUNNING
    )
