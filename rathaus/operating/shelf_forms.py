"""Why an offer is withdrawn, and what stands in for it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.sharing.models import Offer


class WithdrawForm(forms.Form):
    """The reason is read by every city that runs the process."""

    reason = forms.CharField(
        label=_("Warum soll das niemand mehr übernehmen?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Das lesen alle Städte."),
        error_messages={"required": _("Schreiben Sie, warum. Die Städte lesen es.")},
    )
    successor = forms.ChoiceField(
        label=_("Was nimmt man stattdessen?"),
        required=False,
        error_messages={"invalid_choice": _("Das steht nicht mehr im Regal.")},
    )

    def __init__(self, *args: Any, successors: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._successors = {str(offer.pk): offer for offer in successors}
        names = [
            (key, f"{each.process.title} ({each.city.name})")
            for key, each in self._successors.items()
        ]
        field: Any = self.fields["successor"]
        field.choices = [("", _("nichts davon")), *names]

    def successor_chosen(self) -> Offer | None:
        """Return what was chosen."""
        return self._successors.get(self.cleaned_data["successor"])
