"""Opens the case of a submission and lays it on the desk of the department in charge."""

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from forms_engine.routing import route
from rathaus.applications.models import Submission
from rathaus.cases import history
from rathaus.cases.deadlines import due_on
from rathaus.cases.models import Case
from rathaus.cities.models import Department
from rathaus.cities.queries import fallback_department
from rathaus.outbox.recording import record
from rathaus.processes.queries import compiled_version


class Place(NamedTuple):
    """Where a case goes, until when it is due, and how that came about."""

    department: Department
    due_days: int | None
    explanation: str


@transaction.atomic
def open_for(submission_id: UUID, *, at: dt.datetime) -> Case:
    """
    Return the case of a submission; opened now where there is none yet.

    :raises Submission.DoesNotExist: if it is not of the chosen city.
    """
    existing: Case | None = Case.objects.filter(submission_id=submission_id).first()
    if existing:
        return existing
    submission = Submission.objects.select_related("version__process").get(pk=submission_id)
    place = place_for(submission)
    case: Case
    case, is_new = Case.objects.get_or_create(
        submission=submission,
        defaults={
            "city_id": submission.city_id,
            "process": submission.version.process,
            "department": place.department,
            "reference": submission.number,
            "submitted_at": submission.submitted_at,
            "due_on": due_on(received_at=submission.submitted_at, days=place.due_days),
            "opened_at": at,
        },
    )
    if is_new:
        history.note(case, kind=history.Kind.OPENED, by=None, at=at, text=place.explanation)
        record("case.opened", subject_id=case.pk)
    return case


def place_for(submission: Submission) -> Place:
    """Return the department that the process's rules name; the fallback where they name none."""
    version = submission.version
    found = route(compiled_version(version.pk), submission.answers)
    if found is None:
        return _fallback("Keine Regel passte", due_days=None)
    for role in found.roles:
        key = version.process.roles.get(role)
        department = Department.objects.filter(key=key).first() if key else None
        if department:
            return Place(department, found.due_days, f"Zuständig: {department.name}")
    roles = ", ".join(found.roles)
    return _fallback(f"Keinem Amt zugeordnet: {roles}", due_days=found.due_days)


def _fallback(why: str, *, due_days: int | None) -> Place:
    department = fallback_department()
    return Place(department, due_days, f"{why} – Auffangstelle: {department.name}")
