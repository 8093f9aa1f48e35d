"""What is asked before publishing: a note, the time, and a reason where something is open."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST = 2000


class PublicationForm(forms.Form):
    """How a definition goes online."""

    note = forms.CharField(
        label=_("Was ist neu?"),
        help_text=_("Steht bei der Version, für Kolleginnen und Kollegen."),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "class": "kern-form-input__input"}),
    )
    reason = forms.CharField(
        label=_("Warum geht es trotzdem online?"),
        help_text=_("Steht in der Prüfliste bei allem, was noch offen ist."),
        max_length=500,
        error_messages={"required": _("Schreiben Sie, warum es so online gehen kann.")},
        widget=forms.TextInput(attrs={"class": "kern-form-input__input"}),
    )
    when = forms.ChoiceField(
        label=_("Wann?"),
        choices=[("now", _("sofort")), ("later", _("zu einem Zeitpunkt"))],
        widget=forms.RadioSelect(attrs={"class": "kern-form-check__radio"}),
        initial="now",
        required=False,
    )
    due_at = forms.DateTimeField(
        label=_("Zeitpunkt"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"],
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "kern-form-input__input"},
            format="%Y-%m-%dT%H:%M",
        ),
        error_messages={"invalid": _("Schreiben Sie Tag und Uhrzeit, etwa 01.12.2026 08:00.")},
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, needs_reason: bool, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        self._now = now

    def clean(self) -> dict[str, Any]:
        """Ask for a time where one was wanted."""
        cleaned = super().clean() or {}
        if cleaned.get("when") != "later":
            cleaned["due_at"] = None
            self.errors.pop("due_at", None)
        elif "due_at" not in self.errors:
            self._check_time(cleaned.get("due_at"))
        return cleaned

    def _check_time(self, due_at: dt.datetime | None) -> None:
        if due_at is None:
            self.add_error("due_at", _("Wählen Sie Tag und Uhrzeit."))
        elif due_at <= self._now:
            self.add_error("due_at", _("Der Zeitpunkt liegt in der Vergangenheit."))
