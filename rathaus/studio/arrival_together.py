"""What many processes that were taken over lack alike, to be filled in once for all of them."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django import forms
from django.utils.translation import gettext as _

from rathaus.cities.models import Department
from rathaus.notices.rehearsing import known_faults
from rathaus.processes.demands import Unmet
from rathaus.processes.examples import run_all
from rathaus.processes.models import Example, Process
from rathaus.sharing.arriving import (
    Elsewhere,
    fill_in,
    fits,
    is_in_form,
    lacking_here,
    values_elsewhere,
)
from rathaus.sharing.mapping import proposed_department
from rathaus.studio.forms import dress
from rathaus.studio.take_over_forms import is_given, role_field, value_field

What = Literal["role", "parameter"]


@dataclass(frozen=True)
class Row:
    """One process with what it lacks; `are_letters_known` says whether they were printed."""

    process: Process
    unmet: list[Unmet]
    are_letters_known: bool

    @property
    def counts(self) -> list[int]:
        """Return how much is missing: departments, values, test cases, languages, findings."""
        kinds = (
            {"role_unmapped"},
            {"parameter_unset", "parameter_unfit"},
            {"example_fails"},
            {"language_incomplete"},
            {"findings_wrong", "findings_barrier", "letter_fails"},
        )
        return [sum(each.code in codes for each in self.unmet) for codes in kinds]

    @property
    def is_ready(self) -> bool:
        """Say whether nothing is known to be missing."""
        return not self.unmet


@dataclass
class Shared:
    """One role or value that several processes lack alike."""

    what: What
    name: str
    item: dict[str, Any]
    processes: list[Process] = field(default_factory=list)


def rows_of(processes: Sequence[Process]) -> list[Row]:
    """Return each process with what it lacks; nothing is printed for it."""
    offices = set(Department.objects.values_list("key", flat=True))
    examples: dict[Any, list[Example]] = {}
    for example in Example.objects.filter(process__in=processes).order_by("pk"):
        examples.setdefault(example.process_id, []).append(example)
    return [_row(process, examples.get(process.pk, []), offices) for process in processes]


def _row(process: Process, examples: list[Example], offices: set[str]) -> Row:
    definition = process.working or {}
    results = run_all(examples, definition, process.parameters) if is_in_form(definition) else []
    unmet = list(lacking_here(process, definition, results=results, offices=offices))
    has_form = not any(each.code == "findings_wrong" for each in unmet)
    faults = known_faults(process, definition) if has_form else None
    unmet += [Unmet("letter_fails", "", fault.occasion) for fault in faults or []]
    return Row(process, unmet, faults is not None)


def shared_of(rows: Iterable[Row]) -> dict[str, Shared]:
    """Return what is missing, each once for all processes that call it the same."""
    found: dict[str, Shared] = {}
    for row in rows:
        definition = row.process.working or {}
        for each in row.unmet:
            if each.code == "role_unmapped":
                what: What = "role"
                item = definition["roles"][each.at]
            elif each.code in {"parameter_unset", "parameter_unfit"}:
                what, item = "parameter", definition["parameters"][each.at]
            else:
                continue
            shared = found.setdefault(_name(what, each.at, item), Shared(what, each.at, item))
            shared.processes.append(row.process)
    return found


def _name(what: What, name: str, item: dict[str, Any]) -> str:
    """Name a field by what it asks, so that what was typed finds its place again."""
    said = json.dumps([what, name, item.get("label"), item.get("schema")], sort_keys=True)
    return f"{what}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


class TogetherForm(forms.Form):
    """One field for each role and value that is missing anywhere."""

    silent: Any = frozenset()

    def __init__(
        self, data: Any = None, *, shared: dict[str, Shared], departments: Sequence[Department]
    ) -> None:
        super().__init__(data)
        self._shared = shared
        elsewhere = _elsewhere(shared.values())
        for name, each in shared.items():
            if each.what == "role":
                likely = proposed_department(each.name, str(each.item["label"]), departments)
                self.fields[name] = role_field(each.item, departments, likely.key if likely else "")
            else:
                cities = {
                    city.city_name: city
                    for process in each.processes
                    for city in elsewhere.get(process.upstream_id, [])
                }
                self.fields[name] = value_field(each.name, each.item, list(cities.values()))
        self.silent = frozenset(self.fields)
        dress(self)

    def asked(self, what: What) -> list[tuple[forms.BoundField, list[Process]]]:
        """Return the fields of a kind, each with the processes that it is for."""
        return [
            (self[name], each.processes) for name, each in self._shared.items() if each.what == what
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse values that the processes cannot use."""
        for name, each in self._shared.items():
            value = self.cleaned_data.get(name)
            if each.what == "parameter" and is_given(value) and not fits(value, each.item):
                self.add_error(name, _("Dieser Wert passt hier nicht."))
        return self.cleaned_data

    def fill_in(self) -> int:
        """Give what was typed to all processes that lack it; return how many were given any."""
        roles: dict[Process, dict[str, str]] = {}
        values: dict[Process, dict[str, Any]] = {}
        for name, each in self._shared.items():
            value = self.cleaned_data[name]
            if is_given(value):
                kept: dict[Process, dict[str, Any]] = roles if each.what == "role" else values
                for process in each.processes:
                    kept.setdefault(process, {})[each.name] = value
        given = roles.keys() | values.keys()
        for process in given:
            fill_in(process, parameters=values.get(process, {}), roles=roles.get(process, {}))
        return len(given)


def _elsewhere(shared: Iterable[Shared]) -> dict[Any, list[Elsewhere]]:
    roots = {process.upstream_id for each in shared for process in each.processes}
    return {**values_elsewhere({each for each in roots if each is not None})}
