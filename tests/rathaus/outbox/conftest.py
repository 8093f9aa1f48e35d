"""Listeners that exist only for a test, and news for them."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import transaction

from rathaus.outbox import registry
from rathaus.outbox.models import Delivery
from rathaus.outbox.recording import record

NEWS = "test.happened"


class Clock:
    """A clock that a test moves on."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def forward(self, **time: float) -> dt.datetime:
        self.at += dt.timedelta(**time)
        return self.at


@pytest.fixture
def clock(now) -> Clock:
    return Clock(now)


@pytest.fixture
def hears(monkeypatch) -> Callable[..., str]:
    """Register functions as listeners of the test's news, and forget them after the test."""
    monkeypatch.setitem(registry._listeners, NEWS, {})

    def listen(tell, *, slow: bool = False) -> str:
        def hear(subject_id: uuid.UUID) -> None:
            tell(subject_id)

        hear.__name__ = tell.__name__
        registry.on(NEWS, slow=slow)(hear)
        return list(registry.listeners_of(NEWS))[-1]

    return listen


@pytest.fixture
def happen(in_frankfurt, now) -> Callable[..., list[Delivery]]:
    """Record the test's news and return its deliveries, in the order of their listeners."""

    def happened(subject_id: uuid.UUID | None = None) -> list[Delivery]:
        with transaction.atomic():
            event = record(NEWS, subject_id=subject_id or uuid.uuid4(), at=now)
        return list(event.deliveries.order_by("listener"))

    return happened
