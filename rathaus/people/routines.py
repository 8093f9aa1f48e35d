"""What people do regularly: sessions that are over are forgotten, with what was opened in them."""

import datetime as dt

from django.contrib.sessions.models import Session

from rathaus.outbox.repeating import every


@every(dt.timedelta(hours=1))
def forget_ended_sessions(at: dt.datetime) -> int:
    """Delete sessions whose time is over."""
    deleted, _by_model = Session.objects.filter(expire_date__lt=at).delete()
    return deleted
