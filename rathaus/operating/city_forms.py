"""What the operating unit types about a new city: facts, looks, administrator, first processes."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rathaus.cities.appearance import COLOURS, Appearance
from rathaus.cities.founding import FIELDS, proposed_remedy
from rathaus.sharing.choosing import all_of, recommended_of
from rathaus.sharing.models import Offer

_OWN: Final = Appearance()
_MOTIFS: Final = [
    ("gables", _("Giebel")),
    ("towers", _("Türme")),
    ("springs", _("Quellen")),
    ("arches", _("Bögen")),
]
_NOTHING, _RECOMMENDED, _ALL, _SINGLE = "nothing", "recommended", "all", "single"
_SECTIONS: Final = {
    "stadt": ("name", "slug", "authority", "key", "number_prefix"),
    "kontakt": ("street", "postcode", "place", "phone", "email", "website"),
    "recht": ("legal_remedy",),
    "farben": (*COLOURS, "motif"),
    "verwaltung": ("admin_email", "admin_first_name", "admin_last_name"),
}


def _text(label: Any, *, most: int, help_text: Any = "", required: bool = True) -> forms.CharField:
    errors = {"required": _("Füllen Sie dieses Feld aus.")}
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, required=required, error_messages=errors
    )


def _colour(label: Any, initial: str, help_text: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"type": "color"})
    return forms.CharField(
        label=label, initial=initial, max_length=7, widget=widget, help_text=help_text
    )


class CityForm(forms.Form):
    """A new city but for its offices; what the values mean is checked where it is founded."""

    name = _text(_("Name der Stadt"), most=120)
    slug = _text(
        _("Kurzname in Adressen"),
        most=50,
        help_text=_("Kleine Buchstaben, Ziffern und Bindestriche, zum Beispiel bad-muster."),
    )
    authority = _text(
        _("Behörde im Briefkopf"), most=160, help_text=_("Zum Beispiel: Magistrat der Stadt …")
    )
    key = _text(
        _("Regionalschlüssel"), most=12, help_text=_("12 Ziffern, zum Beispiel 064120000000.")
    )
    number_prefix = _text(
        _("Kürzel in Aktenzeichen"),
        most=4,
        help_text=_("1 bis 4 große Buchstaben. Jedes Kürzel gibt es nur einmal."),
    )
    street = _text(_("Straße und Hausnummer"), most=120)
    postcode = _text(_("Postleitzahl"), most=5)
    place = _text(_("Ort"), most=80)
    phone = _text(_("Telefon"), most=40)
    email = _text(_("E-Mail"), most=254, help_text=_("Von hier gehen E-Mails der Stadt aus."))
    website = _text(_("Website"), most=200, required=False)
    legal_remedy = forms.CharField(
        label=_("Rechtsbehelfsbelehrung"),
        max_length=4000,
        initial=proposed_remedy,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Ein Vorschlag. Lassen Sie ihn vom Rechtsamt der Stadt prüfen. "
            "Was in geschweiften Klammern steht, kommt aus den Angaben oben."
        ),
        error_messages={"required": _("Füllen Sie dieses Feld aus.")},
    )
    action = _colour(_("Links und Knöpfe"), _OWN.action)
    action_dark = _colour(_("Links und Knöpfe in der dunklen Darstellung"), _OWN.action_dark)
    band = _colour(_("Band oben auf der Startseite"), _OWN.band)
    accent = _colour(_("Schmuckfarbe auf dem Band"), _OWN.accent)
    tint = _colour(_("Getönter Grund"), _OWN.tint)
    motif = forms.ChoiceField(label=_("Motiv"), choices=_MOTIFS)
    admin_email = _text(
        _("E-Mail"),
        most=254,
        help_text=_("Dorthin geht ein Link, mit dem die Person ihr Passwort wählt."),
    )
    admin_first_name = _text(_("Vorname"), most=150, required=False)
    admin_last_name = _text(_("Nachname"), most=150, required=False)
    take = forms.ChoiceField(
        label=_("Was soll die Stadt gleich übernehmen?"),
        widget=forms.RadioSelect(attrs={"class": "kern-form-check__radio"}),
    )
    offers = forms.MultipleChoiceField(
        label=_("Einzelne Prozesse"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "kern-form-check__checkbox"}),
        error_messages={"invalid_choice": _("Das steht nicht mehr im Regal.")},
    )

    def __init__(self, *args: Any, shelf: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shelf = list(shelf)
        fields: dict[str, Any] = self.fields
        fields["offers"].choices = [
            (str(offer.pk), f"{offer.process.title} ({offer.city.name})") for offer in shelf
        ]
        fields["take"].initial = _RECOMMENDED if recommended_of(shelf) else _ALL
        fields["take"].choices = [
            (_NOTHING, _("nichts")),
            (_RECOMMENDED, _("was empfohlen ist (%d)") % len(recommended_of(shelf))),
            (_ALL, _("alles (%d)") % len(all_of(shelf))),
            (_SINGLE, _("einzelne, die ich unten auswähle")),
        ]

    @classmethod
    def kept(cls, data: QueryDict, *, shelf: Sequence[Offer]) -> "CityForm":
        """Return the form with what was typed so far, none of it judged yet."""
        typed: dict[str, Any] = {name: data.get(name, "") for name in cls.base_fields}
        return cls(initial=typed | {"offers": data.getlist("offers")}, shelf=shelf)

    def sections(self) -> dict[str, list[BoundField]]:
        """Return the fields by the part of the page that asks for them."""
        return {part: [self[name] for name in names] for part, names in _SECTIONS.items()}

    def clean(self) -> dict[str, Any]:
        """Let nobody choose single processes without choosing one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("take") == _SINGLE and not cleaned.get("offers") and not self.errors:
            self.add_error("offers", _("Wählen Sie mindestens einen Prozess aus."))
        return cleaned

    def facts(self) -> dict[str, str]:
        """Return what the city is called and where it is."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def colours(self) -> dict[str, str]:
        """Return its looks."""
        looks = {name: self.cleaned_data[name].lower() for name in COLOURS}
        return looks | {"motif": self.cleaned_data["motif"]}

    def sources(self) -> list[Offer]:
        """Return what it takes over at once."""
        take = self.cleaned_data["take"]
        chosen = set(self.cleaned_data["offers"])
        picked = {
            _NOTHING: [],
            _RECOMMENDED: recommended_of(self._shelf),
            _ALL: all_of(self._shelf),
            _SINGLE: [each for each in self._shelf if str(each.pk) in chosen],
        }
        return picked[take]

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield each input that has to be mended, by its place on the page, with what is wrong."""
        for name, texts in self.errors.items():
            field = self[name] if name in self.fields else None
            place = f"#{field.auto_id}" if field else "#inhalt"
            if name in {"take", "offers"}:
                place = f"#id_{name}_0"
            for text in texts:
                yield place, f"{field.label}: {text}" if field else str(text)
