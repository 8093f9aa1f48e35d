"""What applications do regularly: delete what was never sent and whose time is over."""

import datetime as dt

from rathaus.applications.expiring import discard_expired
from rathaus.outbox.repeating import every


@every(dt.timedelta(hours=1))
def delete_expired_drafts(at: dt.datetime) -> int:
    """Delete expired drafts."""
    return discard_expired(at=at)
