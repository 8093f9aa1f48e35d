"""What applications do regularly: delete what was never sent or only tried out, in time."""

import datetime as dt

from rathaus.applications.expiring import discard_expired
from rathaus.applications.trying import forget_tried
from rathaus.outbox.repeating import every


@every(dt.timedelta(hours=1))
def delete_expired_drafts(at: dt.datetime) -> int:
    """Delete expired drafts."""
    return discard_expired(at=at)


@every(dt.timedelta(hours=6))
def delete_tried_versions(at: dt.datetime) -> int:
    """Delete versions that staff only tried out; their drafts expire before."""
    return forget_tried(at=at)
