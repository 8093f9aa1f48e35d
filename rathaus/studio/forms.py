"""The forms of the studio: a definition to upload, and a city's parameters and roles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Definition
from rathaus.cities.models import Department
from rathaus.studio.parameter_kinds import parameter_field

_MEGABYTE = 1024 * 1024


_KERN_CLASSES = {
    # Before what they are made of.
    forms.CheckboxSelectMultiple: "kern-form-check__checkbox",
    forms.RadioSelect: "kern-form-check__radio",
    forms.CheckboxInput: "kern-form-check__checkbox",
    forms.Select: "kern-form-input__select",
    forms.Textarea: "kern-form-input__input studio-lines",
    forms.FileInput: "kern-form-input__input",
    forms.TextInput: "kern-form-input__input",
    forms.NumberInput: "kern-form-input__input",
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
            self.fields[f"parameter-{name}"] = parameter_field(
                parameter,
                label=parameter["label"],
                help_text=parameter.get("help", ""),
                initial=value,
            )
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
