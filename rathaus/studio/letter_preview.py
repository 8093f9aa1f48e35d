"""Shows a letter of a process as it would be printed, filled with invented answers."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from forms_engine.answers.sampling import every_answer
from forms_engine.compiling import Compiled, compile_definition
from forms_engine.definition import Definition
from forms_engine.errors import NotCompilable
from forms_engine.texts import names_used, unknown_names
from rathaus.applications.models import Submission
from rathaus.cases.models import Case
from rathaus.cities.models import Department
from rathaus.notices import letter, sheet, wording
from rathaus.notices.printing import print_pdf
from rathaus.people.models import User
from rathaus.processes.models import Process
from rathaus.processes.publishing import defaults_of

_STATES: Final = {"granted": Case.State.GRANTED, "refused": Case.State.REFUSED}
_INVENTED_DAYS: Final = 9
Template = Mapping[str, Any]
Written = tuple[sheet.Sheet, letter.Letter]


@dataclass(frozen=True)
class Preview:
    """
    A letter as people would read it.

    :param problems: what is wrong with its text, a sentence each.
    """

    title: str
    letter: letter.Letter | None
    problems: tuple[str, ...]


def preview(process: Process, definition: Definition, template: Template, **who: Any) -> Preview:
    """Return a letter's text with its holes filled, and what is wrong with it."""
    problems = tuple(problems_of(template, definition))
    with translation.override(wording.OFFICIAL_LANGUAGE):
        try:
            around, written = _write(process, definition, template, **who)
        except NotCompilable:
            return Preview(str(template["title"]), None, (*problems, broken()))
    return Preview(around.title, written, problems)


def broken() -> str:
    """Say why there is nothing to see."""
    return _("Es gibt noch keine Vorschau: Die Prüfliste enthält Fehler.")


def preview_pdf(process: Process, definition: Definition, template: Template, **who: Any) -> bytes:
    """
    Return the letter as the press of the house prints it.

    :raises NotCompilable: if the form has errors.
    """
    with translation.override(wording.OFFICIAL_LANGUAGE):
        around, written = _write(process, definition, template, **who)
        html = render_to_string("notices/letter.html", {"sheet": around, "letter": written})
    return print_pdf(html, colour=sheet.colour_of(process.city), at=who["at"])


def problems_of(template: Template, definition: Definition) -> Iterator[str]:
    """Return what would not be filled in."""
    for name in unknown_names(f"{template['title']} {template['body']}", definition):
        yield _("„%(name)s“ gibt es nicht. Dort bliebe eine Lücke.") % {"name": name}
    if any(name.startswith("answers.") for name in names_used(str(template["title"]))):
        yield _("Der Betreff nennt eine Antwort. Dort bliebe eine Lücke: Er steht offen in Listen.")


def _write(
    process: Process, definition: Definition, template: Template, *, by: User, at: dt.datetime
) -> Written:
    parameters = {**defaults_of(definition), **process.parameters}
    compiled = compile_definition(definition, parameters=parameters)
    said = {name: text for name, text in template.items() if text != ""}
    defaults = wording.DEFAULTS.get(str(template["on"]), {"body": "", "title": ""})
    answers = every_answer(compiled)
    case = _invented_case(process, compiled, str(template["on"]), by=by, at=at)
    return letter.compose(case, {**defaults, **said}, compiled=compiled, answers=answers, at=at)


def _invented_case(
    process: Process, compiled: Compiled, occasion: str, *, by: User, at: dt.datetime
) -> Case:
    """Make a case that is never stored, decided by who looks at the letter."""
    number = f"{process.city.number_prefix}-0000000000"
    submitted_at = at - dt.timedelta(days=_INVENTED_DAYS)
    submission = Submission(city=process.city, number=number, submitted_at=submitted_at)
    submission.language = wording.OFFICIAL_LANGUAGE
    shown = Process(city=process.city, legal_remedy=process.legal_remedy)
    shown.title = str(compiled.definition["title"])
    is_decided = occasion in _STATES
    case = Case(
        city=process.city,
        submission=submission,
        process=shown,
        department=_department_of(process),
        reference=number,
        submitted_at=submitted_at,
        state=_STATES.get(occasion, Case.State.RECEIVED),
        due_on=sheet.local_day(at),
        decided_at=at if is_decided else None,
        decided_by=by if is_decided else None,
    )
    if occasion == "refused":
        case.reason = _("Hier stehen die Gründe, die bei der Entscheidung geschrieben werden.")
    return case


def _department_of(process: Process) -> Department:
    offices = Department.objects.order_by("-is_fallback", "name")
    chosen = offices.filter(key__in=list(process.roles.values())).first()
    return chosen or offices.first() or Department(city=process.city, name="")
