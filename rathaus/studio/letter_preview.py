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
from rathaus.notices import letter, receipt, sheet, wording
from rathaus.notices.printing import print_pdf
from rathaus.people.models import User
from rathaus.processes.models import Process
from rathaus.processes.publishing import defaults_of

_INVENTED_DAYS: Final = 9
Template = Mapping[str, Any]
# With the template that it is set by.
Written = tuple[sheet.Sheet, letter.Letter | receipt.Receipt, str]


@dataclass(frozen=True)
class Preview:
    """
    A letter as people would read it.

    :param problems: what is wrong with its text, a sentence each.
    """

    title: str
    letter: letter.Letter | receipt.Receipt | None
    problems: tuple[str, ...]


def preview(
    process: Process, definition: Definition, template: Template, *, by: User, at: dt.datetime
) -> Preview:
    """Return a letter's text with its holes filled, and what is wrong with it."""
    problems = tuple(problems_of(template, definition))
    with translation.override(wording.OFFICIAL_LANGUAGE):
        try:
            around, written, _page = _write(process, definition, template, by=by, at=at)
        except NotCompilable:
            return Preview(str(template["title"]), None, (*problems, broken()))
    return Preview(around.title, written, problems)


def broken() -> str:
    """Say why there is nothing to see."""
    return _("Es gibt noch keine Vorschau: Die Prüfliste enthält Fehler.")


def preview_pdf(
    process: Process, definition: Definition, template: Template, *, by: User, at: dt.datetime
) -> bytes:
    """
    Return the letter as the press of the house prints it.

    :raises NotCompilable: if the form has errors.
    """
    with translation.override(wording.OFFICIAL_LANGUAGE):
        around, written, page = _write(process, definition, template, by=by, at=at)
        html = render_to_string(page, {"sheet": around, "letter": written, "receipt": written})
    return print_pdf(html, colour=sheet.colour_of(process.city), at=at)


def problems_of(template: Template, definition: Definition) -> Iterator[str]:
    """Return what would not be filled in."""
    for name in unknown_names(f"{template['title']} {template['body']}", definition):
        yield _("„%(name)s“ gibt es nicht. Dort bliebe eine Lücke.") % {"name": name}
    if any(name.startswith("answers.") for name in names_used(str(template["title"]))):
        yield _("Der Betreff nennt eine Antwort. Dort bliebe eine Lücke: Er steht offen in Listen.")


def _write(
    process: Process, definition: Definition, template: Template, *, by: User, at: dt.datetime
) -> Written:
    occasion = str(template["on"])
    if occasion == "received":
        # The receipt takes its text from the form itself.
        definition = {**definition, "notices": [dict(template)], "texts": {}}
    parameters = {**defaults_of(definition), **process.parameters}
    compiled = compile_definition(definition, parameters=parameters)
    answers = every_answer(compiled)
    submission = _invented_submission(process, answers, at=at)
    if occasion == "received":
        around, arrived = receipt.compose(submission, compiled=compiled, at=at)
        return around, arrived, "notices/receipt.html"
    said = {name: text for name, text in template.items() if text != ""}
    case = _invented_case(process, submission, compiled, occasion, by=by, at=at)
    filled = {**wording.DEFAULTS[occasion], **said}
    around, written = letter.compose(case, filled, compiled=compiled, answers=answers, at=at)
    return around, written, "notices/letter.html"


def _invented_submission(
    process: Process, answers: dict[str, Any], *, at: dt.datetime
) -> Submission:
    """Make a submission that is never stored."""
    submission = Submission(
        city=process.city,
        number=f"{process.city.number_prefix}-0000000000",
        submitted_at=at - dt.timedelta(days=_INVENTED_DAYS),
        language=wording.OFFICIAL_LANGUAGE,
    )
    submission.answers = answers
    return submission


def _invented_case(
    process: Process,
    submission: Submission,
    compiled: Compiled,
    occasion: str,
    *,
    by: User,
    at: dt.datetime,
) -> Case:
    """Make a case that is never stored, decided by who looks at the letter."""
    shown = Process(city=process.city, legal_remedy=process.legal_remedy)
    shown.title = str(compiled.definition["title"])
    case = Case(
        city=process.city,
        submission=submission,
        process=shown,
        department=_department_of(process),
        reference=submission.number,
        submitted_at=submission.submitted_at,
        state=occasion,
        due_on=sheet.local_day(at),
        decided_at=at,
        decided_by=by,
    )
    if occasion == "refused":
        case.reason = _("Hier stehen die Gründe, die bei der Entscheidung geschrieben werden.")
    return case


def _department_of(process: Process) -> Department:
    offices = Department.objects.order_by("-is_fallback", "name")
    chosen = offices.filter(key__in=list(process.roles.values())).first()
    return chosen or offices.first() or Department(city=process.city, name="")
