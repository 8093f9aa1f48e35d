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

from forms_engine import texts
from forms_engine.compiling import Compiled
from rathaus.cases.models import Case
from rathaus.notices import sheet

# Official texts in the official language; a process's own texts go before them.
DEFAULTS: Mapping[str, dict[str, Any]] = {
    "granted": {
        "title": "Bescheid: {{ process.title }}",
        "body": "Ihrem Antrag vom {{ case.submitted_on }} geben wir statt.",
        "legal_remedy": True,
    },
    "refused": {
        "title": "Ablehnung: {{ process.title }}",
        "body": (
            "Ihren Antrag vom {{ case.submitted_on }} lehnen wir ab. "
            "Die Gründe nennen wir Ihnen im Folgenden."
        ),
        "legal_remedy": True,
    },
    "received": {"title": "", "body": "", "legal_remedy": False},
}
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def holes(
    case: Case, *, compiled: Compiled, answers: Mapping[str, Any], total: str, at: dt.datetime
) -> dict[str, Any]:
    """Return what a notice's text may name."""
    city = case.city
    return {
        "city": {
            "name": city.name,
            "authority": city.authority,
            "street": city.street,
            "postcode": city.postcode,
            "place": city.place,
            "phone": city.phone,
            "email": city.email,
            "website": city.website,
        },
        "department": {"name": case.department.name},
        "process": {"title": compiled.definition["title"]},
        "parameter": compiled.parameters,
        "answers": answers,
        "case": {
            "reference": case.reference,
            "submitted_on": sheet.day(case.submitted_at),
            "decided_on": sheet.day(case.decided_at) if case.decided_at else "",
        },
        "fees": {"total": total},
        "today": sheet.day(at),
    }


def fill(text: str, *, holes: Mapping[str, Any]) -> str:
    """Return a text with its holes filled."""
    return texts.render(text, holes)


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a text at its blank lines."""
    parts = _BLANK_LINES.split(text.replace("\r\n", "\n").strip())
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


def attached_hint(file_name: str) -> str:
    """Say that the answers travel inside the PDF."""
    return _("Ihre Angaben sind diesem Dokument als Datei %(name)s beigefügt.") % {
        "name": file_name
    }


def continued_hint(file_name: str) -> str:
    """Say where the rest of a very long answer stands."""
    return _("(gekürzt; vollständig in der beigefügten Datei %(name)s)") % {"name": file_name}


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
    """Return an amount of euros in the active language."""
    return f"{number_format(amount, 2, use_l10n=True, force_grouping=True)} €"


def count(number: Decimal | int) -> str:
    """Return a count in the active language, without decimals that say nothing."""
    decimals = 0 if number == int(number) else None
    return str(number_format(number, decimals, use_l10n=True, force_grouping=True))
