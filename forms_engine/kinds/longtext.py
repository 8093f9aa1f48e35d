"""Text of several lines: a description, a reason."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.kinds.registry import Kind, Schema, kind, with_autocomplete


@kind("longtext")
class LongText(Kind):
    """Lines are kept, line ends are made alike."""

    label = "Mehrzeiliger Text"
    widget = "longtext"

    def schema(self, node: Node) -> Schema:
        """Refuse an empty text where an answer is required."""
        return {"type": "string", "minLength": 1} if node.get("required") else {"type": "string"}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Tidy the line ends."""
        del node
        text = "" if raw is None or isinstance(raw, list | dict) else str(raw)
        return text.replace("\r\n", "\n").replace("\r", "\n").strip() or None

    def attributes(self, node: Node) -> dict[str, str]:
        """Return nothing that a text area does not know."""
        return with_autocomplete({"rows": "5"}, node)
