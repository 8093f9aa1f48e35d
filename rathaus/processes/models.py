"""Processes that a city offers, and their published versions."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.cities.models import CityOwned


class Process(CityOwned):
    """One service of one city: the definition it offers, its parameters and who is responsible."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80)
    # Copies out of the published definition, so that lists and searches need not open it.
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    category = models.CharField(max_length=40)
    # What the city fills in: {"fee_first_dog": "102.00"} and {"tax_office": "<department key>"}.
    parameters = models.JSONField(default=dict)
    roles = models.JSONField(default=dict)
    legal_remedy = models.TextField(blank=True)
    published = models.ForeignKey(
        "Version", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_online = models.BooleanField(default=False)
    # What staff are working on and have not published yet; empty where there is nothing new.
    working = models.JSONField(null=True, blank=True)
    upstream = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    base_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("Prozess")
        verbose_name_plural = _("Prozesse")
        constraints = [models.UniqueConstraint(fields=["city", "slug"], name="process_slug_once")]

    def __str__(self) -> str:
        return self.title


class Version(CityOwned):
    """
    A definition together with the parameters it was published with; never changed again.

    Pinning both keeps the meaning of an old answer and the fee of an old application.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    # SHA-256 of the canonical definition (RFC 8785), 64 hex digits.
    digest = models.CharField(max_length=64, db_index=True)
    definition = models.JSONField()
    parameters = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.process_id} v{self.number}"
