"""The words of letters: defaults where a process has none, holes, sums and paragraphs."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms_engine import pricing, texts
from forms_engine.compiling import Compiled
from rathaus.applications.models import Submission
from rathaus.cases.models import Case
from rathaus.notices import sheet
from rathaus.notices.attachment import FILE_NAME

# What the authority writes is German (§ 23 VwVfG); a hint in the citizen's language stands below.
OFFICIAL_LANGUAGE = "de"
# About 12 pages.
LONGEST_TEXT = 40_000
_MOST_LINES = 600
# A process's own texts go before them.
DEFAULTS: Mapping[str, dict[str, Any]] = {
    "granted": {
        "title": "Bescheid: {{ process.title }}",
        "body": "Ihrem Antrag vom {{ case.received_on }} geben wir statt.",
        "legal_remedy": True,
    },
    "refused": {
        "title": "Ablehnung: {{ process.title }}",
        "body": (
            "Ihren Antrag vom {{ case.received_on }} lehnen wir ab. "
            "Die Gründe nennen wir Ihnen im Folgenden."
        ),
        "legal_remedy": True,
    },
}
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def holes(
    case: Case, *, compiled: Compiled, answers: Mapping[str, Any], total: Decimal, at: dt.datetime
) -> dict[str, Any]:
    """Return what a notice's text may name; dates and amounts are written by the engine."""
    known = holes_at_arrival(
        case.submission, compiled=compiled, answers=answers, language=OFFICIAL_LANGUAGE, at=at
    )
    return {
        **known,
        "department": _attributes(case.department, "name street postcode place phone email"),
        "case": {
            **known["case"],
            "reference": case.reference,
            "decided_on": sheet.local_day(case.decided_at) if case.decided_at else None,
            "due_on": case.due_on,
            "reason": case.reason,
        },
        "clerk": {"name": clerk_of(case)},
        "fees": {"total": total},
    }


def holes_at_arrival(
    submission: Submission,
    *,
    compiled: Compiled,
    answers: Mapping[str, Any],
    language: str,
    at: dt.datetime,
) -> dict[str, Any]:
    """Return what a text may name before anybody has decided, in a language."""
    received_on = sheet.local_day(submission.submitted_at)
    city = _attributes(submission.city, "name authority street postcode place phone email website")
    return {
        "city": city,
        "process": {"title": compiled.in_language(language).definition["title"]},
        "parameter": texts.parameter_context(compiled, language),
        "answers": texts.answers_context(compiled, answers, language),
        "case": {
            "reference": submission.number,
            "received_on": received_on,
            "submitted_on": received_on,
        },
        "submission": {"number": submission.number, "received_on": received_on},
        "fees": {"total": pricing.total_of(pricing.fees_due(compiled, dict(answers)))},
        "today": sheet.local_day(at),
    }


def without_answers(holes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a title may name: stored and listed in the clear, it tells of no person."""
    case = {name: value for name, value in holes["case"].items() if name != "reason"}
    return {**holes, "answers": {}, "case": case}


def _attributes(row: Any, names: str) -> dict[str, str]:
    return {name: getattr(row, name) for name in names.split()}


def fill(text: str, *, holes: Mapping[str, Any]) -> str:
    """Return an official text with its holes filled."""
    return texts.render(text, holes, language=OFFICIAL_LANGUAGE)


def clerk_of(case: Case) -> str:
    """Return the name of who decided (Namenswiedergabe)."""
    return str(case.decided_by.get_full_name() or case.decided_by) if case.decided_by else ""


def clip(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return a text as far as anybody reads it on paper; the rest stands in the attached file."""
    lines = text.splitlines()
    if len(text) <= longest and len(lines) <= _MOST_LINES:
        return text
    hint = _("(gekürzt; vollständig in der beigefügten Datei %(name)s)") % {"name": FILE_NAME}
    return "\n".join(lines[:_MOST_LINES])[:longest] + f" … {hint}"


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a text at its blank lines."""
    parts = _BLANK_LINES.split(clip(text.replace("\r\n", "\n").strip()))
    return tuple(part.strip() for part in parts if part.strip())


def salutation(name: str) -> str:
    """Greet by full name, since nobody's sex is asked for."""
    name = " ".join(name.split())
    return (
        _("Guten Tag %(name)s,") % {"name": name} if name else _("Sehr geehrte Damen und Herren,")
    )


def about(case: Case) -> str:
    """Return the line below the subject: what this is an answer to."""
    return _("Ihr Antrag „%(process)s“ vom %(day)s") % {
        "process": case.process.title,
        "day": sheet.day(case.submitted_at),
    }


def foreign_hint() -> str:
    """Say in the active language what this German letter is."""
    return _(
        "Dies ist ein amtliches Schreiben; verbindlich ist der deutsche Text. "
        "Wenn Sie Hilfe beim Verstehen brauchen, fragen Sie uns unter der oben genannten Nummer."
    )


def attached_hint() -> str:
    """Say that the answers travel inside the PDF."""
    return _("Ihre Angaben sind diesem Dokument als Datei %(name)s beigefügt.") % {
        "name": FILE_NAME
    }


def processing_time(days: object) -> str:
    """Say how long a decision usually takes, from a number of days or a text of the process."""
    if isinstance(days, int):
        text = ngettext("etwa %(days)s Tag", "etwa %(days)s Tage", days) % {"days": days}
    else:
        text = str(days)
    return _("Die Bearbeitung dauert in der Regel: %(time)s.") % {"time": text.rstrip(".")}


def size(size_in_bytes: int) -> str:
    """Return the size of a file in the active language."""
    return filesizeformat(size_in_bytes)


def money(amount: Decimal) -> str:
    """Return an amount of euros in the official language."""
    return texts.spoken(amount, OFFICIAL_LANGUAGE)


def count(number: Decimal | int) -> str:
    """Return a count in the active language, without decimals that say nothing."""
    decimals = 0 if number == int(number) else None
    return str(number_format(number, decimals, use_l10n=True, force_grouping=True))
