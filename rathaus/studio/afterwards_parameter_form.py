"""The form for one value that each city sets for itself."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.studio.afterwards_forms import ItemForm
from rathaus.studio.parameter_kinds import KINDS, parameter_field, parameter_kind

_WORDS: Final = {"ja": True, "nein": False, "yes": True, "no": False}


class ParameterForm(ItemForm):
    """A value that each city sets for itself."""

    silent = frozenset({"default"})

    label = forms.CharField(
        label=gettext_lazy("Bezeichnung"),
        max_length=200,
        help_text=gettext_lazy("Zum Beispiel „Steuer für den ersten Hund im Jahr“."),
    )
    help = forms.CharField(
        label=gettext_lazy("Hinweis für die Städte"), required=False, max_length=500
    )
    kind = forms.ChoiceField(label=gettext_lazy("Art des Werts"))
    default = forms.CharField(
        label=gettext_lazy("Vorgabe"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Gilt, bis eine Stadt etwas anderes setzt. Bei Ja oder Nein: Ja. Bei Listen und "
            "Staffeln einer je Zeile."
        ),
    )

    def shown(self) -> dict[str, Any]:
        """Return what stands in the fields at first."""
        default, kind = self.item.get("default"), self._kind()
        text = parameter_field(self.item).prepare_value(default)
        if kind == "boolean":
            text = "" if default is None else _("Ja") if default else _("Nein")
        elif kind == "fixed":
            text = default
        return {
            "label": self.item.get("label"),
            "help": self.item.get("help"),
            "kind": kind,
            "default": text,
        }

    def _kind(self) -> str:
        return parameter_kind(self.item.get("schema")).code

    def prepare(self) -> None:
        """Fill in the choices."""
        has_fixed = bool(self.item) and self._kind() == "fixed"
        self.offer(
            "kind",
            [(code, kind.label) for code, kind in KINDS.items() if code != "fixed" or has_fixed],
        )

    def _schema(self, kind: str) -> Any:
        """Return how the value is described: as before, unless it is another kind now."""
        if self.item and kind == self._kind():
            return self.item.get("schema")
        return KINDS[kind].schema

    def clean(self) -> dict[str, Any]:
        """Refuse what does not go together."""
        data = super().clean() or {}
        typed = str(data.get("default", "")).strip()
        if not data.get("kind") or not typed:
            data["value"] = None
            return data
        try:
            data["value"] = self._read(data["kind"], typed)
        except forms.ValidationError as wrong:
            self.add_error("default", wrong)
        return data

    def _read(self, kind: str, typed: str) -> Any:
        if kind == "boolean":
            if typed.casefold() not in _WORDS:
                raise forms.ValidationError(_("Schreiben Sie Ja oder Nein."))
            return _WORDS[typed.casefold()]
        schema = self._schema(kind)
        if kind == "fixed":
            found = [each for each in schema["enum"] if str(each) == typed]
            if not found:
                raise forms.ValidationError(_("Das ist keiner der festen Werte."))
            return found[0]
        return parameter_field({"schema": schema}).clean(typed)

    def values(self) -> dict[str, Any]:
        """Return the attributes; None takes one away."""
        data = self.cleaned_data
        value = data["value"]
        values = {
            "label": data["label"],
            "help": data["help"] or None,
            "schema": self._schema(data["kind"]),
        }
        # Nothing at all differs from nothing levied: only the latter may stay as it was.
        if value is None and "default" not in self.item:
            return {**values, "has_default": False}
        if value is None and self.item.get("default") is not None:
            return {**values, "has_default": False}
        return {**values, "default": value}
