"""Staff and what they may do in which city."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.cities.models import CityOwned, Department


class People(BaseUserManager["User"]):
    """Creates accounts that are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account; the password may be set later by an invitation."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account of the operating unit."""
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with an account."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("E-Mail"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()  # type: ignore[misc,assignment]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class Membership(CityOwned):
    """A person's role in one city; a clerk's also names the department."""

    class Role(models.TextChoices):
        CLERK = "clerk", _("Sachbearbeitung")
        DESIGNER = "designer", _("Gestaltung")
        APPROVER = "approver", _("Freigabe")
        ADMINISTRATOR = "administrator", _("Verwaltung")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("Rolle"), max_length=20, choices=Role)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Zugehörigkeit")
        verbose_name_plural = _("Zugehörigkeiten")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "city", "role", "department"],
                name="membership_once",
            ),
            # Two empty departments are not equal to a database.
            models.UniqueConstraint(
                fields=["user", "city", "role"],
                condition=models.Q(department__isnull=True),
                name="membership_without_department_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(role="clerk") | models.Q(department__isnull=False),
                name="membership_clerk_has_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Invitation(CityOwned):
    """That somebody was invited into a city; the link itself is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "user"], name="invitation_once")]

    def __str__(self) -> str:
        return str(self.user)
