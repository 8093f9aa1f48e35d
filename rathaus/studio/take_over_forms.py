"""The fields for what only a city sets: who is in charge, and its values beside other cities'."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forms_engine.definition import Definition
from rathaus.cities.models import Department
from rathaus.sharing.arriving import Elsewhere, fits
from rathaus.studio.forms import dress
from rathaus.studio.parameter_kinds import parameter_field, value_text

_MOST_CITIES: Final = 6
Described = Mapping[str, Any]


class CityForm(forms.Form):
    """Departments and values of one process; what is left open is asked again on arrival."""

    # What is empty is said on arrival, not at every field.
    silent: Any = frozenset()

    def __init__(
        self,
        data: Any = None,
        *,
        definition: Definition,
        departments: Sequence[Department],
        proposed: Mapping[str, str],
        elsewhere: Sequence[Elsewhere] = (),
        only: Iterable[tuple[str, str]] | None = None,
        prefix: str = "",
    ) -> None:
        """
        Make a field for each role and parameter.

        :param only: the ("role" or "parameter", name) that are asked for; all, if left out.
        """
        super().__init__(data, prefix=prefix or None)
        wanted = None if only is None else set(only)
        self._roles = _some(definition.get("roles", {}), "role", wanted)
        self._parameters = _some(definition.get("parameters", {}), "parameter", wanted)
        for key, role in self._roles.items():
            self.fields[f"role-{key}"] = role_field(role, departments, proposed.get(key, ""))
        for name, parameter in self._parameters.items():
            self.fields[f"parameter-{name}"] = value_field(name, parameter, elsewhere)
        self.silent = frozenset(self.fields)
        dress(self)

    @property
    def role_fields(self) -> list[forms.BoundField]:
        """Return the fields for departments."""
        return [self[f"role-{key}"] for key in self._roles]

    @property
    def parameter_fields(self) -> list[forms.BoundField]:
        """Return the fields for values."""
        return [self[f"parameter-{name}"] for name in self._parameters]

    def clean(self) -> dict[str, Any]:
        """Refuse values that the process cannot use."""
        for name, parameter in self._parameters.items():
            field = f"parameter-{name}"
            value = self.cleaned_data.get(field)
            if field not in self.errors and is_given(value) and not fits(value, parameter):
                self.add_error(field, _("Dieser Wert passt hier nicht."))
        return self.cleaned_data

    def roles(self) -> dict[str, str]:
        """Return the chosen departments by role."""
        chosen = {key: self.cleaned_data[f"role-{key}"] for key in self._roles}
        return {key: office for key, office in chosen.items() if office}

    def parameters(self) -> dict[str, Any]:
        """Return what was typed; what is empty is left to the process's default, or still open."""
        typed = {name: self.cleaned_data[f"parameter-{name}"] for name in self._parameters}
        return {
            name: value
            for name, value in typed.items()
            if is_given(value) or _is_on_purpose_empty(value, self._parameters[name])
        }


def _some(items: Mapping[str, Described], what: str, wanted: Any) -> dict[str, Described]:
    return {name: item for name, item in items.items() if wanted is None or (what, name) in wanted}


def is_given(value: Any) -> bool:
    """Say whether something was typed."""
    return value is not None and value not in ("", [])


def _is_on_purpose_empty(value: Any, parameter: Described) -> bool:
    """Say whether somebody emptied a field that had a default, and may."""
    return bool(parameter.get("default")) and fits(value, parameter)


def role_field(
    role: Described, departments: Sequence[Department], proposed: str
) -> forms.ChoiceField:
    """Return the choice of a department for a role."""
    choices = [("", _("noch nicht zugeordnet"))]
    choices += [(office.key, office.name) for office in departments]
    label = str(role.get("label", ""))
    return forms.ChoiceField(label=label, choices=choices, required=False, initial=proposed)


def value_field(name: str, parameter: Described, elsewhere: Sequence[Elsewhere]) -> forms.Field:
    """Return the field for a value, with what other cities set beside it."""
    return parameter_field(
        dict(parameter),
        label=str(parameter.get("label", name)),
        help_text=_hint(name, parameter, elsewhere),
        initial=parameter.get("default"),
    )


def _hint(name: str, parameter: Described, elsewhere: Sequence[Elsewhere]) -> str | SafeString:
    own = str(parameter.get("help", ""))
    theirs = beside(name, parameter, elsewhere)
    if not theirs:
        return own
    return format_html('{} <span class="arrival-beside">{}</span>', own, theirs)


def beside(name: str, parameter: Described, elsewhere: Sequence[Elsewhere]) -> str:
    """Return what other cities set: "Frankfurt am Main: 120,00 €, Darmstadt: 90,00 €"."""
    found = [
        (each.city_name, value_text(each.parameters[name], dict(parameter)) or _("nichts"))
        for each in elsewhere
        if name in each.parameters
    ]
    shown = "; ".join(f"{city}: {value}" for city, value in found[:_MOST_CITIES])
    rest = len(found) - _MOST_CITIES
    if rest > 0:
        shown = _("%(shown)s und %(count)d weitere") % {"shown": shown, "count": rest}
    return shown
