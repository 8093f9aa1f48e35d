"""Versions that staff only try out: what the working copy says now, as if it were published."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from forms_engine.checking import Finding, check
from forms_engine.checking.form import form_findings
from forms_engine.compiling import Compiled, compile_definition
from forms_engine.conditions import Condition, fold, predicate
from forms_engine.definition import Definition
from forms_engine.errors import NotCompilable
from rathaus.cities.models import Department
from rathaus.processes.editing import definition_in_hand
from rathaus.processes.models import Process, Version
from rathaus.processes.publishing import defaults_of

# What was tried out is forgotten after that long.
LASTS: Final = dt.timedelta(days=2)


class NotTriable(Exception):
    """The definition has errors that leave nothing to be shown; `findings` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("The process has errors; put them right to try it out.")
        self.findings = findings


@transaction.atomic
def trial_version(process: Process, *, at: dt.datetime) -> Version:
    """
    Return the working copy with the city's parameters as a version without a number.

    The same as long as both stay the same, so that a draft can stay on it.

    :raises NotTriable: if the definition cannot be compiled.
    :raises Process.DoesNotExist: if there is nothing to try out.
    """
    definition = definition_in_hand(process)
    compiled = compiled_to_try(definition, process.parameters)
    if not compiled.page_ids:
        raise NotTriable(_errors(definition))
    parameters = {**defaults_of(definition), **process.parameters}
    name = compiled.digest
    known = process.versions.filter(number=None, digest=name).order_by("-published_at")
    for version in known:
        if version.parameters == parameters:
            # Somebody needs it from now on, so it is not forgotten meanwhile.
            Version.objects.filter(pk=version.pk).update(published_at=at)
            return version
    return Version.objects.create(
        city_id=process.city_id,
        process=process,
        number=None,
        digest=name,
        definition=definition,
        parameters=parameters,
        published_at=at,
    )


def compiled_to_try(definition: Definition, parameters: Mapping[str, Any]) -> Compiled:
    """
    Compile a definition that nobody may have checked yet.

    :raises NotTriable: if its form is broken, so that nothing of it can be relied on.
    """
    try:
        if not any(finding.level == "error" for finding in form_findings(definition)):
            compiled = compile_definition(definition, parameters=parameters)
            for condition in _later_conditions(definition):
                predicate(fold(condition, compiled.parameters))
            return compiled
    except (NotCompilable, ValueError):
        pass
    raise NotTriable(_errors(definition))


def _later_conditions(definition: Definition) -> Iterator[Condition | None]:
    """Return the conditions that are not compiled with the form, but asked when it is sent."""
    for rule in definition.get("routing", []):
        yield rule.get("when")
    for fee in definition.get("fees", []):
        yield fee.get("when")
        for factor in fee.get("factors", []):
            yield factor.get("when")


def _errors(definition: Definition) -> list[Finding]:
    return [finding for finding in check(definition) if finding.level == "error"]


def trial_versions() -> QuerySet[Version]:
    """Return the versions of the chosen city that are only tried out."""
    return Version.objects.filter(number=None)


def departments_of(process: Process, roles: list[str]) -> list[tuple[str, Department | None]]:
    """Return each role with the department that has it in this city, or None where none has."""
    offices = {office.key: office for office in Department.objects.all()}
    return [(role, offices.get(process.roles.get(role, ""))) for role in roles]
