"""A German postcode."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.formats import conforms
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete


@kind("postcode")
class Postcode(Kind):
    """Five digits, as text because of the leading zero."""

    label = "Postleitzahl"

    def schema(self, node: Node) -> Schema:
        """Return five digits that do not begin with 00."""
        del node
        return {
            "type": "string",
            "format": "postcode",
            "pattern": "^(0[1-9]|[1-9][0-9])[0-9]{3}$",
        }

    def clean(self, raw: Any, node: Node) -> str | None:
        """Accept spaces and a leading D-."""
        del node
        text = compact(raw).replace(" ", "").upper().removeprefix("DE-").removeprefix("D-")
        if text and not conforms(text, "postcode"):
            raise Unreadable("format_postcode", "Enter a postcode of five digits, such as 60311.")
        return text or None

    def attributes(self, node: Node) -> dict[str, str]:
        """Bring up the number pad."""
        attributes = {"type": "text", "inputmode": "numeric", "autocomplete": "postal-code"}
        return with_autocomplete(attributes, node)
