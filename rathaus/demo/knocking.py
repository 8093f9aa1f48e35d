"""Asks whether the worker answers, by sending a piece of news through the whole post."""

import time
import uuid

from django.db import transaction

from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.models import Delivery
from rathaus.outbox.recording import record


class NobodyAnswers(Exception):
    """The worker has not delivered a piece of news in time."""


def knock(*, within: float) -> float:
    """
    Record a piece of news, wait until it is delivered, and return the seconds that took.

    :raises NobodyAnswers: if it is not delivered in time.
    """
    began = time.monotonic()
    city = City.objects.earliest("pk")
    with for_city(city), transaction.atomic():
        event = record("demo.knocked", subject_id=uuid.uuid4())
    with for_city(ALL_CITIES):
        deliveries = Delivery.objects.filter(event_id=event.pk, state=Delivery.State.DONE)
        while time.monotonic() - began < within:
            if deliveries.exists():
                return time.monotonic() - began
            time.sleep(0.05)
    raise NobodyAnswers(f"The worker did not answer within {within:g} seconds.")
