"""What a service costs, said before anybody has answered a question, and no cheaper than it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forms_engine.definition import Definition
from rathaus.web.amounts import euros


@dataclass(frozen=True)
class Price:
    """One line of the price list."""

    label: str
    amount: Decimal


@dataclass(frozen=True)
class Costs:
    """The price list of a service, and the same in a few words."""

    words: str
    prices: tuple[Price, ...]


def costs_of(definition: Definition, *, parameters: Mapping[str, Any]) -> Costs:
    """Return what a service costs with a city's figures; what the city did not set is left out."""
    fees = [
        (fee, amount)
        for fee in definition.get("fees", [])
        if (amount := _amount(fee, parameters)) is not None
    ]
    prices = tuple(Price(fee.get("label", ""), amount) for fee, amount in fees)
    return Costs(_in_words(fees, definition), prices)


def _amount(fee: Mapping[str, Any], parameters: Mapping[str, Any]) -> Decimal | None:
    amount = fee.get("amount")
    if isinstance(amount, Mapping):
        amount = parameters.get(amount.get("parameter", ""))
    return Decimal(str(amount)) if amount not in (None, "") else None


def _in_words(fees: list[tuple[Mapping[str, Any], Decimal]], definition: Definition) -> str:
    if not fees:
        return _("gebührenfrei")
    lowest = euros(min(amount for _fee, amount in fees))
    if _may_be_free(fees, definition):
        return _("gebührenfrei oder ab %(amount)s, je nach Ihren Angaben") % {"amount": lowest}
    is_fixed = len(fees) == 1 and not fees[0][0].get("per")
    return lowest if is_fixed else _("ab %(amount)s") % {"amount": lowest}


def _may_be_free(fees: list[tuple[Mapping[str, Any], Decimal]], definition: Definition) -> bool:
    if any(not fee.get("when") for fee, _amount in fees):
        return False
    asked = {fee["when"].get("field") for fee, _amount in fees}
    if len(asked) != 1 or None in asked:
        return True
    # All depend on one choice: free only if an option of it is without a fee.
    node = definition["nodes"].get(asked.pop(), {})
    options = node.get("options")
    values = {str(fee["when"].get("is", {}).get("const")) for fee, _amount in fees}
    if not isinstance(options, list) or not node.get("required"):
        return not isinstance(options, dict)
    return not {str(option["value"]) for option in options} <= values
