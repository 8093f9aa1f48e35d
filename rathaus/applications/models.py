"""What a citizen fills in (Draft), sends (Submission) and attaches (Upload)."""

import json
import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.cities.models import CityOwned
from rathaus.cities.sealing import seal, unseal
from rathaus.processes.models import Version


class Filled(CityOwned):
    """Answers to the questions of one version, encrypted at rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    sealed_answers = models.BinaryField()
    sealed_email = models.BinaryField(blank=True, default=b"")
    language = models.CharField(max_length=20, default="de")

    class Meta:
        abstract = True

    def _open(self, sealed: bytes | memoryview, column: str) -> Any:
        if not sealed:
            return None
        return json.loads(
            unseal(
                sealed, city_id=self.city_id, purpose=f"{self._meta.label_lower}.{column}.{self.id}"
            )
        )

    def _close(self, value: Any, column: str) -> bytes:
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return seal(
            plain, city_id=self.city_id, purpose=f"{self._meta.label_lower}.{column}.{self.id}"
        )

    @property
    def answers(self) -> dict[str, Any]:
        """The answers in the shape of the compiled schema."""
        return self._open(self.sealed_answers, "answers") or {}

    @answers.setter
    def answers(self, answers: dict[str, Any]) -> None:
        self.sealed_answers = self._close(answers, "answers")

    @property
    def email(self) -> str:
        """The address for news about this application; empty where none was given."""
        return self._open(self.sealed_email, "email") or ""

    @email.setter
    def email(self, address: str) -> None:
        self.sealed_email = self._close(address, "email") if address else b""


class Draft(Filled):
    """An application that is being filled in; deleted at its expiry if it was never submitted."""

    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    # Counts every save, so that a page opened twice does not silently overwrite the newer one.
    revision = models.PositiveIntegerField(default=0)
    # Ids of pages that are complete as far as they go.
    pages_done = models.JSONField(default=list)
    # What was typed on pages that are not complete, and how often each page was saved.
    sealed_pages = models.BinaryField(blank=True, default=b"")
    email_confirmed = models.BooleanField(default=False)

    @property
    def pages(self) -> dict[str, dict[str, Any]]:
        """What is known of each page: `revision`, and `typed` where it is not complete."""
        return self._open(self.sealed_pages, "pages") or {}

    @pages.setter
    def pages(self, pages: dict[str, dict[str, Any]]) -> None:
        self.sealed_pages = self._close(pages, "pages")


class Submission(Filled):
    """What was sent, exactly once for each draft; the version says what the answers mean."""

    draft_id = models.UUIDField(editable=False)
    # Digits that can be read out on the telephone, see applications/numbers.py.
    number = models.CharField(max_length=24)
    submitted_at = models.DateTimeField()
    email_index = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft_id"], name="submission_draft_once"),
            models.UniqueConstraint(fields=["city", "number"], name="submission_number_once"),
        ]

    def __str__(self) -> str:
        return self.number


class Upload(CityOwned):
    """A file that answers a question by its id; its bytes lie encrypted in storage."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Exactly one of the two: first the draft, from submitting on the submission.
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, related_name="uploads")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, related_name="uploads"
    )
    node_id = models.CharField(max_length=80)
    sealed_name = models.BinaryField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text=_("in Bytes"))
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="uploads/%Y/%m")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(draft__isnull=True) ^ models.Q(submission__isnull=True),
                name="upload_belongs_to_one",
            )
        ]

    @property
    def name(self) -> str:
        """The file name that the citizen's device gave."""
        purpose = f"upload.name.{self.id}"
        return unseal(self.sealed_name, city_id=self.city_id, purpose=purpose).decode()

    @name.setter
    def name(self, name: str) -> None:
        purpose = f"upload.name.{self.id}"
        self.sealed_name = seal(name.encode(), city_id=self.city_id, purpose=purpose)
