"""What cities share: offers on the shelf, where processes came from, and what is given back."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.cities.models import CityOwned
from rathaus.processes.models import Process


class Document(models.Model):
    """
    A definition that was published and shared, under its digest; never changed again.

    It belongs to no city: whoever took it over keeps it when the city that made it has left.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    body = models.JSONField()

    def __str__(self) -> str:
        return self.digest[:12]


class Installation(models.Model):
    """Another installation whose signature we trust, and whose catalogue we may follow."""

    name = models.CharField(_("Name"), max_length=200)
    # Ed25519, 32 bytes as 64 hex digits.
    public_key = models.CharField(_("Öffentlicher Schlüssel"), max_length=64, unique=True)
    catalogue = models.URLField(_("Adresse des Katalogs"), blank=True)
    is_followed = models.BooleanField(_("Jede Nacht nachsehen"), default=False)
    etag = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class ForeignProcess(models.Model):
    """A process that another installation shares; its id is the one it has there."""

    id = models.UUIDField(primary_key=True, editable=False)
    installation = models.ForeignKey(
        Installation, on_delete=models.PROTECT, related_name="processes"
    )
    city_name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    category = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    # As in Example: [{"name", "answers", "expected"}].
    examples = models.JSONField(default=list)
    received_at = models.DateTimeField()
    # It is no longer in the other installation's catalogue.
    is_gone = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class ForeignVersion(models.Model):
    """A published version of a process of another installation."""

    process = models.ForeignKey(ForeignProcess, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # Older versions may have come as digests only.
    digest = models.CharField(max_length=64, db_index=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="foreign_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.process_id} v{self.number}"


class Offer(CityOwned):
    """A process on the shared shelf: all cities see its published versions, and nothing else."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="offer")
    # The city's own switch; closed, nobody new takes it over and no updates are offered.
    is_open = models.BooleanField(default=True)
    # "Gebühren nach unserer Satzung; Rasse wird nicht gefragt": what others should know.
    words = models.TextField(_("Was sollten andere wissen?"), blank=True, max_length=2000)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    offered_at = models.DateTimeField()
    # What the operating unit says of it.
    is_recommended = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True, max_length=1000)
    successor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.process_id)


class Feedback(CityOwned):
    """What a city says of a process on the shelf that it runs."""

    class Kind(models.TextChoices):
        GOOD = "good", _("Funktioniert gut")
        IDEA = "idea", _("Idee")
        PROBLEM = "problem", _("Problem")

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="feedback")
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    text = models.TextField(_("Ihre Rückmeldung"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:60]


class Origin(CityOwned):
    """
    Where a process was taken over from, and how it stays in step.

    Which of upstream's documents it is in step with stands in Process.base_digest, since taking an
    update back takes that back too.
    """

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="origin")
    # Upstream is Process.upstream, or in another installation; both empty once it is deleted.
    foreign = models.ForeignKey(
        ForeignProcess, on_delete=models.SET_NULL, null=True, blank=True, related_name="clones"
    )
    # Said where upstream itself can no longer be asked.
    city_name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    # Kept as long as they are needed to compare with, whatever happens to upstream.
    documents = models.ManyToManyField(Document, related_name="+")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Updates without conflicts enter the working copy by themselves.
    is_automatic = models.BooleanField(default=False)
    # The digest of the newest version that the city did not want.
    skipped_digest = models.CharField(max_length=64, blank=True)
    # Up to this version of upstream's, staff were told that it is there.
    told_digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.process_id} ← {self.city_name}"


class Contribution(CityOwned):
    """A change that a city offers to the city it took a process over from."""

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        ACCEPTED = "accepted", _("angenommen")
        PARTLY = "partly", _("teilweise angenommen")
        DECLINED = "declined", _("abgelehnt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="contributions")
    upstream = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="offered_changes")
    # Exactly what is offered, and what it is compared with; later edits do not show.
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    base = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("In einem Satz"), max_length=200)
    note = models.TextField(_("Warum?"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, max_length=2000)

    class Meta:
        indexes = [models.Index(fields=["upstream", "state"], name="contribution_open")]

    def __str__(self) -> str:
        return self.title


class Remark(CityOwned):
    """What one of the two cities says about a change that is offered."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField(_("Nachricht"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:60]
