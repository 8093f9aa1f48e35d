"""The town hall's own small forms; those of services come from their definitions."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LinkForm(forms.Form):
    """Asks for the mailbox to send links to."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Die Adresse, die Sie im Antrag angegeben haben."),
        max_length=254,
        error_messages={
            "required": _("Geben Sie Ihre E-Mail-Adresse ein."),
            "invalid": _("Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
