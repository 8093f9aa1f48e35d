"""What notices do regularly: forget what is closed and past its date, and files nobody knows."""

import datetime as dt

from rathaus.notices.forgetting import forget_closed
from rathaus.notices.straying import forget_strays
from rathaus.outbox.repeating import every


@every(dt.timedelta(hours=6))
def forget_closed_cases(at: dt.datetime) -> int:
    """Delete closed cases with their documents, uploads and answers."""
    return forget_closed(at=at)


@every(dt.timedelta(days=7))
def forget_stray_files(at: dt.datetime) -> int:
    """Delete sealed files that no row names."""
    return forget_strays(at=at)
