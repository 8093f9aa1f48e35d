"""What this app does when something happened elsewhere."""

from uuid import UUID

from django.utils import timezone

from rathaus.notices import issuing
from rathaus.outbox.registry import on


@on("submission.received", slow=True)
def issue_receipt(submission_id: UUID) -> None:
    """Confirm to the citizen what arrived."""
    issuing.issue_receipt(submission_id, at=timezone.now())


@on("case.decided", slow=True)
def issue_decision(case_id: UUID) -> None:
    """Tell the citizen what was decided."""
    issuing.issue_decision(case_id, at=timezone.now())
