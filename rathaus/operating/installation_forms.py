"""What the operating unit types of another installation, and the file it takes in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.sharing.models import Installation


class InstallationForm(forms.Form):
    """Name, key and catalogue of another installation; trusting checks what they mean."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("So, wie Ihre Städte das andere Rathaus kennen."),
        error_messages={"required": _("Schreiben Sie, wie das andere Rathaus heißt.")},
    )
    key = forms.CharField(
        label=_("Öffentlicher Schlüssel"),
        max_length=200,
        help_text=_(
            "64 Zeichen. Er steht im Katalog des anderen Rathauses. "
            "Vergleichen Sie den Fingerabdruck am Telefon."
        ),
        error_messages={"required": _("Tragen Sie den Schlüssel ein.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    catalogue = forms.CharField(
        label=_("Adresse des Katalogs"),
        max_length=200,
        required=False,
        help_text=_("Zum Beispiel https://nord.example/katalog/. Ohne Adresse kommen nur Dateien."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    is_followed = forms.BooleanField(label=_("Jede Nacht im Katalog nachsehen"), required=False)

    @classmethod
    def about(cls, installation: Installation) -> "InstallationForm":
        """Return the form with what is known of an installation."""
        known: dict[str, Any] = {
            "name": installation.name,
            "key": installation.public_key,
            "catalogue": installation.catalogue,
            "is_followed": installation.is_followed,
        }
        return cls(initial=known)


class ParcelForm(forms.Form):
    """A signed file of another installation."""

    file = forms.FileField(
        label=_("Datei"),
        help_text=_("Eine unterschriebene Datei eines anderen Rathauses, höchstens 16 MB."),
        error_messages={"required": _("Wählen Sie eine Datei aus.")},
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
