"""What notices do regularly: forget what is closed and past its date."""

import datetime as dt

from rathaus.notices.forgetting import forget_closed
from rathaus.outbox.repeating import every


@every(dt.timedelta(hours=6))
def forget_closed_cases(at: dt.datetime) -> int:
    """Delete closed cases with their documents, uploads and answers."""
    return forget_closed(at=at)
