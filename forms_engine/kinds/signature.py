"""A signature in text form: the full name, typed as a declaration."""

from forms_engine.definition import Node
from forms_engine.kinds.registry import kind, with_autocomplete
from forms_engine.kinds.text import Text


@kind("signature")
class Signature(Text):
    """Typed, so that it works by keyboard and with a screen reader."""

    label = "Unterschrift"

    def attributes(self, node: Node) -> dict[str, str]:
        """Offer the person's own name."""
        return with_autocomplete({"type": "text", "autocomplete": "name"}, node)
