"""What the confirmation says: the number in groups, what happens next and until when."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from forms_engine.kinds.date import day_in_words
from rathaus.applications.access import citizen_token
from rathaus.applications.models import Submission
from rathaus.applications.numbers import spoken
from rathaus.cities.models import Department
from rathaus.notices.models import Notice
from rathaus.portal.service_page import department_for
from rathaus.portal.services import processing_time
from rathaus.processes.queries import compiled_version, version_by_id


@dataclass(frozen=True)
class Reception:
    """
    A submission as its confirmation shows it.

    :param until: the day by which an answer is to be expected; "" where nothing is promised.
    """

    submission: Submission
    title: str
    number: list[str]
    on: str
    takes: str
    until: str
    receipt: Notice | None
    department: Department
    token: str


def reception_of(submission: Submission, *, language: str) -> Reception:
    """Put together what the confirmation says."""
    definition = compiled_version(submission.version_id).in_language(language).definition
    day = timezone.localtime(submission.submitted_at).date()
    kind = Notice.Kind.RECEIPT
    return Reception(
        submission=submission,
        title=str(definition["title"]),
        number=spoken(submission.number),
        on=day_in_words(day, language),
        takes=processing_time(definition, language=language),
        until=_until(definition, day, language),
        receipt=Notice.objects.filter(submission=submission, kind=kind).first(),
        department=department_for(version_by_id(submission.version_id).process),
        token=citizen_token(submission),
    )


def _until(definition: dict[str, Any], day: dt.date, language: str) -> str:
    days = definition.get("processing_days")
    if not isinstance(days, int) or isinstance(days, bool):
        return ""
    return day_in_words(day + dt.timedelta(days=days), language)
