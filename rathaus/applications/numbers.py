"""Numbers of applications that can be read out on the telephone: "F-2648-1930-2758"."""

import datetime as dt
import re
import secrets
from typing import Final

from django.utils import timezone
from stdnum import damm

from rathaus.cities.models import City

# Two digits for the year, nine by chance, one check digit: three groups of four.
_BY_CHANCE: Final = 9
_DIGITS: Final = 12
_GROUP: Final = 4


def new_number(city: City, *, at: dt.datetime) -> str:
    """
    Return a number that nobody can guess from another; the database refuses the rare double.

    The last digit checks the others: a wrong or a swapped digit is noticed on the telephone.
    """
    chance = secrets.randbelow(10**_BY_CHANCE)
    payload = f"{timezone.localtime(at).year % 100:02}{chance:0{_BY_CHANCE}}"
    return _written(city.number_prefix, payload + damm.calc_check_digit(payload))


def understood(text: str) -> str | None:
    """
    Return the number that somebody typed or heard, however it was grouped.

    None where it is none, or its check digit says that a digit is wrong.
    """
    compact = re.sub(r"[\s./_–-]", "", text).upper()
    match = re.fullmatch(r"([A-ZÄÖÜ]{1,4})([0-9]{12})", compact)
    if not match or not damm.is_valid(match[2]):
        return None
    return _written(match[1], match[2])


def spoken(number: str) -> list[str]:
    """Return the number in the groups in which it is read out: prefix, then four digits each."""
    return number.split("-")


def _written(prefix: str, digits: str) -> str:
    groups = [digits[start : start + _GROUP] for start in range(0, _DIGITS, _GROUP)]
    return "-".join([prefix, *groups])
