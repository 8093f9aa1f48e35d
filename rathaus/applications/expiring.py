"""Deletes drafts: at the citizen's wish, or when their time is over; never what was submitted."""

import datetime as dt

from django.core.files.storage import default_storage
from django.db import transaction

from rathaus.applications.models import Draft, Upload
from rathaus.cities.scope import ALL_CITIES, for_city

_AT_ONCE = 500


@transaction.atomic
def discard(draft: Draft) -> None:
    """Delete a draft with its files; the bytes go when the transaction is through."""
    places = list(Upload.objects.filter(draft=draft).values_list("file", flat=True))
    draft.delete()
    transaction.on_commit(lambda: _delete_files(places))


def discard_expired(*, at: dt.datetime) -> int:
    """
    Delete the drafts of all cities whose time is over, and say how many.

    Each in a transaction of its own: a draft that is being submitted right now is left alone.
    """
    count = 0
    with for_city(ALL_CITIES):
        expired = Draft.objects.filter(expires_at__lte=at).values_list("pk", flat=True)
        for draft_id in list(expired[:_AT_ONCE]):
            with transaction.atomic():
                waiting = Draft.objects.select_for_update(skip_locked=True)
                draft = waiting.filter(pk=draft_id, expires_at__lte=at).first()
                if draft is not None:
                    discard(draft)
                    count += 1
    return count


def _delete_files(places: list[str]) -> None:
    for place in places:
        default_storage.delete(place)
