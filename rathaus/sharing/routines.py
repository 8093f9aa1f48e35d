"""What sharing does regularly: look into other catalogues at night, tell cities what is new."""

import datetime as dt

from rathaus.outbox.repeating import every
from rathaus.sharing.following import follow_due
from rathaus.sharing.telling import tell_lagging


@every(dt.timedelta(hours=1))
def follow_catalogues(at: dt.datetime) -> int:
    """Look into catalogues, each of them once a night; what was left over is fetched an hour on."""
    return follow_due(at=at)


@every(dt.timedelta(minutes=2))
def tell_of_updates(at: dt.datetime) -> int:
    """Tell cities that something they took over has a newer version, once each."""
    return tell_lagging(at=at)
