"""Says what only this city sets: its values, and which of its offices has which role."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms_engine.definition import Definition
from rathaus.studio.parameter_kinds import parameter_kind, value_text


@dataclass(frozen=True)
class Value:
    """A value that each city sets, with what this one has set."""

    name: str
    label: str
    help: str
    kind: str
    default: str
    here: str
    is_set: bool


def values_told(definition: Definition, own: dict[str, Any]) -> Iterator[Value]:
    """Return what each city sets, and this city's choice."""
    for name, parameter in definition.get("parameters", {}).items():
        yield Value(
            name=name,
            label=str(parameter["label"]),
            help=str(parameter.get("help", "")),
            kind=parameter_kind(parameter.get("schema")).label,
            default=value_text(parameter.get("default"), parameter)
            if "default" in parameter
            else "",
            here=value_text(own.get(name, parameter.get("default")), parameter),
            is_set=name in own,
        )


@dataclass(frozen=True)
class Role:
    """A role, and the department that has it in this city."""

    name: str
    label: str
    help: str
    office: str


def roles_told(
    definition: Definition, own: dict[str, str], offices: dict[str, str]
) -> Iterator[Role]:
    """Return the roles, with this city's departments."""
    for name, role in definition.get("roles", {}).items():
        office = offices.get(own.get(name, ""), "")
        yield Role(name, str(role["label"]), str(role.get("help", "")), office)
