"""The Celery side of the outbox: tasks that take an id and call what the runner calls too."""

from uuid import UUID

from django.db import close_old_connections
from django.utils import timezone

from rathaus.celery import app
from rathaus.outbox import delivering, sweeping


@app.task(name="rathaus.outbox.tasks.deliver")
def deliver(delivery_id: str) -> None:
    """Tell one listener of one event."""
    close_old_connections()
    delivering.deliver(UUID(delivery_id))


@app.task(name="rathaus.outbox.tasks.sweep")
def sweep() -> None:
    """Send messages for what is due and has none; sent by beat."""
    close_old_connections()
    sweeping.sweep(at=timezone.now())
