"""A number that may have decimals: square metres, a weight."""

from decimal import Decimal
from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.kinds.figures import figure, written
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete


@kind("number")
class Number(Kind):
    """Written with a comma or a point."""

    label = "Zahl"

    def schema(self, node: Node) -> Schema:
        """Return any number."""
        del node
        return {"type": "number"}

    def clean(self, raw: Any, node: Node) -> float | int | None:
        """Accept 12,5 and 1.234,5."""
        del node
        text = compact(raw)
        if not text:
            return None
        exact = figure(text)
        if exact is None:
            raise Unreadable("number", "Enter a number such as 12 or 12.5.")
        return int(exact) if exact == exact.to_integral_value() else float(exact)

    def shown(self, value: Any, node: Node) -> str:
        """Write it without thousands, with a comma."""
        del node
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "" if value is None else str(value)
        return f"{Decimal(str(value)):f}".replace(".", ",")

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write it with thousands."""
        del node
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return written(value, language) if is_number else str(value)

    def attributes(self, node: Node) -> dict[str, str]:
        """Bring up the pad with a decimal sign."""
        return with_autocomplete({"type": "text", "inputmode": "decimal"}, node)
