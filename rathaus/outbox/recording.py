"""Writes news in the same transaction as the change that makes it, or not at all."""

import datetime as dt
import functools
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rathaus.cities.scope import current_city
from rathaus.outbox.models import Delivery, Event
from rathaus.outbox.registry import listeners_of
from rathaus.outbox.waking import wake


class RecordedOutsideTransaction(Exception):
    """News and the change it tells of must be committed together."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Record {name} inside the transaction that makes it true.")


def record(name: str, *, subject_id: UUID, at: dt.datetime | None = None) -> Event:
    """
    Write an event with one delivery for each listener; a worker is woken on commit.

    :param name: `noun.participle`, e.g. `submission.received`.
    :param at: when it happened; now, if nothing else is said.
    :raises RecordedOutsideTransaction: if no transaction is open.
    :raises NoCityChosen: if nobody said in which city.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RecordedOutsideTransaction(name)
    at = at or timezone.now()
    city = current_city()
    event = Event.objects.create(city=city, name=name, subject_id=subject_id, recorded_at=at)
    deliveries = [
        Delivery(city=city, event=event, listener=listener, due_at=at)
        for listener in listeners_of(name)
    ]
    if deliveries:
        Delivery.objects.bulk_create(deliveries)
        ids = [delivery.pk for delivery in deliveries]
        # Robust: an answer to a citizen never depends on whether a worker could be woken.
        transaction.on_commit(functools.partial(wake, ids), robust=True)
    return event
