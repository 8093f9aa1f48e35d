"""The forms of the studio: a definition to upload, and a city's parameters and roles."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Definition
from rathaus.cities.models import Department

_MEGABYTE = 1024 * 1024


_KERN_CLASSES = {
    forms.CheckboxInput: "kern-form-check__checkbox",
    forms.Select: "kern-form-input__select",
    forms.Textarea: "kern-form-input__input studio-lines",
    forms.FileInput: "kern-form-input__input",
    forms.TextInput: "kern-form-input__input",
}


def dress(form: forms.Form) -> None:
    """Give every widget of a form the class by which KERN styles it."""
    for field in form.fields.values():
        for widget_class, css in _KERN_CLASSES.items():
            if isinstance(field.widget, widget_class):
                field.widget.attrs["class"] = css
                break


class UploadForm(forms.Form):
    """A definition as a file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    file = forms.FileField(
        label=_("Datei"),
        help_text=_("Ein Prozess als JSON-Datei, höchstens 5 MB."),
        error_messages={"required": _("Wählen Sie eine Datei aus.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be a definition."""
        file = self.cleaned_data["file"]
        if file.size > 5 * _MEGABYTE:
            raise forms.ValidationError(
                _("Die Datei ist größer als 5 MB. Ein Prozess ist kleiner.")
            )
        return file


class SettingsForm(forms.Form):
    """One field for each parameter and each role of a definition."""

    def __init__(
        self,
        *args: Any,
        definition: Definition,
        parameters: dict[str, Any],
        roles: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._parameters = definition.get("parameters", {})
        self._roles = definition.get("roles", {})
        for name, parameter in self._parameters.items():
            value = parameters.get(name, parameter.get("default"))
            self.fields[f"parameter-{name}"] = _parameter_field(parameter, value)
        offices: list[tuple[str, Any]] = [("", _("noch nicht zugeordnet"))]
        offices += [(office.key, office.name) for office in Department.objects.order_by("name")]
        for key, role in self._roles.items():
            self.fields[f"role-{key}"] = forms.ChoiceField(
                label=role["label"], choices=offices, required=False, initial=roles.get(key, "")
            )
        dress(self)

    def parameters(self) -> dict[str, Any]:
        """Return the values by parameter name; an empty one is null."""
        return {name: self.cleaned_data[f"parameter-{name}"] for name in self._parameters}

    def roles(self) -> dict[str, str]:
        """Return the department keys by role, without those that are not mapped."""
        chosen = {key: self.cleaned_data[f"role-{key}"] for key in self._roles}
        return {key: office for key, office in chosen.items() if office}


def _parameter_field(parameter: dict[str, Any], value: Any) -> forms.Field:
    schema = parameter.get("schema")
    schema = schema if isinstance(schema, dict) else {}
    common = {
        "label": parameter["label"],
        "help_text": parameter.get("help", ""),
        "required": False,
        "initial": value,
    }
    match schema.get("type"):
        case "boolean":
            return forms.BooleanField(**common)
        case "integer":
            return forms.IntegerField(
                min_value=_number(schema.get("minimum")),
                max_value=_number(schema.get("maximum")),
                **common,
            )
        case "array":
            return OptionLinesField(**common)
        case _ if "money" in json.dumps(schema):
            return MoneyField(**common)
        case _:
            return NullableTextField(**common)


def _number(value: Any) -> int | None:
    """Return a bound of a schema that nobody may have checked yet."""
    return int(value) if isinstance(value, int | float) else None


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
        text = super().clean(value).replace("€", "").replace(" ", "")
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
