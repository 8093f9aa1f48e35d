"""Deletes closed cases whose time is over, with everything that was ever kept about them."""

import datetime as dt
from collections import defaultdict
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from rathaus.applications.models import Submission, Upload
from rathaus.cases.models import Case, HistoryRow
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.notices.models import Notice
from rathaus.outbox.models import Delivery
from rathaus.processes.models import Version

_AT_ONCE: Final = 500


def forget_closed(*, at: dt.datetime) -> int:
    """
    Delete the closed cases of all cities whose time is over, and say how many.

    The time is what the citizen was promised: `retention.closed_days` of the version that was
    filled in, from the decision on. A version that promises nothing keeps its cases. So does a case
    whose notice is not issued, or about which somebody has not heard yet.
    """
    count = 0
    with for_city(ALL_CITIES):
        for days, versions in _promises().items():
            over = Case.objects.filter(
                submission__version__in=versions,
                decided_at__lte=at - dt.timedelta(days=days),
                notices__isnull=False,
            )
            for case_id in over.order_by("decided_at").values_list("pk", flat=True)[:_AT_ONCE]:
                count += _forget(case_id)
    return count


def _promises() -> dict[int, list[UUID]]:
    """Return the versions by the number of days that they promise."""
    promises: dict[int, list[UUID]] = defaultdict(list)
    rows = Version.objects.filter(definition__retention__closed_days__isnull=False)
    for pk, days in rows.values_list("pk", "definition__retention__closed_days"):
        promises[int(days)].append(pk)
    return promises


@transaction.atomic
def _forget(case_id: UUID) -> bool:
    case = Case.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=case_id).first()
    if case is None:
        return False
    notices = Notice.objects.filter(submission=case.submission_id)
    uploads = Upload.objects.filter(submission=case.submission_id)
    subjects = [case.pk, case.submission_id, *notices.values_list("pk", flat=True)]
    unheard = Delivery.objects.filter(event__subject_id__in=subjects)
    if unheard.exclude(state=Delivery.State.DONE).exists():
        return False
    places = [*notices.values_list("file", flat=True), *uploads.values_list("file", flat=True)]
    HistoryRow.objects.filter(case=case).delete()
    notices.delete()
    uploads.delete()
    case.delete()
    Submission.objects.filter(pk=case.submission_id).delete()
    transaction.on_commit(lambda: _delete_files(places))
    return True


def _delete_files(places: list[str]) -> None:
    for place in places:
        default_storage.delete(place)
