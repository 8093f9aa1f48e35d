"""A telephone number."""

import re
from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.formats import conforms
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete


@kind("phone")
class Phone(Kind):
    """Kept as the person groups it, with single spaces, / and -."""

    label = "Telefonnummer"

    def schema(self, node: Node) -> Schema:
        """Return text of the format phone."""
        del node
        return {"type": "string", "format": "phone", "maxLength": 30}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Accept brackets, points and spaces, and 00 for +."""
        del node
        text = compact(raw).replace("(0)", " ")
        text = re.sub(r"[().\u00a0]", " ", text)
        text = re.sub(r"[\u2010-\u2015]", "-", text)
        text = re.sub(r"\s*([/-])\s*", r"\1", " ".join(text.split()))
        text = re.sub(r"^\+ ", "+", re.sub(r"^00 ?", "+", text))
        if text and not conforms(text, "phone"):
            raise Unreadable(
                "format_phone", "Enter a telephone number such as 069 212 0 or +49 69 2120."
            )
        return text or None

    def attributes(self, node: Node) -> dict[str, str]:
        """Bring up the telephone pad."""
        attributes = {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
        return with_autocomplete(attributes, node)
