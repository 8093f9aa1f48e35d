"""What happened, and who still has to be told."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.cities.models import CityOwned


class Event(CityOwned):
    """Something that happened, written in the transaction in which it happened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "name"], name="event_by_subject")]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_id}"


class Delivery(CityOwned):
    """One listener that has to hear of one event; repeated until it has."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        RUNNING = "running", _("läuft")
        DONE = "done", _("erledigt")
        STUCK = "stuck", _("steckt fest")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    listener = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "listener"], name="delivery_listener_once")
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="delivery_open_by_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.listener} ({self.state})"


class Routine(models.Model):
    """When something that is done regularly is done next; of the installation, not of a city."""

    name = models.CharField(max_length=120, primary_key=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
