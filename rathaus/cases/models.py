"""What a department has to decide, and everything that happened to it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.applications.models import Submission
from rathaus.cities.models import CityOwned, Department
from rathaus.cities.sealing import seal, unseal
from rathaus.processes.models import Process


class Case(CityOwned):
    """One submission in the hands of one department."""

    class State(models.TextChoices):
        RECEIVED = "received", _("eingegangen")
        IN_REVIEW = "in_review", _("in Bearbeitung")
        GRANTED = "granted", _("bewilligt")
        REFUSED = "refused", _("abgelehnt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="case")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    # The submission's number and date again: the inbox is read by index from this table alone.
    reference = models.CharField(max_length=24)
    submitted_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sealed_reason = models.BinaryField(blank=True, default=b"")
    # Counts every change, so that two clerks do not decide over each other.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Vorgang")
        verbose_name_plural = _("Vorgänge")
        constraints = [
            models.UniqueConstraint(fields=["city", "reference"], name="case_reference_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["received", "in_review"])
                ^ models.Q(decided_at__isnull=False),
                name="case_decided_has_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["city", "department", "state", "-submitted_at", "-id"], name="case_inbox"
            ),
            models.Index(
                fields=["city", "department", "due_on", "id"],
                condition=models.Q(state__in=["received", "in_review"]),
                name="case_open_by_due",
            ),
            # The inbox as it opens: what is open in a department, newest first.
            models.Index(
                fields=["city", "department", "-submitted_at", "-id"],
                condition=models.Q(state__in=["received", "in_review"]),
                name="case_open_by_date",
            ),
            models.Index(
                fields=["city", "assigned_to", "due_on", "id"],
                condition=models.Q(state__in=["received", "in_review"]),
                name="case_open_by_person",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reason(self) -> str:
        """Why it was decided so, in the clerk's words; empty where nothing was written."""
        if not self.sealed_reason:
            return ""
        sealed = bytes(self.sealed_reason)
        return unseal(sealed, city_id=self.city_id, purpose=f"case.reason.{self.id}").decode()

    @reason.setter
    def reason(self, reason: str) -> None:
        purpose = f"case.reason.{self.id}"
        self.sealed_reason = (
            seal(reason.encode(), city_id=self.city_id, purpose=purpose) if reason else b""
        )


class HistoryRow(CityOwned):
    """One thing that happened to a case, or one look at it; never changed, never deleted alone."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("Vorgang angelegt")
        VIEWED = "viewed", _("angesehen")
        FILE_VIEWED = "file_viewed", _("Anlage angesehen")
        TAKEN = "taken", _("übernommen")
        RETURNED = "returned", _("zurückgelegt")
        DECIDED = "decided", _("entschieden")
        ISSUED = "issued", _("Bescheid erstellt")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="history")
    at = models.DateTimeField()
    # Empty where the system itself acted.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="history_by_case")]
