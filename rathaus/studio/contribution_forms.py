"""What is asked where cities offer each other changes: in one sentence, why, and messages."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.sharing.models import Contribution

_INPUT: Final = "kern-form-input__input"


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": _INPUT})


class ContributionForm(forms.ModelForm):
    """What a change that is offered is called, and why it is."""

    class Meta:
        model = Contribution
        fields = ("title", "note")
        widgets = {"title": forms.TextInput(attrs={"class": _INPUT}), "note": _lines(4)}
        error_messages = {"title": {"required": _("Schreiben Sie in einem Satz, was sich ändert.")}}

    def clean_title(self) -> str:
        """Return it on one line."""
        return " ".join(self.cleaned_data["title"].split())


class RemarkForm(forms.Form):
    """A message to the other city."""

    text = forms.CharField(
        label=_("Nachricht"),
        max_length=2000,
        widget=_lines(3),
        error_messages={"required": _("Schreiben Sie etwas.")},
    )


class DecisionForm(forms.Form):
    """What the other city is told together with the decision."""

    reason = forms.CharField(max_length=2000, required=False, widget=_lines(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Nachricht dazu")


class DeclineForm(forms.Form):
    """Why a change is not wanted."""

    reason = forms.CharField(
        label=_("Warum lehnen Sie ab?"),
        help_text=_("Das liest die andere Stadt."),
        max_length=2000,
        widget=_lines(3),
        error_messages={"required": _("Schreiben Sie, warum Sie ablehnen.")},
    )
