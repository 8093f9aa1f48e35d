"""A person's German tax identification number."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.formats import conforms
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete


@kind("tax_id")
class TaxId(Kind):
    """Eleven digits, the last of which is a check digit."""

    label = "Steuerliche Identifikationsnummer"

    def schema(self, node: Node) -> Schema:
        """Return text of the format tax_id."""
        del node
        return {"type": "string", "format": "tax_id", "pattern": "^[1-9][0-9]{10}$"}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Accept groups with spaces or /."""
        del node
        text = compact(raw).replace(" ", "").replace("/", "").replace("-", "")
        if text and not conforms(text, "tax_id"):
            raise Unreadable(
                "format_tax_id", "Enter the 11 digits of the tax identification number."
            )
        return text or None

    def shown(self, value: Any, node: Node) -> str:
        """Group it as it is printed in letters."""
        del node
        return _grouped(value)

    def read(self, value: Any, node: Node, language: str) -> str:
        """Group it as it is printed in letters."""
        del node, language
        return _grouped(value)

    def attributes(self, node: Node) -> dict[str, str]:
        """Bring up the number pad."""
        return with_autocomplete({"type": "text", "inputmode": "numeric"}, node)


def _grouped(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"{text[:2]} {text[2:5]} {text[5:8]} {text[8:]}" if conforms(text, "tax_id") else text
