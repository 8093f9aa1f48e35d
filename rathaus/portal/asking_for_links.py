"""Sends somebody who lost the links to their applications new ones, to the mailbox they used."""

import datetime as dt
from typing import Final

from django.db import transaction

from rathaus.applications.queries import submissions_from
from rathaus.outbox.models import Event
from rathaus.outbox.recording import record

EVENT: Final = "links.requested"
# Nobody's mailbox is filled by somebody else's impatience.
NOT_AGAIN_FOR: Final = dt.timedelta(minutes=10)


@transaction.atomic
def ask_for_links(*, email: str, at: dt.datetime) -> None:
    """
    Have links sent to an address, if something was sent from it; the answer is the same if not.

    The event names the newest submission and not the address, which stays sealed in that row.
    """
    newest = submissions_from(email).first()
    if newest is None:
        return
    asked = Event.objects.filter(
        subject_id=newest.pk, name=EVENT, recorded_at__gt=at - NOT_AGAIN_FOR
    )
    if not asked.exists():
        record(EVENT, subject_id=newest.pk)
