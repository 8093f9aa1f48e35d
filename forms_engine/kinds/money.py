"""An amount of euros, kept as text with two decimals so that no cent is lost."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.formats import conforms
from forms_engine.kinds.figures import figure, written
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete


def euros(amount: Decimal | str, language: str) -> str:
    """Write an amount: 1.234,50 € in German, €1,234.50 in English."""
    exact = Decimal(amount) if isinstance(amount, str) else amount
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if language == "de":
        return f"{written(rounded, 'de', decimals=2)}\u00a0€"
    sign = "-" if rounded < 0 else ""
    return f"{sign}€{written(abs(rounded), 'en', decimals=2)}"


@kind("money")
class Money(Kind):
    """Written with comma or point, with or without €."""

    label = "Geldbetrag"

    def schema(self, node: Node) -> Schema:
        """Return a decimal text such as 1234.50."""
        del node
        return {"type": "string", "format": "money", "pattern": "^-?[0-9]{1,13}\\.[0-9]{2}$"}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Accept "1.234,50 €", "12", "12,5" and "€12.50"."""
        del node
        text = compact(raw).replace("€", "").removeprefix("EUR").removesuffix("EUR").strip()
        text = text.removesuffix(",-").removesuffix(",--")
        if not text:
            return None
        exact = figure(text, decimals=2)
        if exact is None or exact != exact.quantize(Decimal("0.01")):
            raise Unreadable("format_money", "Enter an amount such as 12.50.")
        return f"{exact + 0:.2f}" if exact else "0.00"

    def shown(self, value: Any, node: Node) -> str:
        """Write it with a comma, without thousands."""
        del node
        return "" if value is None else str(value).replace(".", ",")

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write it with its currency."""
        del node
        is_money = isinstance(value, str) and conforms(value, "money")
        return euros(value, language) if is_money else str(value)

    def attributes(self, node: Node) -> dict[str, str]:
        """Bring up the pad with a decimal sign."""
        return with_autocomplete({"type": "text", "inputmode": "decimal", "suffix": "€"}, node)
