"""What a service costs, said before anybody has answered a question, and no cheaper than it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forms_engine.conditions import fold
from forms_engine.definition import Definition
from rathaus.web.amounts import euros


@dataclass(frozen=True)
class Price:
    """One line of the price list; `when` is what is left to ask before it is due, if anything."""

    label: str
    amount: Decimal
    when: Mapping[str, Any] | None
    # Due from the first piece on, and not only for further ones.
    from_first: bool
    # The same for everybody who owes it: neither per piece nor reduced.
    is_flat: bool


@dataclass(frozen=True)
class Costs:
    """The price list of a service, and the same in a few words."""

    words: str
    prices: tuple[Price, ...]
    may_be_reduced: bool


def costs_of(definition: Definition, *, parameters: Mapping[str, Any]) -> Costs:
    """Return what a service costs in a city; what the city does not levy is left out."""
    fees = definition.get("fees", [])
    prices = tuple(price for fee in fees for price in _prices(fee, parameters))
    return Costs(
        words=_in_words(prices, definition, parameters),
        prices=prices,
        may_be_reduced=bool(prices) and any(fee.get("factors") for fee in fees),
    )


def _prices(fee: Mapping[str, Any], parameters: Mapping[str, Any]) -> Iterator[Price]:
    when = fold(fee.get("when"), parameters)
    if when is False:
        return
    amount = _resolved(fee.get("amount"), parameters)
    is_flat = not (fee.get("per") or fee.get("factors") or isinstance(amount, list))
    for position, each in enumerate(amount if isinstance(amount, list) else [amount], start=1):
        single = _resolved(each, parameters)
        if single in (None, ""):
            continue
        yield Price(
            label=str(fee.get("label", "")).replace("{{ number }}", str(position)),
            amount=Decimal(str(single)),
            when=None if when is True else when,
            from_first=position == 1 and fee.get("from", 1) <= 1,
            is_flat=is_flat,
        )


def _resolved(amount: Any, parameters: Mapping[str, Any]) -> Any:
    if isinstance(amount, Mapping):
        return parameters.get(str(amount.get("parameter")))
    return amount


def _in_words(
    prices: tuple[Price, ...], definition: Definition, parameters: Mapping[str, Any]
) -> str:
    if not prices:
        return _("gebührenfrei")
    first = [price for price in prices if price.from_first] or list(prices)
    lowest = euros(min(price.amount for price in first))
    if _may_be_free(prices, definition, parameters):
        return _("gebührenfrei oder ab %(amount)s, je nach Ihren Angaben") % {"amount": lowest}
    is_fixed = len(prices) == 1 and prices[0].is_flat
    return lowest if is_fixed else _("ab %(amount)s") % {"amount": lowest}


def _may_be_free(
    prices: tuple[Price, ...], definition: Definition, parameters: Mapping[str, Any]
) -> bool:
    if any(price.when is None for price in prices):
        return False
    return not any(
        _covers_every_option(field, prices, definition, parameters)
        for field in {str((price.when or {}).get("field", "")) for price in prices}
    )


def _covers_every_option(
    field: str,
    prices: tuple[Price, ...],
    definition: Definition,
    parameters: Mapping[str, Any],
) -> bool:
    node = definition["nodes"].get(field, {})
    options = _resolved(node.get("options"), parameters)
    if not isinstance(options, list) or not node.get("required"):
        return False
    conditions = [price.when or {} for price in prices]
    priced = [
        condition.get("is", {}).get("const")
        for condition in conditions
        if condition.get("field") == field
    ]
    return all(option["value"] in priced for option in options)
