"""Reads and writes figures as people in Germany and elsewhere write them."""

import re
from decimal import Decimal
from typing import Any

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_MOST_DIGITS = 40
_SWAPPED = str.maketrans(",.", ".,")


def exact(value: Any) -> Decimal | None:
    """Return a number, or a text that is one to a computer, without loss; None for all else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def figure(text: str, *, decimals: int | None = None) -> Decimal | None:
    """
    Return the number behind a text such as "1.234,50", "1,234.50", "1 234,5" or "-3".

    Where only one separator stands, a comma parts the decimals, and a point does so too unless
    three digits follow it: "1.500" is one thousand five hundred. Text with at most two `decimals`
    (money) also reads "1,500" that way. None if it is no number.
    """
    text = re.sub(r"[\s\u00a0\u202f']", "", text).replace("\u2212", "-")
    if len(text) > _MOST_DIGITS:
        return None
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        thousands, decimal = (".", ",") if comma > point else (",", ".")
    elif _are_thousands(text, ".") or (text.count(".") > 1):
        thousands, decimal = ".", ","
    elif text.count(",") > 1 or (decimals is not None and _are_thousands(text, ",")):
        thousands, decimal = ",", "."
    else:
        thousands, decimal = "", "," if comma >= 0 else "."
    if thousands:
        whole, _separator, rest = text.partition(decimal)
        if thousands in whole and not _are_thousands(whole, thousands):
            return None
        text = whole.replace(thousands, "") + (f".{rest}" if rest else "")
    else:
        text = text.replace(",", ".")
    return Decimal(text) if _PLAIN.fullmatch(text) and text.isascii() else None


def _are_thousands(text: str, separator: str) -> bool:
    return bool(re.fullmatch(rf"[+-]?[1-9][0-9]{{0,2}}(?:{re.escape(separator)}[0-9]{{3}})+", text))


def written(number: Decimal | float, language: str, *, decimals: int | None = None) -> str:
    """Write a number with the separators of a language: 1.234,50 or 1,234.50."""
    same = number if isinstance(number, Decimal) else Decimal(str(number))
    text = f"{same:,.{decimals}f}" if decimals is not None else f"{same:,f}"
    if language != "de":
        return text
    return text.translate(_SWAPPED)
