"""What the operating unit types before a city is closed, and before it is deleted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.people.leaving import LONGEST_DAYS


class CloseForm(forms.Form):
    """How long everything is kept."""

    days = forms.IntegerField(
        label=_("Wie viele Tage bleibt alles aufbewahrt?"),
        min_value=0,
        max_value=LONGEST_DAYS,
        initial=30,
        help_text=_("In dieser Zeit lässt sich die Stadt wieder öffnen."),
        error_messages={
            "required": _("Geben Sie eine Zahl von 0 bis 3650 Tagen an."),
            "invalid": _("Geben Sie eine Zahl von 0 bis 3650 Tagen an."),
            "min_value": _("Geben Sie eine Zahl von 0 bis 3650 Tagen an."),
            "max_value": _("Geben Sie eine Zahl von 0 bis 3650 Tagen an."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class DeleteForm(forms.Form):
    """The name of the city, typed by who means it."""

    name = forms.CharField(
        label=_("Name der Stadt"),
        max_length=200,
        error_messages={"required": _("Schreiben Sie den Namen der Stadt.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
