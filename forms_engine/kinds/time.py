"""A time of day, as clocks on the spot show it."""

import re
from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete

_CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.h ]?([0-9]{2}))?(?::([0-9]{2}))? ?(?:uhr|h)?", re.IGNORECASE
)
_HOURS, _MINUTES = 24, 60


def clock_from(text: str) -> str | None:
    """Return HH:MM (or HH:MM:SS) behind "9", "9.30", "09:30 Uhr" or "0930"."""
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    if hour >= _HOURS or minute >= _MINUTES or second >= _MINUTES:
        return None
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if match[3] else "")


def clock_in_words(clock: str, language: str) -> str:
    """Write a time of day: 9:30 Uhr in German, 9:30 in English."""
    text = clock.removeprefix("0")
    return f"{text} Uhr" if language == "de" else text


@kind("time")
class Time(Kind):
    """Hours and minutes."""

    label = "Uhrzeit"

    def schema(self, node: Node) -> Schema:
        """Return HH:MM or HH:MM:SS."""
        del node
        return {"type": "string", "format": "local-time"}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Accept 9, 9.30, 09:30 Uhr."""
        del node
        text = compact(raw)
        if not text:
            return None
        clock = clock_from(text)
        if clock is None:
            raise Unreadable("format_time", "Enter a time of day such as 9:30.")
        return clock

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write it as clocks are read."""
        del node
        return clock_in_words(str(value), language)

    def attributes(self, node: Node) -> dict[str, str]:
        """Leave the keyboard: a colon has to be on it."""
        return with_autocomplete({"type": "text"}, node)
