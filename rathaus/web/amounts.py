"""Amounts of money as people write them."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import number_format


def euros(amount: Any) -> str:
    """Return an amount in euros as the current language writes it: 102.00 becomes 102,00 €."""
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        return str(amount)
    return f"{number_format(value, decimal_pos=2, force_grouping=True)}\N{NO-BREAK SPACE}€"
