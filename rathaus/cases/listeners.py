"""What cases do when they hear that something happened."""

from uuid import UUID

from django.utils import timezone

from rathaus.cases import opening
from rathaus.outbox.registry import on


@on("submission.received")
def open_a_case(submission_id: UUID) -> None:
    """Open the case of what was sent."""
    opening.open_for(submission_id, at=timezone.now())
