"""Says what a process that was taken over still lacks before it can go online here."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms_engine.checking import Finding, check
from forms_engine.checking.form import form_findings
from forms_engine.checking.wording import missing_texts, outdated_texts
from forms_engine.definition import Definition, source_language
from forms_engine.validators import small_judge
from rathaus.cities.models import Department
from rathaus.cities.scope import ALL_CITIES, current_city, for_city
from rathaus.processes.accepting import acceptances_of, name_of
from rathaus.processes.demands import Unmet
from rathaus.processes.drafting import set_parameters_and_roles
from rathaus.processes.examples import Result, run_examples
from rathaus.processes.models import Process
from rathaus.processes.publishing import defaults_of
from rathaus.sharing.models import Origin
from rathaus.sharing.upstream import open_offers

# Warnings of the check list that say that somebody would be shut out.
ACCESSIBILITY: Final = frozenset(
    {"label_missing", "label_in_placeholder", "help_in_placeholder", "link_text"}
    | {"colour_only", "markup", "file_any_type"}
)


def was_taken_over(process: Process) -> bool:
    """Say whether a process came from another city or installation."""
    return Origin.objects.filter(process=process).exists()


def lacking_here(
    process: Process,
    definition: Definition,
    *,
    results: list[Result] | None = None,
    offices: Collection[str] | None = None,
) -> Iterator[Unmet]:
    """
    Return everything that is missing, except for letters, which this room cannot print.

    :param results: what became of the test cases, if somebody ran them already.
    :param offices: the keys of the city's departments, if somebody asked for them already.
    """
    if is_in_form(definition):
        yield from lacking_roles(process, definition, offices)
        yield from lacking_parameters(process, definition)
        yield from failing_examples(process, definition, results)
        yield from lacking_languages(process, definition)
    yield from open_findings(process, definition)


def is_in_form(definition: Definition) -> bool:
    """Say whether a definition, which staff may have uploaded, can be read at all."""
    return not any(each.level == "error" for each in form_findings(definition))


def lacking_roles(
    process: Process, definition: Definition, offices: Collection[str] | None = None
) -> Iterator[Unmet]:
    """Return the roles that no department of this city has."""
    if offices is None:
        offices = set(Department.objects.values_list("key", flat=True))
    for key, role in definition.get("roles", {}).items():
        if process.roles.get(key) not in offices:
            label = str(role.get("label") or key)
            yield Unmet("role_unmapped", _("„%(role)s“ hat noch kein Amt.") % {"role": label}, key)


def lacking_parameters(process: Process, definition: Definition) -> Iterator[Unmet]:
    """Return the values that are not set here, or do not fit."""
    values = {**defaults_of(definition), **process.parameters}
    for name, parameter in definition.get("parameters", {}).items():
        label = {"label": str(parameter.get("label") or name)}
        if name not in values:
            yield Unmet("parameter_unset", _("„%(label)s“ hat noch keinen Wert.") % label, name)
        elif not fits(values[name], parameter):
            text = _("„%(label)s“ hat einen Wert, der nicht passt.")
            yield Unmet("parameter_unfit", text % label, name)


def fits(value: Any, parameter: Mapping[str, Any]) -> bool:
    """Say whether a value is one that a parameter may have."""
    try:
        return bool(small_judge(parameter.get("schema", True)).is_valid(value))
    except ValueError:
        return False


def failing_examples(
    process: Process, definition: Definition, results: list[Result] | None = None
) -> Iterator[Unmet]:
    """Return the test cases that come out differently here; they are run if nobody did yet."""
    for result in run_examples(process, definition) if results is None else results:
        if not result.passed:
            text = _("Der Testfall „%(name)s“ besteht hier nicht.") % {"name": result.example.name}
            yield Unmet("example_fails", text, str(result.example.pk))


def lacking_languages(_process: Process, definition: Definition) -> Iterator[Unmet]:
    """Return the languages that say less than the first one, or something older."""
    for language in definition.get("languages") or []:
        if language == source_language(definition):
            continue
        missing = missing_texts(definition, language)
        count = len({*missing, *outdated_texts(definition, language)})
        if count:
            text = ngettext(
                "In der Sprache „%(language)s“ fehlt %(count)d Text oder ist veraltet.",
                "In der Sprache „%(language)s“ fehlen %(count)d Texte oder sind veraltet.",
                count,
            )
            said = text % {"language": language, "count": count}
            yield Unmet("language_incomplete", said, language)


def open_findings(process: Process, definition: Definition) -> Iterator[Unmet]:
    """Return the errors of the check list, and what would shut people out."""
    defaults = defaults_of(definition) if is_in_form(definition) else {}
    findings = check(definition, parameters={**defaults, **process.parameters})
    errors = [each for each in findings if each.level == "error"]
    if errors:
        text = ngettext(
            "Die Prüfliste enthält %(count)d Fehler.",
            "Die Prüfliste enthält %(count)d Fehler.",
            len(errors),
        )
        yield Unmet("findings_wrong", text % {"count": len(errors)})
    if barriers := _barriers(process, findings):
        text = ngettext(
            "%(count)d Warnung zur Barrierefreiheit ist offen.",
            "%(count)d Warnungen zur Barrierefreiheit sind offen.",
            len(barriers),
        )
        yield Unmet("findings_barrier", text % {"count": len(barriers)})


def _barriers(process: Process, findings: list[Finding]) -> list[Finding]:
    found = [each for each in findings if each.level == "warning" and each.code in ACCESSIBILITY]
    accepted = acceptances_of(process) if found else {}
    return [each for each in found if name_of(each.code, each.at, each.params) not in accepted]


@dataclass(frozen=True)
class Elsewhere:
    """The values that another city published with a process of the same origin."""

    city_name: str
    parameters: dict[str, Any]


def values_elsewhere(upstreams: Collection[UUID]) -> dict[UUID, list[Elsewhere]]:
    """
    Return what other cities set, by the process they share: it, and what was taken over from it.

    It is read across cities: only values of versions that are published and offered.
    """
    own_id = current_city().pk
    found: dict[UUID, list[Elsewhere]] = {each: [] for each in upstreams}
    with for_city(ALL_CITIES):
        family = Q(process__in=upstreams) | Q(process__upstream__in=upstreams)
        rows = (
            open_offers()
            .select_related(None)
            .filter(family)
            .exclude(city_id=own_id)
            .order_by("city__name", "pk")
            .values_list(
                "process_id", "process__upstream_id", "city__name",
                "process__published__parameters",
            )
        )  # fmt: skip
        for process_id, upstream_id, city_name, parameters in rows:
            for root in (process_id, upstream_id):
                if root is not None and root in found:
                    found[root].append(Elsewhere(city_name, parameters))
    return found


def arriving_processes() -> list[Process]:
    """Return the processes of the chosen city that were taken over and never went online."""
    return list(
        Process.objects.filter(origin__isnull=False, published=None, working__isnull=False)
        .select_related("origin", "city")
        .order_by("title", "pk")
    )


@transaction.atomic
def fill_in(process: Process, *, parameters: Mapping[str, Any], roles: Mapping[str, str]) -> None:
    """Add values and departments of this city to those that a process has already."""
    newest = Process.objects.select_for_update().get(pk=process.pk)
    set_parameters_and_roles(
        newest,
        parameters={**newest.parameters, **parameters},
        roles={**newest.roles, **roles},
    )
    process.parameters, process.roles = newest.parameters, newest.roles
