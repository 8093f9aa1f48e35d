"""A value worked out from other answers; `prune` puts it among the answers."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from forms_engine.definition import Node
from forms_engine.kinds.figures import exact, written
from forms_engine.kinds.money import euros
from forms_engine.kinds.registry import Kind, Schema, kind


@kind("calculated")
class Calculated(Kind):
    """
    `calculate` says how: {"sum": [ids]}, {"product": [ids]}, {"count": list id}, {"join": [ids]}.

    With "as": "money" the result is an amount of euros.
    """

    label = "Berechneter Wert"
    widget = "none"
    is_hidden = True

    def schema(self, node: Node) -> Schema:
        """Return text, an amount, or a number."""
        calculate = node.get("calculate", {})
        if "join" in calculate:
            return {"type": "string"}
        if node.get("as") == "money":
            return {"type": "string", "format": "money"}
        return {"type": "integer" if "count" in calculate else "number"}

    def clean(self, raw: Any, node: Node) -> None:
        """Take nothing: it is worked out."""
        del raw, node

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write amounts with their currency and numbers with their thousands."""
        if node.get("as") == "money" and isinstance(value, str):
            return euros(value, language)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return written(value, language)
        return str(value)


def calculated_value(node: Node, values: dict[str, Any]) -> Any:
    """Return the value of a calculated node, or None where nothing it leans on is answered."""
    calculate = node.get("calculate", {})
    if "count" in calculate:
        rows = values.get(calculate["count"])
        return len(rows) if isinstance(rows, list) else 0
    if "join" in calculate:
        texts = [str(values[each]) for each in calculate["join"] if values.get(each) is not None]
        return str(calculate.get("with", " ")).join(texts) or None
    ids = calculate.get("sum") or calculate.get("product") or []
    numbers = [number for each in ids if (number := exact(values.get(each))) is not None]
    if not numbers:
        return None
    result = numbers[0]
    for number in numbers[1:]:
        result = result + number if "sum" in calculate else result * number
    if node.get("as") == "money":
        return f"{result.quantize(Decimal('0.01'), ROUND_HALF_UP):.2f}"
    return int(result) if result == result.to_integral_value() else float(result)
