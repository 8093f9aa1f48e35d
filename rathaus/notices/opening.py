"""Writes down when a citizen first opened a document: the day from which it counts as delivered."""

import datetime as dt

from rathaus.notices.models import Notice


def note_opened(notice: Notice, *, at: dt.datetime) -> None:
    """Keep the first time; later ones change nothing."""
    Notice.objects.filter(pk=notice.pk, opened_at__isnull=True).update(opened_at=at)
