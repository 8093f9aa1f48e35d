"""A day with a time of day on the spot: the beginning of an event."""

import datetime as dt
import re
from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.formats import conforms
from forms_engine.kinds.date import day_from, day_in_words
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete
from forms_engine.kinds.time import clock_from, clock_in_words

_SPLIT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|.*?[0-9]{4})(?:T|[, ]+(?:um )?)(?P<clock>[0-9].*)"
)


@kind("datetime")
class DateTime(Kind):
    """Without an offset: it means the clock on the city's town hall."""

    label = "Datum und Uhrzeit"

    def schema(self, node: Node) -> Schema:
        """Return YYYY-MM-DDTHH:MM."""
        del node
        return {"type": "string", "format": "local-date-time"}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Accept "3.5.2026, 9:30 Uhr" and what browsers send."""
        del node
        if isinstance(raw, dict):
            raw = f"{compact(raw.get('date'))} {compact(raw.get('time'))}"
        text = compact(raw)
        if not text:
            return None
        match = _SPLIT.fullmatch(text)
        day = day_from(match["day"]) if match else None
        clock = clock_from(match["clock"]) if match else None
        if day is None or clock is None:
            raise Unreadable(
                "format_datetime", "Enter a date and a time of day such as 3.5.2026 9:30."
            )
        return f"{day.isoformat()}T{clock}"

    def shown(self, value: Any, node: Node) -> str:
        """Write it with points."""
        del node
        if not isinstance(value, str) or not conforms(value, "local-date-time"):
            return "" if value is None else str(value)
        day = dt.date.fromisoformat(value[:10])
        return f"{day.day:02}.{day.month:02}.{day.year:04} {value[11:]}"

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write it in words."""
        del node
        if not isinstance(value, str) or not conforms(value, "local-date-time"):
            return str(value)
        day = day_in_words(dt.date.fromisoformat(value[:10]), language)
        return f"{day}, {clock_in_words(value[11:], language)}"

    def attributes(self, node: Node) -> dict[str, str]:
        """Leave the keyboard as it is."""
        return with_autocomplete({"type": "text"}, node)
