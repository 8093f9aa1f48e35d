"""Formats of numbers that are written as text: money, bank accounts, tax and telephone numbers."""

import re
from collections.abc import Callable
from typing import Final

from stdnum import bic, iban
from stdnum.de import idnr, stnr, vat

_MONEY = re.compile(r"-?(?:0|[1-9][0-9]{0,12})\.[0-9]{2}")
_PHONE = re.compile(r"\+?[0-9](?:[ /-]?[0-9])*")
_COMPACT = re.compile(r"[A-Z0-9]+")
_DIGITS_OF_A_PHONE = range(4, 16)


def is_money(text: str) -> bool:
    """Accept an amount with two decimals and a point: 1234.50."""
    return bool(_MONEY.fullmatch(text))


def is_phone(text: str) -> bool:
    """Accept a telephone number of 4 to 15 digits, grouped by single spaces, / or -."""
    digits = sum(letter.isdigit() for letter in text)
    return digits in _DIGITS_OF_A_PHONE and bool(_PHONE.fullmatch(text))


def is_iban(text: str) -> bool:
    """Accept an IBAN without spaces whose check digits fit."""
    return bool(_COMPACT.fullmatch(text)) and bool(iban.is_valid(text))


def is_bic(text: str) -> bool:
    """Accept a BIC without spaces."""
    return bool(_COMPACT.fullmatch(text)) and bool(bic.is_valid(text))


def is_tax_id(text: str) -> bool:
    """Accept a German tax identification number (11 digits with a check digit)."""
    return text.isascii() and text.isdigit() and bool(idnr.is_valid(text))


def is_tax_number(text: str) -> bool:
    """Accept a German tax number of a tax office, in a regional or the national form."""
    return text.isascii() and bool(stnr.is_valid(text))


def is_vat_id(text: str) -> bool:
    """Accept a German VAT identification number: DE and nine digits."""
    return text.startswith("DE") and bool(_COMPACT.fullmatch(text)) and bool(vat.is_valid(text))


CHECKERS: Final[dict[str, Callable[[str], bool]]] = {
    "money": is_money,
    "phone": is_phone,
    "iban": is_iban,
    "bic": is_bic,
    "tax_id": is_tax_id,
    "tax_number": is_tax_number,
    "vat_id": is_vat_id,
}
