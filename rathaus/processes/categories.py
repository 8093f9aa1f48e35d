"""The life situations by which citizens find a service; a definition names one as `category`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """Oriented on the life situations of the federal service portal (PVOG), in plain words."""

    FAMILY = "family", _("Familie und Kinder")
    HOUSING = "housing", _("Wohnen und Umzug")
    VEHICLES = "vehicles", _("Auto und Verkehr")
    TAXES = "taxes", _("Steuern und Gebühren")
    ANIMALS = "animals", _("Tiere")
    BUSINESS = "business", _("Gewerbe und Arbeit")
    ENVIRONMENT = "environment", _("Umwelt und Abfall")
    DOCUMENTS = "documents", _("Ausweise und Urkunden")
    SOCIAL = "social", _("Soziale Hilfen")
    ENGAGEMENT = "engagement", _("Mitmachen und Melden")


OTHER = "other"


def category_label(code: str) -> str:
    """Return the life situation in words; a code that is not ours is shown under "Weiteres"."""
    return str(Category(code).label) if code in Category.values else str(_("Weiteres"))
