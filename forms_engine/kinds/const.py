"""A fixed value that nobody types: the version of a foreign form, the kind of a permit."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.kinds.registry import Kind, Schema, kind


@kind("const")
class Const(Kind):
    """Its `value` is put among the answers by `prune`."""

    label = "Fester Wert"
    widget = "none"
    is_hidden = True

    def schema(self, node: Node) -> Schema:
        """Return the fixed value."""
        return {"const": node["value"]} if "value" in node else {}

    def clean(self, raw: Any, node: Node) -> Any:
        """Return the fixed value, whatever was sent."""
        del raw
        return node.get("value")
