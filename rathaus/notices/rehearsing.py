"""Prints the letters of a process before anybody needs them: with little to say, and with much."""

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation

from forms_engine.answers.sampling import every_answer, filled_in
from forms_engine.answers.stretching import stretched
from forms_engine.compiling import Compiled
from forms_engine.definition import Definition, digest
from rathaus.applications.models import Submission
from rathaus.cases.models import Case
from rathaus.cities.models import Department
from rathaus.notices import letter, receipt, sheet
from rathaus.notices.printing import print_pdf
from rathaus.notices.wording import OFFICIAL_LANGUAGE
from rathaus.people.models import User
from rathaus.processes.models import Process
from rathaus.processes.trying import NotTriable, compiled_to_try

logger = logging.getLogger(__name__)

OCCASIONS: Final = ("received", "granted", "refused")
_DAYS_KEPT: Final = 30
_INVENTED_AT: Final = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
_LONG_NAME: Final = {"first_name": "Maximiliane-Friederike", "last_name": "Beispiel-Musterhausen"}
_LONG_REASON: Final = "Hier stehen die Gründe, die bei der Entscheidung geschrieben werden. " * 60

Amount = Literal["little", "much"]


@dataclass(frozen=True)
class Fault:
    """
    A letter that cannot be printed.

    :param occasion: what it is written on, such as `granted`.
    :param amount: with which answers.
    """

    occasion: str
    amount: Amount


def faults_of(process: Process, definition: Definition) -> list[Fault]:
    """Return which letters cannot be printed; each state of a process is printed once."""
    known = known_faults(process, definition)
    return rehearse(process, definition) if known is None else known


def known_faults(process: Process, definition: Definition) -> list[Fault] | None:
    """Return what is known without printing anything; None if this state was never printed."""
    kept = cache.get(_name(process, definition))
    return None if kept is None else [Fault(*each) for each in kept]


def rehearse(process: Process, definition: Definition) -> list[Fault]:
    """Print every letter with little and with much, and keep what went wrong."""
    faults = list(_faults(process, definition))
    kept = [(fault.occasion, fault.amount) for fault in faults]
    cache.set(_name(process, definition), kept, timeout=_DAYS_KEPT * 24 * 60 * 60)
    return faults


def _name(process: Process, definition: Definition) -> str:
    city = process.city
    around = [
        process.parameters, process.legal_remedy, process.roles, city.pk, city.name,
        city.authority, city.street, city.postcode, city.place, city.legal_remedy, city.colours,
    ]  # fmt: skip
    written = json.dumps([digest(definition), around], sort_keys=True, default=str)
    return f"rehearsed:{hashlib.sha256(written.encode()).hexdigest()}"


def _faults(process: Process, definition: Definition) -> Iterator[Fault]:
    try:
        compiled = compiled_to_try(definition, process.parameters)
        little = filled_in(compiled, {})
        much = stretched(compiled, every_answer(compiled))
    except (NotTriable, ValueError):
        yield from (Fault(occasion, "little") for occasion in OCCASIONS)
        return
    for occasion in OCCASIONS:
        for amount, answers in (("little", little), ("much", much)):
            try:
                pdf = _print(process, compiled, occasion, answers, is_long=amount == "much")
            except Exception:  # Whatever goes wrong there, would go wrong on the day it is needed.
                logger.exception("The letter %r of %s cannot be printed", occasion, process.pk)
                pdf = b""
            if not pdf.startswith(b"%PDF"):
                yield Fault(occasion, "much" if amount == "much" else "little")


def _print(
    process: Process,
    compiled: Compiled,
    occasion: str,
    answers: Mapping[str, Any],
    *,
    is_long: bool,
) -> bytes:
    with translation.override(OFFICIAL_LANGUAGE):
        submission = _invented_submission(process, answers)
        written: letter.Letter | receipt.Receipt
        if occasion == "received":
            around, written = receipt.compose(submission, compiled=compiled, at=_INVENTED_AT)
            page = "notices/receipt.html"
        else:
            case = _invented_case(process, submission, compiled, occasion, is_long=is_long)
            template = letter.notice_template(compiled, occasion)
            around, written = letter.compose(
                case, template, compiled=compiled, answers=answers, at=_INVENTED_AT
            )
            page = "notices/letter.html"
        html = render_to_string(page, {"sheet": around, "letter": written, "receipt": written})
    return print_pdf(html, colour=sheet.colour_of(process.city), at=_INVENTED_AT)


def _invented_submission(process: Process, answers: Mapping[str, Any]) -> Submission:
    """Make a submission that is never stored."""
    submission = Submission(
        city=process.city,
        number=f"{process.city.number_prefix}-0000000000",
        submitted_at=_INVENTED_AT - dt.timedelta(days=9),
        language=OFFICIAL_LANGUAGE,
    )
    submission.answers = dict(answers)
    return submission


def _invented_case(
    process: Process, submission: Submission, compiled: Compiled, occasion: str, *, is_long: bool
) -> Case:
    """Make a case that is never stored, decided by nobody."""
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
        due_on=sheet.local_day(_INVENTED_AT),
        decided_at=_INVENTED_AT,
        decided_by=User(**_LONG_NAME),
    )
    if occasion == "refused":
        case.reason = _LONG_REASON if is_long else "Kurz."
    return case


def _department_of(process: Process) -> Department:
    offices = Department.objects.order_by("-is_fallback", "name")
    chosen = offices.filter(key__in=list(process.roles.values())).first()
    return chosen or offices.first() or Department(city=process.city, name="")
