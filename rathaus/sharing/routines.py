"""What sharing does regularly: look into the catalogues of other installations every night."""

import datetime as dt

from rathaus.outbox.repeating import every
from rathaus.sharing.following import follow_due


@every(dt.timedelta(hours=1))
def follow_catalogues(at: dt.datetime) -> int:
    """Look into catalogues, each of them once a night; what was left over is fetched an hour on."""
    return follow_due(at=at)
