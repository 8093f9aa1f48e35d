"""Formats of time: days, times of day, moments, durations."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ZONE = r"(?P<zone>[Zz]|(?P<sign>[+-])(?P<zh>[0-9]{2}):(?P<zm>[0-9]{2}))"
_CLOCK = r"(?P<h>[0-9]{2}):(?P<m>[0-9]{2}):(?P<s>[0-9]{2})(?:\.[0-9]+)?"
_TIME = re.compile(_CLOCK + _ZONE)
_LOCAL_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?")
_DATETIME = re.compile(r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?P<time>.+)")
_DURATION = re.compile(
    r"P(?=.)(?:[0-9]+W|(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?)"
)
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_LEAP_SECOND = 60


def is_date(text: str) -> bool:
    """Accept a day of the calendar as YYYY-MM-DD."""
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_time(text: str) -> bool:
    """Accept a time of day with its offset, as RFC 3339 writes it."""
    match = _TIME.fullmatch(text)
    if not match:
        return False
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"])
    ahead = 0
    if match["sign"]:
        zone_hour, zone_minute = int(match["zh"]), int(match["zm"])
        if zone_hour > 23 or zone_minute > 59:  # noqa: PLR2004
            return False
        ahead = (zone_hour * 60 + zone_minute) * (1 if match["sign"] == "+" else -1)
    if hour > 23 or minute > 59 or second > _LEAP_SECOND:  # noqa: PLR2004
        return False
    in_utc = (hour * 60 + minute - ahead) % (24 * 60)
    return second < _LEAP_SECOND or in_utc == 24 * 60 - 1


def is_local_time(text: str) -> bool:
    """Accept a time of day as clocks on the spot show it: HH:MM or HH:MM:SS."""
    return bool(_LOCAL_TIME.fullmatch(text))


def is_datetime(text: str) -> bool:
    """Accept a moment with its offset, as RFC 3339 writes it."""
    match = _DATETIME.fullmatch(text)
    return bool(match) and is_date(match["date"]) and is_time(match["time"]) if match else False


def is_local_datetime(text: str) -> bool:
    """Accept a day and a time of day on the spot: YYYY-MM-DDTHH:MM[:SS]."""
    day, separator, clock = text.partition("T")
    return bool(separator) and is_date(day) and is_local_time(clock)


CHECKERS: Final[dict[str, Callable[[str], bool]]] = {
    "date": is_date,
    "time": is_time,
    "date-time": is_datetime,
    "local-time": is_local_time,
    "local-date-time": is_local_datetime,
    "month": lambda text: bool(_MONTH.fullmatch(text)),
    "duration": lambda text: bool(_DURATION.fullmatch(text)),
}
