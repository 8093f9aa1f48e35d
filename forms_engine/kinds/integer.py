"""A whole number: how many dogs, how many days."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.kinds.figures import figure, written
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete


@kind("integer")
class Integer(Kind):
    """Without decimals."""

    label = "Ganze Zahl"

    def schema(self, node: Node) -> Schema:
        """Return any whole number."""
        del node
        return {"type": "integer"}

    def clean(self, raw: Any, node: Node) -> int | None:
        """Accept 1.000 for a thousand."""
        del node
        text = compact(raw)
        if not text:
            return None
        exact = figure(text)
        if exact is None or exact != exact.to_integral_value():
            raise Unreadable("integer", "Enter a whole number such as 2.")
        return int(exact)

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write it with thousands, from five digits on as usual."""
        del node
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return written(value, language, decimals=0) if abs(value) >= 10_000 else str(int(value))  # noqa: PLR2004

    def attributes(self, node: Node) -> dict[str, str]:
        """Bring up the number pad."""
        return with_autocomplete({"type": "text", "inputmode": "numeric"}, node)
