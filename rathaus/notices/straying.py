"""Deletes sealed files that no row names: left behind where a process died between file and row."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage

from rathaus.applications.models import Upload
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.notices.models import Notice

# A file is written before its row is committed; by then the two have long found each other.
_OLD: Final = dt.timedelta(days=2)
_AT_ONCE: Final = 500


class WrongDatabase(Exception):
    """More files are strange to the database than known: most likely it is not theirs."""


def forget_strays(*, at: dt.datetime) -> int:
    """
    Delete old files without a row, and say how many; one with a name not ours is left alone.

    :raises WrongDatabase: if that would be most of them.
    """
    strays: list[str] = []
    known = 0
    with for_city(ALL_CITIES):
        for folder, unnamed in (("uploads", _unnamed_uploads), ("notices", _unnamed_notices)):
            for places in _in_batches(_places(folder)):
                found = unnamed(places)
                known += len(places) - len(found)
                strays += [place for place in found if _is_old(place, at=at)]
    if len(strays) > known:
        raise WrongDatabase
    for place in strays:
        default_storage.delete(place)
    return len(strays)


def _is_old(place: str, *, at: dt.datetime) -> bool:
    return default_storage.get_modified_time(place) < at - _OLD


def _in_batches(places: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(places, _AT_ONCE)):
        yield batch


def _places(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in names)
    for inner in folders:
        yield from _places(f"{folder}/{inner}")


def _unnamed_uploads(places: Iterable[str]) -> list[str]:
    ids = {place: _id(place.rpartition("/")[2]) for place in places}
    rows = Upload.objects.filter(pk__in=[upload_id for upload_id in ids.values() if upload_id])
    known = set(rows.values_list("pk", flat=True))
    return [place for place, upload_id in ids.items() if upload_id and upload_id not in known]


def _unnamed_notices(places: Iterable[str]) -> list[str]:
    about = {}
    for place in places:
        name, _dot, kind = place.rpartition("/")[2].partition(".")
        if submission_id := _id(name):
            about[place] = (submission_id, kind)
    rows = Notice.objects.filter(
        submission__in={submission_id for submission_id, _ in about.values()}
    )
    known = set(rows.values_list("submission_id", "kind"))
    return [place for place, names in about.items() if names not in known]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
