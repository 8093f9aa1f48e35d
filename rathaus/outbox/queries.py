"""How the post is doing: what is stuck, what waits, when a worker last gave a sign of life."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from rathaus.outbox.leasing import OPEN
from rathaus.outbox.models import Delivery, Routine

SIGN_OF_LIFE: Final = "outbox.routines.show_life"
# From here on a failure is worth a person's look, though it is still repeated.
_FAILING_AFTER: Final = 3


@dataclass(frozen=True)
class Post:
    """The state of the post: in the chosen city, or in all."""

    waiting: int
    failing: int
    stuck: int
    worker_seen_at: dt.datetime | None

    def worker_answers(self, *, at: dt.datetime, within: dt.timedelta) -> bool:
        """Say whether a worker gave a sign of life lately."""
        return self.worker_seen_at is not None and at - self.worker_seen_at <= within


def stuck_deliveries() -> QuerySet[Delivery]:
    """Return what a person has to look at, oldest first."""
    rows: QuerySet[Delivery] = Delivery.objects.filter(state=Delivery.State.STUCK)
    return rows.select_related("event", "city").order_by("due_at")


def open_deliveries() -> QuerySet[Delivery]:
    """Return what is still to be delivered, the next one first."""
    rows: QuerySet[Delivery] = Delivery.objects.filter(state__in=OPEN)
    return rows.select_related("event", "city").order_by("due_at")


def state_of_post() -> Post:
    """Return how the post is doing."""
    failing = Q(attempts__gte=_FAILING_AFTER)
    return Post(
        waiting=open_deliveries().exclude(failing).count(),
        failing=open_deliveries().filter(failing).count(),
        stuck=Delivery.objects.filter(state=Delivery.State.STUCK).count(),
        worker_seen_at=Routine.objects.filter(name=SIGN_OF_LIFE)
        .values_list("done_at", flat=True)
        .first(),
    )
