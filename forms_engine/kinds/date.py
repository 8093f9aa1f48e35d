"""A calendar day: a birthday, the first day of a market stall, a deadline."""

import datetime as dt
import re
from typing import Any, Final

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.formats import conforms
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete

MONTHS: Final = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
        "August", "September", "Oktober", "November", "Dezember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_NAMED: Final = {
    name[:3].lower(): number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
} | {"mär": 3, "mae": 3, "mrz": 3, "jän": 1}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[. /-]+([0-9]{1,2}|[A-Za-zÄÖÜäöü]{3,9})[. /-]+([0-9]{4})")
_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")


def day_from(text: str) -> dt.date | None:
    """Return the day behind "3.5.2026", "03 05 2026", "3. Mai 2026", "03052026" or "2026-05-03"."""
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text) or _DIGITS.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    number = int(month) if month.isdigit() else _NAMED.get(month[:3].lower(), 0)
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None


def day_in_words(day: dt.date, language: str) -> str:
    """Write a day: 3. Mai 2026 in German, 3 May 2026 in English."""
    if language == "de":
        return f"{day.day}. {MONTHS['de'][day.month - 1]} {day.year}"
    return f"{day.day} {MONTHS['en'][day.month - 1]} {day.year}"


@kind("date")
class Date(Kind):
    """Typed into one field or into three for day, month and year."""

    label = "Datum"
    widget = "date"

    def schema(self, node: Node) -> Schema:
        """Return a day as YYYY-MM-DD."""
        del node
        return {"type": "string", "format": "date"}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Accept one text, or a mapping with day, month and year."""
        del node
        if isinstance(raw, dict):
            parts = [compact(raw.get(part)) for part in ("day", "month", "year")]
            text = ".".join(parts) if any(parts) else ""
        else:
            text = compact(raw)
        if not text:
            return None
        day = day_from(text)
        if day is None:
            raise Unreadable("format_date", "Enter a date that exists, such as 3.5.2026.")
        return day.isoformat()

    def shown(self, value: Any, node: Node) -> str:
        """Write it with points."""
        del node
        if not isinstance(value, str) or not conforms(value, "date"):
            return "" if value is None else str(value)
        day = dt.date.fromisoformat(value)
        return f"{day.day:02}.{day.month:02}.{day.year:04}"

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write it with the month's name."""
        del node
        if not isinstance(value, str) or not conforms(value, "date"):
            return str(value)
        return day_in_words(dt.date.fromisoformat(value), language)

    def attributes(self, node: Node) -> dict[str, str]:
        """Bring up the number pad; points can be left out."""
        return with_autocomplete({"type": "text", "inputmode": "numeric"}, node)
