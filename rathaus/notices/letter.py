"""Writes the notice that closes a case, as a business letter after DIN 5008 form B."""

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from forms_engine import pricing
from forms_engine.compiling import Compiled
from rathaus.cases.models import Case
from rathaus.notices import sheet, wording
from rathaus.notices.addressee import addressee_of
from rathaus.notices.attachment import submission_json
from rathaus.notices.printed import Printed
from rathaus.notices.printing import print_pdf
from rathaus.notices.wording import OFFICIAL_LANGUAGE
from rathaus.processes.queries import compiled_version


class ReasonMissing(Exception):
    """A refusal without a reason is no notice (§ 39 VwVfG)."""


@dataclass(frozen=True)
class Sum:
    """One line of the table of amounts."""

    label: str
    count: str
    amount: str
    total: str


@dataclass(frozen=True)
class Letter:
    """The text of a notice, ready to be set."""

    about: str
    salutation: str
    body: tuple[str, ...]
    sums: tuple[Sum, ...]
    total: str
    has_counts: bool
    reason: tuple[str, ...]
    remedy: tuple[str, ...]
    clerk: str
    notes: tuple[str, ...]
    # What this letter is, in the citizen's language where that is another.
    hint: str
    hint_language: str


def print_notice(case: Case, *, at: dt.datetime) -> Printed:
    """
    Return the notice on a decided case.

    :raises ReasonMissing: if it refuses without saying why.
    """
    if case.state == Case.State.REFUSED and not case.reason.strip():
        raise ReasonMissing(case.reference)
    with translation.override(OFFICIAL_LANGUAGE):
        around, letter = write_notice(case, at=at)
        html = render_to_string("notices/letter.html", {"sheet": around, "letter": letter})
    pdf = print_pdf(
        html,
        colour=sheet.colour_of(case.city),
        attached=[submission_json(case.submission)],
        at=at,
    )
    return Printed(around.title, pdf)


def write_notice(case: Case, *, at: dt.datetime) -> tuple[sheet.Sheet, Letter]:
    """Return the notice's text; what the process does not say itself is said in words of ours."""
    compiled = compiled_version(case.submission.version_id)
    template = notice_template(compiled, str(case.state))
    answers = case.submission.answers
    return compose(case, template, compiled=compiled, answers=answers, at=at)


def compose(
    case: Case,
    template: Mapping[str, Any],
    *,
    compiled: Compiled,
    answers: Mapping[str, Any],
    at: dt.datetime,
) -> tuple[sheet.Sheet, Letter]:
    """Return a letter's text from its template; nothing is asked of the database for it."""
    recipient = addressee_of(compiled.definition, answers)
    is_granted = case.state == Case.State.GRANTED
    fees = _fees(compiled, answers) if is_granted else []
    total = pricing.total_of(fees)
    holes = wording.holes(case, compiled=compiled, answers=answers, total=total, at=at)
    fill = functools.partial(wording.fill, holes=holes)
    around = sheet.sheet_of(
        title=wording.fill(template["title"], holes=wording.without_answers(holes)),
        language=OFFICIAL_LANGUAGE,
        sender=sheet.sender_of(case.city, case.department),
        recipient=recipient,
        reference=case.reference,
        about=_info(case, at),
        at=at,
    )
    letter = Letter(
        about=wording.about(case),
        salutation=wording.salutation(recipient.name),
        body=wording.paragraphs(fill(template["body"])),
        sums=tuple(_sum(line) for line in fees),
        total=wording.money(total),
        has_counts=any(line.count != 1 for line in fees),
        reason=wording.paragraphs(case.reason),
        remedy=wording.paragraphs(fill(_remedy(case, template))),
        clerk=wording.clerk_of(case),
        notes=tuple(_notes(around.window.complete)),
        hint=_hint(case.submission.language),
        hint_language=case.submission.language,
    )
    return around, letter


def _fees(compiled: Compiled, answers: Mapping[str, Any]) -> list[pricing.FeeLine]:
    return pricing.fees_due(compiled, dict(answers), language=OFFICIAL_LANGUAGE)


def notice_template(compiled: Compiled, state: str) -> Mapping[str, Any]:
    """Return the process's own text for a decision, completed by words of ours."""
    notices = compiled.in_language(OFFICIAL_LANGUAGE).definition.get("notices", [])
    own: dict[str, Any] = next((notice for notice in notices if notice.get("on") == state), {})
    return wording.DEFAULTS[state] | {name: said for name, said in own.items() if said != ""}


def _remedy(case: Case, template: Mapping[str, Any]) -> str:
    if case.state != Case.State.REFUSED and not template.get("legal_remedy"):
        return ""
    return case.process.legal_remedy or case.city.legal_remedy


def _info(case: Case, at: dt.datetime) -> tuple[tuple[str, str], ...]:
    sender = sheet.sender_of(case.city, case.department)
    return (
        (_("Aktenzeichen"), case.reference),
        (_("Datum"), sheet.day(at)),
        (_("Auskunft"), wording.clerk_of(case)),
        (_("Amt"), sender.department),
        (_("Telefon"), sender.phone),
        (_("E-Mail"), sender.email),
        (_("Sprechzeiten"), case.department.opening_hours),
    )


def _sum(line: pricing.FeeLine) -> Sum:
    return Sum(
        label=line.label,
        count=wording.count(line.count),
        amount=wording.money(line.amount),
        total=wording.money(line.total),
    )


def _notes(complete_address: str) -> Iterator[str]:
    if complete_address:
        yield _("Vollständige Anschrift: %(address)s.") % {"address": complete_address}
    yield _("Dieses Schreiben wurde elektronisch erstellt und ist auch ohne Unterschrift gültig.")
    yield wording.attached_hint()


def _hint(language: str) -> str:
    if language == OFFICIAL_LANGUAGE:
        return ""
    with translation.override(language):
        return wording.foreign_hint()
