"""Cities and their departments: the tenants that everything else belongs to."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.cities.scope import CityRows

# Addresses without a city begin with these, so no city may be called so.
RESERVED_SLUGS = frozenset(
    {
        "antrag", "barrierefreiheit", "baukasten", "betrieb", "darstellung", "datenschutz", "demo",
        "gesund", "impressum", "katalog", "konto", "lebenslagen", "leistungen", "lizenzen",
        "meine-antraege", "schreibtisch", "sprache", "static", "suche", "weiter",
    }
)  # fmt: skip


def check_is_free(slug: str) -> None:
    """
    Keep a city's address apart from addresses that belong to no city.

    :raises ValidationError: if the slug is taken by one.
    """
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("„%(slug)s“ ist schon eine Adresse des Rathauses. Wählen Sie einen anderen Namen."),
            params={"slug": slug},
        )


class City(models.Model):
    """A municipality with its own town hall, looks and law."""

    slug = models.SlugField(_("Kurzname in Adressen"), unique=True, validators=[check_is_free])
    name = models.CharField(_("Name"), max_length=120)
    authority = models.CharField(
        _("Behörde im Briefkopf"), max_length=160, help_text=_("z. B. Magistrat der Stadt …")
    )
    # Amtlicher Regionalschlüssel, 12 digits (Destatis).
    key = models.CharField(
        _("Regionalschlüssel"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{12}\Z")],
    )
    number_prefix = models.CharField(_("Kürzel in Aktenzeichen"), max_length=4, unique=True)
    domain = models.CharField(_("Eigene Domain"), max_length=253, blank=True)
    # Five custom properties, checked for contrast by appearance.py when they are saved.
    colours = models.JSONField(_("Farben"), default=dict)
    street = models.CharField(_("Straße und Hausnummer"), max_length=120)
    postcode = models.CharField(_("Postleitzahl"), max_length=5)
    place = models.CharField(_("Ort"), max_length=80)
    phone = models.CharField(_("Telefon"), max_length=40)
    email = models.EmailField(_("E-Mail"))
    website = models.URLField(_("Website"), blank=True)
    # The text under a notice where a process has none of its own.
    legal_remedy = models.TextField(_("Rechtsbehelfsbelehrung"))

    # Whoever asked for a publication does not approve it.
    publishing_needs_two = models.BooleanField(_("Veröffentlichen nur zu zweit"), default=False)

    # Since when nobody enters its town hall any more, because it leaves.
    closed_at = models.DateTimeField(null=True, blank=True)
    # The day before which nobody deletes it.
    deletable_from = models.DateField(null=True, blank=True)
    # When it last took all of its data with it; without that, it is not deleted.
    exported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Stadt")
        verbose_name_plural = _("Städte")

    def __str__(self) -> str:
        return self.name


class CityOwned(models.Model):
    """A row that belongs to exactly one city and is only ever seen from there."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = CityRows()

    class Meta:
        abstract = True


class Department(CityOwned):
    """An office of a city that cases are routed to."""

    key = models.SlugField(_("Kennung"))
    name = models.CharField(_("Name"), max_length=160)
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    place = models.CharField(_("Ort"), max_length=80, blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    opening_hours = models.CharField(_("Öffnungszeiten"), max_length=200, blank=True)
    # Where cases go that no rule claims, so that none is lost.
    is_fallback = models.BooleanField(_("Auffangstelle"), default=False)

    class Meta:
        verbose_name = _("Amt")
        verbose_name_plural = _("Ämter")
        constraints = [
            models.UniqueConstraint(fields=["city", "key"], name="department_key_once"),
            models.UniqueConstraint(
                fields=["city"],
                condition=models.Q(is_fallback=True),
                name="department_one_fallback",
            ),
        ]

    def __str__(self) -> str:
        return self.name
