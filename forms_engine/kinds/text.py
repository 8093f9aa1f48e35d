"""A line of text: a name, a chip number, a reason in a few words."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete


@kind("text")
class Text(Kind):
    """One line; spaces around and doubled inside are not part of it."""

    label = "Text"

    def schema(self, node: Node) -> Schema:
        """Refuse an empty text where an answer is required."""
        return {"type": "string", "minLength": 1} if node.get("required") else {"type": "string"}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Tidy the spaces."""
        del node
        return compact(raw) or None

    def attributes(self, node: Node) -> dict[str, str]:
        """Bring up the number pad for texts of digits only."""
        attributes = {"type": "text"}
        schema = node.get("schema")
        pattern = str(schema.get("pattern", "")) if isinstance(schema, dict) else ""
        if pattern and not set(pattern) - set("^$[]{}()0123456789-,+?*|:"):
            attributes["inputmode"] = "numeric"
        return with_autocomplete(attributes, node)
