"""Questions about drafts, submissions and uploads of the chosen city."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, QuerySet

from rathaus.applications.models import Draft, Filled, Submission, Upload
from rathaus.cities.scope import current_city
from rathaus.cities.sealing import blind_index
from rathaus.processes.models import Process
from rathaus.processes.queries import version_by_id


def draft_by_id(draft_id: UUID) -> Draft | None:
    """Return a draft, or None if it was submitted, deleted, or never was."""
    return Draft.objects.filter(pk=draft_id).first()


def locked_draft(draft_id: UUID) -> Draft | None:
    """Return a draft that nobody else changes until the transaction ends."""
    return Draft.objects.select_for_update().filter(pk=draft_id).first()


def is_trial(draft: Draft) -> bool:
    """Say whether staff only try a form out with this draft: nothing ever comes of it."""
    return version_by_id(draft.version_id).number is None


def drafts_under_way(process: Process) -> QuerySet[Draft]:
    """Return what citizens are filling in for a process; what staff only try out is not counted."""
    return Draft.objects.filter(version__process=process, version__number__isnull=False)


def drafts_per_version(process_id: UUID, *, at: dt.datetime) -> list[tuple[int, int]]:
    """Return how many drafts go on with which version of a process, the newest version first."""
    going_on = Draft.objects.filter(version__process_id=process_id, expires_at__gt=at)
    counted = going_on.exclude(version__number=None).values_list("version__number")
    return list(counted.annotate(count=Count("pk")).order_by("-version__number"))


def submission_of_draft(draft_id: UUID) -> Submission | None:
    """Return what a draft became, if it was submitted."""
    return Submission.objects.filter(draft_id=draft_id).first()


def submissions_from(email: str) -> QuerySet[Submission]:
    """Return what was sent with this e-mail address, the newest first."""
    index = blind_index(email, city_id=current_city().pk)
    return Submission.objects.filter(email_index=index).order_by("-submitted_at")


def uploads_of(filled: Filled) -> QuerySet[Upload]:
    """Return the files of a draft or a submission in the order in which they came."""
    owner = "draft" if isinstance(filled, Draft) else "submission"
    return Upload.objects.filter(**{owner: filled}).order_by("uploaded_at", "id")


def names_of(uploads: Iterable[Upload]) -> dict[str, str]:
    """Return the names of files by the ids that answers hold."""
    return {str(upload.id): upload.name for upload in uploads}
