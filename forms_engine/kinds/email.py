"""An e-mail address."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.formats import conforms
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete


@kind("email")
class Email(Kind):
    """An address that mail can be sent to."""

    label = "E-Mail-Adresse"

    def schema(self, node: Node) -> Schema:
        """Return text of the format email."""
        del node
        return {"type": "string", "format": "email", "maxLength": 254}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Accept an address that was pasted with spaces or as a link."""
        del node
        text = compact(raw).replace(" ", "").removeprefix("mailto:")
        if text and not conforms(text, "email"):
            raise Unreadable("format_email", "Enter an e-mail address such as name@example.org.")
        return text or None

    def attributes(self, node: Node) -> dict[str, str]:
        """Bring up the e-mail keyboard; spelling does not apply."""
        attributes = {
            "type": "email",
            "inputmode": "email",
            "autocomplete": "email",
            "spellcheck": "false",
        }
        return with_autocomplete(attributes, node)
