"""Counts what a new city still has to fill in: numbers only, its values stay its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from rathaus.cities.models import Department
from rathaus.processes.models import Process
from rathaus.sharing.arriving import lacking_here


@dataclass(frozen=True)
class Lacking:
    """How much one process still lacks before it can go online."""

    title: str
    departments: int
    values: int
    other: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.departments + self.values + self.other


def lacking_in(processes: Sequence[Process]) -> list[Lacking]:
    """Return what each process of the chosen city lacks; neither test cases nor letters are run."""
    offices = set(Department.objects.values_list("key", flat=True))
    return [_lacking(process, offices) for process in processes]


def _lacking(process: Process, offices: set[str]) -> Lacking:
    unmet = list(lacking_here(process, process.working or {}, results=[], offices=offices))
    departments = sum(each.code == "role_unmapped" for each in unmet)
    values = sum(each.code.startswith("parameter_") for each in unmet)
    other = len(unmet) - departments - values
    return Lacking(process.title, departments, values, other)
