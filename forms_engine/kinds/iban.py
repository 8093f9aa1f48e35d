"""A bank account as IBAN."""

from typing import Any

from stdnum import iban

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.formats import conforms
from forms_engine.kinds.registry import Kind, Schema, compact, kind, with_autocomplete


@kind("iban")
class Iban(Kind):
    """Kept without spaces, shown in groups of four."""

    label = "IBAN"

    def schema(self, node: Node) -> Schema:
        """Return text of the format iban."""
        del node
        return {"type": "string", "format": "iban", "pattern": "^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"}

    def clean(self, raw: Any, node: Node) -> str | None:
        """Accept spaces and small letters."""
        del node
        text = compact(raw).replace(" ", "").replace("-", "").upper().removeprefix("IBAN")
        text = text.removeprefix(":")
        if text and not conforms(text, "iban"):
            raise Unreadable(
                "format_iban",
                "Enter an IBAN whose check digits fit, such as DE89 3704 0044 0532 0130 00.",
            )
        return text or None

    def shown(self, value: Any, node: Node) -> str:
        """Group it by four."""
        del node
        return "" if value is None else str(iban.format(str(value)))

    def read(self, value: Any, node: Node, language: str) -> str:
        """Group it by four."""
        del node, language
        return str(iban.format(str(value)))

    def attributes(self, node: Node) -> dict[str, str]:
        """Keep spelling and capitals out of it."""
        attributes = {"type": "text", "autocapitalize": "characters", "spellcheck": "false"}
        return with_autocomplete(attributes, node)
