"""The forms of the shelf: what one looks for, what a city says, what it tells of its own."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rathaus.sharing.models import Feedback
from rathaus.sharing.offering import MOST_WORDS
from rathaus.sharing.shelf import Wanted
from rathaus.studio.forms import dress

_LONGEST = 200


def wanted_from(asked: QueryDict) -> Wanted:
    """Return what an address asks for; nonsense finds nothing and breaks nothing."""
    names = {"text": "suche", "category": "lebenslage", "service": "schluessel", "city": "stadt"}
    return Wanted(
        **{
            name: " ".join(asked.get(key, "").replace("\0", "").split())[:_LONGEST]
            for name, key in names.items()
        }
    )


class FeedbackForm(forms.Form):
    """What a city that runs a process says of it."""

    kind = forms.ChoiceField(label=_("Art"), choices=Feedback.Kind.choices)
    text = forms.CharField(
        label=_("Ihre Rückmeldung"),
        max_length=2000,
        help_text=_("Alle Städte lesen das, mit dem Namen Ihrer Stadt. Keine Daten von Menschen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class OfferForm(forms.Form):
    """What others should know of a process before they take it over."""

    words = forms.CharField(
        label=_("Was sollten andere wissen?"),
        max_length=MOST_WORDS,
        required=False,
        help_text=_("Zum Beispiel: wofür Ihre Satzung etwas Besonderes verlangt, was noch fehlt."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)
