"""What the outbox itself does regularly: show that a worker lives, forget old news."""

import datetime as dt
from typing import Final

from rathaus.outbox.models import Delivery, Event
from rathaus.outbox.repeating import every

# Long enough to look into a complaint; the subject itself is kept by its own rules.
KEPT: Final = dt.timedelta(days=90)
_BATCH: Final = 1000


@every(dt.timedelta(0))
def show_life(at: dt.datetime) -> None:
    """Do nothing; that this ran, at every sweep, is the worker's sign of life."""


@every(dt.timedelta(hours=1))
def forget_old_news(at: dt.datetime) -> int:
    """Delete events that everybody has heard of long ago; never one that somebody has not."""
    unheard = Delivery.objects.exclude(state=Delivery.State.DONE).values("event_id")
    old = Event.objects.filter(recorded_at__lt=at - KEPT).exclude(pk__in=unheard)
    deleted, _by_model = Event.objects.filter(
        pk__in=list(old.values_list("pk", flat=True)[:_BATCH])
    ).delete()
    return deleted
