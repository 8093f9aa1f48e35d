"""The kinds of values that each city sets: how they are described, typed and shown."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.kinds.figures import exact
from forms_engine.kinds.money import euros
from rathaus.studio.spoken import language_here

_MONEY: Final = {"type": "string", "format": "money"}
_OPTION: Final = {
    "type": "object",
    "properties": {"value": {"type": "string"}, "label": {"type": "string"}},
    "required": ["value", "label"],
}
_MOST_SHOWN: Final = 4


class NullableTextField(forms.CharField):
    """Text that is null where nothing was written."""

    def clean(self, value: Any) -> str | None:
        """Return the text or None."""
        return super().clean(value) or None


class MoneyField(forms.CharField):
    """An amount in euros, typed as people do, kept as a decimal string."""

    def prepare_value(self, value: Any) -> Any:
        """Show the amount with a comma."""
        return str(value).replace(".", ",") if value else ""

    def clean(self, value: Any) -> str | None:
        """Return "1234.50" for "1.234,50 €", None for nothing."""
        return read_amount(super().clean(value))


class AmountLinesField(forms.CharField):
    """Amounts by position, one a line: the first dog, the second, and so on."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        """Show one amount a line, with a comma."""
        if isinstance(value, list):
            return "\n".join(str(each).replace(".", ",") for each in value)
        return "" if value is None else str(value)

    def clean(self, value: Any) -> list[str]:
        """Return the amounts; empty lines are passed by."""
        amounts = [read_amount(line) for line in super().clean(value).splitlines()]
        return [each for each in amounts if each is not None]


class OptionLinesField(forms.CharField):
    """Choices, one a line: "value | label | English label"; the value may be left out."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        """Show one choice a line."""
        if not isinstance(value, list):
            return "" if value is None else str(value)
        return "\n".join(_option_line(option) for option in value)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Return the choices; a line without label is value and label at once."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        options = [_option(line) for line in lines]
        values = [option["value"] for option in options]
        if doubled := next((value for value in values if values.count(value) > 1), None):
            raise forms.ValidationError(
                _("„%(value)s“ kommt zweimal vor. Jede Zeile braucht einen eigenen Wert."),
                params={"value": doubled},
            )
        return options


class FixedField(forms.ChoiceField):
    """One of the values that a schema lists; null is nothing chosen."""

    def __init__(self, values: list[Any], **more: Any) -> None:
        self._values = {json.dumps(each): each for each in values if each is not None}
        choices = [("", "–"), *((name, str(each)) for name, each in self._values.items())]
        super().__init__(choices=choices, **more)

    def prepare_value(self, value: Any) -> Any:
        """Show the value by its name; what was typed stays as it is."""
        return value if value in self._values else json.dumps(value)

    def clean(self, value: Any) -> Any:
        """Return the value, or None."""
        return self._values.get(super().clean(value))


def read_amount(text: str) -> str | None:
    """
    Return "1234.50" for "1.234,50 €", None for nothing.

    :raises ValidationError: if it is no amount.
    """
    text = "".join(text.replace("€", "").split())
    if not text:
        return None
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        return f"{forms.DecimalField(decimal_places=2, max_digits=12).clean(text):.2f}"
    except forms.ValidationError as wrong:
        raise forms.ValidationError(
            _("Schreiben Sie einen Betrag in Euro, zum Beispiel 120,00.")
        ) from wrong


def _option_line(option: Any) -> str:
    if not isinstance(option, dict):
        return str(option)
    texts = option.get("texts")
    english = texts.get("en") if isinstance(texts, dict) else None
    value = option.get("value", "")
    label = option.get("label", value)
    if value == label and not english:
        return str(label)
    return " | ".join(str(part) for part in (value, label, english) if part)


def _option(line: str) -> dict[str, Any]:
    value, *labels = [part.strip() for part in line.split("|")]
    option: dict[str, Any] = {"value": value, "label": labels[0] if labels else value}
    if len(labels) > 1:
        option["texts"] = {"en": labels[1]}
    return option


@dataclass(frozen=True)
class ParameterKind:
    """
    A kind of value.

    :param schema: what a new parameter of the kind is described by.
    :param field: makes the field to type such a value into.
    """

    code: str
    label: Any
    schema: Any
    field: Callable[..., forms.Field]


KINDS: Final = {
    kind.code: kind
    for kind in (
        ParameterKind(
            "money",
            gettext_lazy("Betrag in Euro"),
            {"anyOf": [_MONEY, {"type": "null"}]},
            MoneyField,
        ),
        ParameterKind(
            "amounts",
            gettext_lazy("Staffel von Beträgen"),
            {"type": "array", "items": _MONEY},
            AmountLinesField,
        ),
        ParameterKind(
            "integer", gettext_lazy("Ganze Zahl"), {"type": "integer"}, forms.IntegerField
        ),
        ParameterKind(
            "text", gettext_lazy("Text"), {"type": ["string", "null"]}, NullableTextField
        ),
        ParameterKind(
            "boolean", gettext_lazy("Ja oder Nein"), {"type": "boolean"}, forms.BooleanField
        ),
        ParameterKind(
            "options",
            gettext_lazy("Liste von Antworten"),
            {"type": "array", "items": _OPTION},
            OptionLinesField,
        ),
        # Nothing that is composed here, but what imports and experts write.
        ParameterKind("fixed", gettext_lazy("einer von festen Werten"), None, FixedField),
    )
}


def parameter_kind(schema: Any) -> ParameterKind:
    """Return the kind of value that a schema describes."""
    schema = schema if isinstance(schema, dict) else {}
    is_money = '"money"' in json.dumps(schema)
    match schema.get("type"):
        case "boolean" | "integer" as known:
            return KINDS[known]
        case "array":
            return KINDS["amounts" if is_money else "options"]
    if isinstance(schema.get("enum"), list):
        return KINDS["fixed"]
    return KINDS["money" if is_money else "text"]


def parameter_field(parameter: dict[str, Any], **more: Any) -> forms.Field:
    """Return the field for a city's value of a parameter; nothing typed is null."""
    schema = parameter.get("schema")
    kind = parameter_kind(schema)
    if kind.code == "fixed" and isinstance(schema, dict):
        more["values"] = schema["enum"]
    if kind.code == "integer" and isinstance(schema, dict):
        more["min_value"] = _number(schema.get("minimum"))
        more["max_value"] = _number(schema.get("maximum"))
    return kind.field(required=False, **more)


def _number(value: Any) -> int | None:
    """Return a bound of a schema that nobody may have checked yet."""
    return int(value) if isinstance(value, int | float) else None


def value_text(value: Any, parameter: dict[str, Any]) -> str:
    """Return a value as people read it; nothing where there is none."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nein")
    if isinstance(value, list):
        shown = [_entry(each) for each in value[:_MOST_SHOWN]]
        rest = len(value) - _MOST_SHOWN
        more = [_("und %(count)s weitere") % {"count": rest}] if rest > 0 else []
        return ", ".join([*shown, *more])
    is_money = parameter_kind(parameter.get("schema")).code == "money"
    return _money(value) if is_money else str(value)


def _entry(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("label", value.get("value", "")))
    return _money(value)


def _money(value: Any) -> str:
    figure = exact(value)
    language = language_here()
    return str(value) if figure is None else euros(figure, language)
