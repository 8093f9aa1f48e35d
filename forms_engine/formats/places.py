"""Formats of places: postcodes and vehicle registration marks."""

import re
from collections.abc import Callable
from typing import Final

_POSTCODE = re.compile(r"(?:0[1-9]|[1-9][0-9])[0-9]{3}")
_PLATE = re.compile(r"[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9][0-9]{0,3}[EH]?")
_REGIONAL_KEY = re.compile(r"[0-9]{12}")

CHECKERS: Final[dict[str, Callable[[str], bool]]] = {
    "postcode": lambda text: bool(_POSTCODE.fullmatch(text)),
    "number_plate": lambda text: bool(_PLATE.fullmatch(text)),
    "regional_key": lambda text: bool(_REGIONAL_KEY.fullmatch(text)),
}
