"""The form for what the process says of itself: words, times, who may apply, how long."""

import json
import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.definition import Definition
from rathaus.processes.categories import Category
from rathaus.studio.forms import dress

_KEY: Final = re.compile(r"[0-9]{6,14}\Z")
IDENTIFICATION: Final = [
    ("none", gettext_lazy("Niemand muss sich anmelden")),
    ("email", gettext_lazy("Die E-Mail-Adresse wird bestätigt")),
    ("substantial", gettext_lazy("Anmeldung mit mittlerem Vertrauensniveau, etwa ELSTER")),
    ("high", gettext_lazy("Anmeldung mit hohem Vertrauensniveau, mit Online-Ausweis")),
]
SECTIONS: Final = [
    (
        gettext_lazy("Was die Seite des Dienstes sagt"),
        ("title", "summary", "description", "category", "keywords"),
    ),
    (
        gettext_lazy("Was man braucht, und worauf es beruht"),
        ("needs", "legal_basis", "service_keys"),
    ),
    (gettext_lazy("Wie lange es dauert"), ("duration_minutes", "processing_days")),
    (gettext_lazy("Wer einen Antrag stellen kann"), ("identification",)),
    (gettext_lazy("Wie lange Angaben aufbewahrt werden"), ("draft_days", "closed_days")),
]


class LinesField(forms.CharField):
    """Several texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        """Show one text a line."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Return the texts; empty lines are passed by."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class FactsForm(forms.Form):
    """
    The process's own facts.

    The form carries what it was shown with (`was`), so that only what the person changed is
    stored, and a change of somebody else in between is noticed.
    """

    silent: frozenset[str] = frozenset()
    was = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("Kurz gesagt"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Ein Satz, der in Listen und unter dem Titel steht."),
    )
    description = forms.CharField(
        label=gettext_lazy("Beschreibung"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    category = forms.ChoiceField(label=gettext_lazy("Lebenslage"), required=False)
    keywords = LinesField(
        label=gettext_lazy("Suchwörter"),
        required=False,
        help_text=gettext_lazy("Eines je Zeile: wie Leute danach suchen."),
    )
    needs = LinesField(
        label=gettext_lazy("Was man bereithalten soll"),
        required=False,
        help_text=gettext_lazy("Eines je Zeile, zum Beispiel „IBAN, wenn Sie abbuchen lassen“."),
    )
    legal_basis = LinesField(
        label=gettext_lazy("Rechtsgrundlage"),
        required=False,
        help_text=gettext_lazy("Eine je Zeile, zum Beispiel „Hundesteuersatzung der Stadt“."),
    )
    service_keys = LinesField(
        label=gettext_lazy("Leistungsschlüssel (LeiKa)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Einer je Zeile, nur Ziffern, zum Beispiel 99102013104000."),
    )
    duration_minutes = forms.IntegerField(
        label=gettext_lazy("Ausfüllen dauert etwa (Minuten)"),
        required=False,
        min_value=1,
        max_value=600,
    )
    processing_days = forms.CharField(
        label=gettext_lazy("Bearbeitung dauert etwa"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Eine Zahl von Tagen, oder Worte wie „2 bis 3 Wochen“."),
    )
    identification = forms.ChoiceField(
        label=gettext_lazy("Anmeldung"), choices=IDENTIFICATION, widget=forms.RadioSelect
    )
    draft_days = forms.IntegerField(
        label=gettext_lazy("Angefangene Anträge löschen nach (Tagen)"),
        required=False,
        min_value=1,
        max_value=3650,
        help_text=gettext_lazy("Gezählt ab der letzten ausgefüllten Seite."),
    )
    closed_days = forms.IntegerField(
        label=gettext_lazy("Abgeschlossene Vorgänge löschen nach (Tagen)"),
        required=False,
        min_value=0,
        max_value=36_500,
        help_text=gettext_lazy("Gezählt ab der Entscheidung. Leer heißt: Sie bleiben."),
    )

    def __init__(self, data: Any = None, *, definition: Definition) -> None:
        self.definition = definition
        retention = definition.get("retention", {})
        initial = {name: definition.get(name) for name in _ATTRIBUTES}
        initial |= {"identification": definition.get("identification", "none"), **retention}
        initial["was"] = json.dumps(_now(definition), ensure_ascii=False)
        super().__init__(data, initial=initial)
        known = definition.get("category")
        choices = [("", "–"), *Category.choices]
        if known and known not in Category.values:
            choices.append((known, known))
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        dress(self)

    def sections(self) -> list[tuple[Any, list[Any]]]:
        """Return the fields below their headings."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def clean_service_keys(self) -> list[str]:
        """Refuse what is no key."""
        keys = ["".join(key.split()) for key in self.cleaned_data["service_keys"]]
        if wrong := next((key for key in keys if not _KEY.match(key)), None):
            raise forms.ValidationError(
                _("„%(key)s“ ist kein Leistungsschlüssel: 6 bis 14 Ziffern."), params={"key": wrong}
            )
        return list(dict.fromkeys(keys))

    def clean_processing_days(self) -> Any:
        """Return a number as a number."""
        typed = self.cleaned_data["processing_days"].strip()
        return int(typed) if typed.isascii() and typed.isdigit() else typed

    def commands(self) -> list[dict[str, Any]]:
        """Return one command for each attribute that the person changed."""
        data, was = self.cleaned_data, self._was()
        wanted = {name: data[name] for name in _ATTRIBUTES}
        wanted["retention"] = {
            **(was.get("retention") or {}),
            **{name: data[name] for name in ("draft_days", "closed_days")},
        }
        wanted["retention"] = {k: v for k, v in wanted["retention"].items() if v is not None}
        if wanted["identification"] == "none" and not was.get("identification"):
            wanted["identification"] = None
        return [
            {
                "name": "set_process",
                "arguments": {"attribute": name, "value": value, "was": was.get(name)},
            }
            for name, value in wanted.items()
            if (value or None) != (was.get(name) or None)
        ]

    def _was(self) -> dict[str, Any]:
        try:
            was = json.loads(self.cleaned_data.get("was") or "null")
        except ValueError:
            was = None
        return was if isinstance(was, dict) else _now(self.definition)


_ATTRIBUTES: Final = tuple(
    name
    for _title, names in SECTIONS
    for name in names
    if name not in {"draft_days", "closed_days"}
)


def _now(definition: Definition) -> dict[str, Any]:
    return {name: definition.get(name) for name in (*_ATTRIBUTES, "retention")}
