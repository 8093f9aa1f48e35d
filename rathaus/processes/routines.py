"""What processes do regularly: go online at their time, forget who was looking at them."""

import datetime as dt

from rathaus.outbox.repeating import every
from rathaus.processes.models import Presence
from rathaus.processes.releasing import carry_out_due

_PRESENCE_KEPT = dt.timedelta(hours=1)


@every(dt.timedelta(minutes=1))
def put_online_what_is_due(at: dt.datetime) -> int:
    """Carry out planned publications, those too whose time came while no worker ran."""
    return carry_out_due(at=at)


@every(dt.timedelta(hours=1))
def forget_who_was_here(at: dt.datetime) -> int:
    """Delete traces of people who left the studio."""
    deleted, _by_model = Presence.objects.filter(seen_at__lt=at - _PRESENCE_KEPT).delete()
    return deleted
