"""Everything that the page of one service says."""

from dataclasses import dataclass

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from forms_engine import texts
from forms_engine.definition import Definition, source_language, translated
from forms_engine.translating import EASY_GERMAN
from rathaus.cities.models import Department
from rathaus.cities.queries import fallback_department
from rathaus.cities.scope import current_city
from rathaus.portal.costs import Costs, costs_of
from rathaus.portal.services import (
    duration,
    holes,
    identification,
    processing_time,
    version_of,
)
from rathaus.processes.models import Process


@dataclass(frozen=True)
class ServicePage:
    """A service in the visitor's language, ready to be shown."""

    title: str
    summary: str
    paragraphs: list[str]
    costs: Costs
    duration: str
    processing_time: str
    needs: list[str]
    steps: list[str]
    legal_basis: list[str]
    # In which laws are named, whatever the visitor reads.
    source_language: str
    identification: str
    languages: list[str]
    draft_days: int | None
    closed_years: int | None
    department: Department


def service_page(process: Process, *, language: str) -> ServicePage:
    """Return what the page of a service says."""
    version = version_of(process)
    definition = translated(version.definition, language)
    names = holes(version, city=current_city())
    retention = definition.get("retention", {})
    return ServicePage(
        title=definition["title"],
        summary=texts.render(definition.get("summary", ""), names),
        paragraphs=[
            texts.render(paragraph, names)
            for paragraph in definition.get("description", "").split("\n\n")
            if paragraph.strip()
        ],
        costs=costs_of(definition, parameters=version.parameters),
        duration=duration(definition),
        processing_time=processing_time(definition, language=language),
        needs=[texts.render(need, names) for need in definition.get("needs", [])],
        steps=_steps(definition),
        legal_basis=definition.get("legal_basis", []),
        source_language=source_language(definition),
        identification=identification(definition),
        languages=_languages(definition),
        draft_days=retention.get("draft_days"),
        closed_years=_years(retention.get("closed_days")),
        department=department_for(process),
    )


def department_for(process: Process) -> Department:
    """Return the office that most cases of a service go to: the first rule's role in this city."""
    version = version_of(process)
    for rule in version.definition.get("routing", []):
        for role in rule.get("to", []):
            key = process.roles.get(role)
            if department := Department.objects.filter(key=key).first():
                return department
    return fallback_department()


def _steps(definition: Definition) -> list[str]:
    return [definition["nodes"][page]["title"] for page in definition["order"]]


def _languages(definition: Definition) -> list[str]:
    return [_language(code) for code in definition.get("languages", ["de"])]


def _language(code: str) -> str:
    """Return what a language is called; one that nobody here knows by its code."""
    if code == EASY_GERMAN:
        return str(_("Leichte Sprache"))
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _years(days: int | None) -> int | None:
    return round(days / 365) or None if days else None
