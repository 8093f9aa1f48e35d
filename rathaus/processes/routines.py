"""What processes do regularly: forget who was looking at them."""

import datetime as dt

from rathaus.outbox.repeating import every
from rathaus.processes.models import Presence

_PRESENCE_KEPT = dt.timedelta(hours=1)


@every(dt.timedelta(hours=1))
def forget_who_was_here(at: dt.datetime) -> int:
    """Delete traces of people who left the studio."""
    deleted, _by_model = Presence.objects.filter(seen_at__lt=at - _PRESENCE_KEPT).delete()
    return deleted
