"""When a listener that failed is told again, and how an operator says: once more, now."""

import datetime as dt
import random
from typing import Final

from django.db import transaction

from rathaus.outbox.models import Delivery
from rathaus.outbox.waking import wake

# 2 s, 8 s, 32 s, 2 min, 9 min, 34 min, 2.3 h, 9.1 h, then every 12 h: three days in all, so that
# what broke on a Friday evening is delivered on Monday without anybody's help.
MOST_ATTEMPTS: Final = 14
_FIRST_PAUSE: Final = 2.0
_GROWTH: Final = 4.0
_LONGEST_PAUSE: Final = 12 * 60 * 60.0
_JITTER: Final = 0.2


def pause_after(attempts: int) -> dt.timedelta:
    """Return how long to wait after so many failed attempts; a little by chance, against crowds."""
    pause = min(_FIRST_PAUSE * _GROWTH ** (attempts - 1), _LONGEST_PAUSE)
    chance = random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - nothing secret
    return dt.timedelta(seconds=pause * chance)


@transaction.atomic
def retry(delivery: Delivery, *, at: dt.datetime) -> bool:
    """Let a delivery that is stuck, or waits for its next attempt, begin anew at once."""
    open_again = Delivery.objects.filter(
        pk=delivery.pk, state__in=(Delivery.State.STUCK, Delivery.State.WAITING)
    ).update(state=Delivery.State.WAITING, attempts=0, due_at=at, leased_until=None)
    transaction.on_commit(lambda: wake([delivery.pk]), robust=True)
    return bool(open_again)
