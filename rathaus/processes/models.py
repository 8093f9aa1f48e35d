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
    # Counts every change of the working copy, undoing included.
    revision = models.PositiveIntegerField(default=0)
    upstream = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="clones"
    )
    # Which of upstream's published documents the process, working copy included, is in step with.
    base_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("Prozess")
        verbose_name_plural = _("Prozesse")
        constraints = [models.UniqueConstraint(fields=["city", "slug"], name="process_slug_once")]
        indexes = [models.Index(fields=["upstream", "base_digest"], name="process_in_step")]

    def __str__(self) -> str:
        return self.title


class Version(CityOwned):
    """
    A definition together with the parameters it was published with; never changed again.

    Pinning both keeps the meaning of an old answer and the fee of an old application.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    # Null for what staff only try out; it is never offered, and forgotten after some days.
    number = models.PositiveIntegerField(null=True, blank=True)
    # SHA-256 of the canonical definition (RFC 8785), 64 hex digits.
    digest = models.CharField(max_length=64, db_index=True)
    definition = models.JSONField()
    parameters = models.JSONField(default=dict)
    # Which of upstream's documents it was in step with; empty without an upstream.
    base_digest = models.CharField(max_length=64, blank=True)
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


class Edit(CityOwned):
    """One change of a working copy, with what takes it back; the history of a process."""

    class State(models.TextChoices):
        DONE = "done", _("gilt")
        UNDONE = "undone", _("zurückgenommen")
        # Taken back, and something else was done since: it cannot be done again.
        DROPPED = "dropped", _("verworfen")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="edits")
    # The process's revision after it.
    number = models.PositiveIntegerField()
    command = models.CharField(max_length=40)
    # {"code": "moved", "params": {"name": "Chipnummer", …}}: said in the reader's language.
    said = models.JSONField()
    patch = models.JSONField()
    undo = models.JSONField()
    touched = models.JSONField(default=list)
    # The process's base_digest before and after it, where it brought an update; otherwise empty.
    base_before = models.CharField(max_length=64, blank=True)
    base_after = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DONE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="edit_number_once")
        ]
        indexes = [models.Index(fields=["process", "state", "-number"], name="edit_newest")]

    def __str__(self) -> str:
        return f"{self.process_id} #{self.number} {self.command}"


class Presence(CityOwned):
    """Who has a process open in the studio, and where."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page_id = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.process_id}"


class Acceptance(CityOwned):
    """A warning of the check list that somebody accepted, and why."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="acceptances")
    # Names the finding: its code, where it is, and what it says.
    finding = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "finding"], name="acceptance_once")
        ]

    def __str__(self) -> str:
        return self.reason


class Example(CityOwned):
    """A test case: answers, and what is expected of the process for them."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="examples")
    name = models.CharField(max_length=120)
    # By node ids instead of keys, see forms_engine/answers/naming.py.
    answers = models.JSONField(default=dict)
    # {"pages": [ids], "roles": [keys], "due_days": 14, "fees": "120.00", "notices": [keys],
    #  "faults": [[id, code]], "names": {id or key: what it was called}}
    expected = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "name"], name="example_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Release(CityOwned):
    """A publication on its way: asked for, approved, due at a time, carried out or not."""

    class State(models.TextChoices):
        ASKED = "asked", _("wartet auf Freigabe")
        PLANNED = "planned", _("geplant")
        PUBLISHED = "published", _("veröffentlicht")
        DECLINED = "declined", _("abgelehnt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")
        FAILED = "failed", _("nicht möglich")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="releases")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    # Exactly what was looked at and will be published, whatever happens to the working copy.
    definition = models.JSONField()
    parameters = models.JSONField(default=dict)
    base_digest = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process"],
                condition=models.Q(state__in=["asked", "planned"]),
                name="release_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.process_id} {self.state}"


class Block(CityOwned):
    """A group of questions that processes use again: address, person, bank account, consent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Names it for all cities of the installation, as in "address@3".
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.key


class BlockVersion(CityOwned):
    """What a block held at some time; never changed again."""

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    # {"order": [id of the group], "nodes": {…}, "texts": {language: {name: text}},
    #  "parameters": {…}}; ids are the block's own and stay from version to version.
    clip = models.JSONField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["block", "number"], name="block_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.block_id} v{self.number}"


class Proposal(CityOwned):
    """A form that was imported to be looked at: what is accepted of it enters the working copy."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    process = models.ForeignKey(
        Process, on_delete=models.CASCADE, null=True, blank=True, related_name="proposals"
    )
    name = models.CharField(max_length=200)
    definition = models.JSONField()
    remarks = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
