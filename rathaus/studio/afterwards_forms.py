"""The forms for what happens after sending: one rule, one letter, one role."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.definition import Definition
from forms_engine.editing.rooms import mark_of
from rathaus.studio.afterwards_sentences import OCCASIONS
from rathaus.studio.forms import dress
from rathaus.studio.parameter_kinds import parameter_kind

_LONGEST_BODY: Final = 40_000


class ItemForm(forms.Form):
    """
    What all of them share: which item they change, and how it was when the person began.

    :param item: the item as it stands, nothing for a new one.
    """

    # What may be left empty without being said so, and what is needed seldom.
    silent: frozenset[str] = frozenset()
    folded: frozenset[str] = frozenset()
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, definition: Definition, item: dict[str, Any] | None = None
    ) -> None:
        self.definition, self.item = definition, item or {}
        initial = self.shown() if item else {}
        super().__init__(data, initial={**initial, "was": mark_of(item) if item else ""})
        self.prepare()
        dress(self)

    def shown(self) -> dict[str, Any]:
        """Return what stands in the fields at first."""
        return {name: self.item.get(name) for name in self.base_fields}

    def prepare(self) -> None:
        """Fill in what the choices of fields depend on."""

    def plain_fields(self) -> list[Any]:
        """Return the fields that everybody needs; where nothing can be chosen none is shown."""
        return [
            each
            for each in self.visible_fields()
            if each.name not in self.folded and not _is_settled(each.field)
        ]

    def folded_fields(self) -> list[Any]:
        """Return the fields that few need."""
        return [each for each in self.visible_fields() if each.name in self.folded]

    def is_unfolded(self) -> bool:
        """Say whether something stands in what few need, or is wrong there."""
        return any(each.value() or each.errors for each in self.folded_fields())

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Set the choices of a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def values(self) -> dict[str, Any]:
        """Return the attributes of the item; None takes one away."""
        return {
            name: value if value not in ("", []) else None
            for name, value in self.cleaned_data.items()
            if name != "was"
        }


def _is_settled(field: forms.Field) -> bool:
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.MultipleChoiceField):
        return False
    choices: Any = field.choices
    return not field.required and len(list(choices)) == 1


class RuleForm(ItemForm):
    """Where applications go, and until when they are to be decided."""

    silent = frozenset({"due_days"})

    to = forms.MultipleChoiceField(
        label=gettext_lazy("An wen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Wählen Sie mindestens eine Zuständigkeit.")},
    )
    due_from = forms.ChoiceField(label=gettext_lazy("Woher kommt die Frist?"), required=False)
    due_days = forms.IntegerField(
        label=gettext_lazy("Frist in Tagen"),
        required=False,
        min_value=0,
        max_value=3650,
        help_text=gettext_lazy("Gezählt ab dem Eingang. Leer heißt: keine Frist."),
    )

    def shown(self) -> dict[str, Any]:
        """Return what stands in the fields at first."""
        due = self.item.get("due_days")
        own = due.get("parameter", "") if isinstance(due, dict) else ""
        return {"to": self.item.get("to"), "due_days": None if own else due, "due_from": own}

    def prepare(self) -> None:
        """Fill in the choices."""
        known = self.definition.get("roles", {})
        gone = [each for each in self.item.get("to", []) if each not in known]
        self.offer(
            "to",
            [
                *((key, role["label"]) for key, role in known.items()),
                *((each, _("%(name)s (gibt es nicht mehr)") % {"name": each}) for each in gone),
            ],
        )
        self.offer(
            "due_from",
            [
                ("", _("Sie steht hier und gilt in allen Städten")),
                *from_cities(self.definition, {"integer"}),
            ],
        )

    def values(self) -> dict[str, Any]:
        """Return the attributes; None takes one away."""
        data = self.cleaned_data
        due = {"parameter": data["due_from"]} if data["due_from"] else data["due_days"]
        return {"to": data["to"], "due_days": due}


class NoticeForm(ItemForm):
    """A letter: when it is written, and what it says."""

    silent = frozenset({"body"})

    on = forms.ChoiceField(label=gettext_lazy("Wann?"), choices=list(OCCASIONS.items()))
    title = forms.CharField(
        label=gettext_lazy("Betreff"),
        max_length=200,
        help_text=gettext_lazy("Ohne Angaben zur Person: Er steht offen in Listen."),
    )
    body = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=_LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 14, "data-rathaus-letter-body": True}),
        help_text=gettext_lazy("Eine leere Zeile beginnt einen neuen Absatz."),
    )
    legal_remedy = forms.BooleanField(
        label=gettext_lazy("Mit Rechtsbehelfsbelehrung"), required=False
    )

    def values(self) -> dict[str, Any]:
        """Return the attributes; None takes one away."""
        data = self.cleaned_data
        return {
            "on": data["on"],
            "title": data["title"],
            "body": data["body"].replace("\r\n", "\n"),
            "legal_remedy": data["legal_remedy"] or None,
        }


class RoleForm(ItemForm):
    """A role that each city gives to one of its departments."""

    label = forms.CharField(
        label=gettext_lazy("Bezeichnung"),
        max_length=120,
        help_text=gettext_lazy("Zum Beispiel „Steueramt“ oder „Untere Naturschutzbehörde“."),
    )
    help = forms.CharField(
        label=gettext_lazy("Hinweis für die Städte"), required=False, max_length=500
    )


def from_cities(definition: Definition, kinds: set[str]) -> Iterator[tuple[str, str]]:
    """Return the values of cities that may stand there."""
    for name, parameter in definition.get("parameters", {}).items():
        if parameter_kind(parameter.get("schema")).code in kinds:
            label = _("Wert der Stadt: %(name)s") % {"name": parameter["label"]}
            yield name, label
