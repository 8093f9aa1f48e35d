"""What sharing does when it hears that something happened."""

from uuid import UUID

from django.utils import timezone

from rathaus.outbox.registry import on
from rathaus.sharing import automatic


@on("update.found")
def take_what_touches_nothing(process_id: UUID) -> None:
    """Take an update by itself where the city wants that, and have its designers told."""
    automatic.answer_news(process_id, at=timezone.now())
