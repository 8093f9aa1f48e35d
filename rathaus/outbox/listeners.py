"""Hears the outbox's own news, by which `manage.py benchmark` measures how fast a worker starts."""

from uuid import UUID

from rathaus.outbox.registry import on


@on("outbox.measured")
def be_measured(subject_id: UUID) -> None:
    """Do nothing; the delivery keeps when it began."""
