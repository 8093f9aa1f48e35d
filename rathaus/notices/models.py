"""Documents that the town hall issued: receipts and notices."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.applications.models import Submission
from rathaus.cases.models import Case
from rathaus.cities.models import CityOwned


class Notice(CityOwned):
    """A letter as it was issued; its bytes are archived encrypted and never made again."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Eingangsbestätigung")
        GRANTED = "granted", _("Bescheid")
        REFUSED = "refused", _("Ablehnung")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="notices")
    # Empty on the receipt, which is made before anybody opened a case.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="notices/%Y/%m")
    # Of the plain PDF, 64 hex digits.
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    # The first time a citizen opened it.
    opened_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Bescheid")
        verbose_name_plural = _("Bescheide")
        constraints = [
            models.UniqueConstraint(fields=["submission", "kind"], name="notice_kind_once"),
            # A case is either granted or refused: one notice closes it.
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(case__isnull=False),
                name="notice_case_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title
