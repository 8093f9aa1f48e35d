"""The forms about blocks: making one, and the next version of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.studio.forms import dress


class BlockForm(forms.Form):
    """What others see of a new block."""

    title = forms.CharField(label=_("Name des Bausteins"), max_length=200)
    summary = forms.CharField(
        label=_("Wozu ist er gut?"),
        max_length=500,
        required=False,
        help_text=_("Ein Satz. Er hilft anderen, den richtigen Baustein zu finden."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    key = forms.SlugField(
        label=_("Kurzname"),
        max_length=60,
        required=False,
        help_text=_(
            "Kleine Buchstaben, Ziffern, Bindestriche. Bleibt für immer. "
            "Bleibt das Feld leer, entsteht er aus dem Namen."
        ),
        error_messages={"invalid": _("Nur kleine Buchstaben, Ziffern und Bindestriche.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class VersionForm(forms.Form):
    """What is new in a version of a block."""

    note = forms.CharField(
        label=_("Was ist neu?"),
        max_length=500,
        help_text=_("Wer den Baustein verwendet, liest das, bevor er die neue Version übernimmt."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)
