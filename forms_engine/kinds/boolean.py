"""Yes or no."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.kinds.registry import Kind, Schema, compact, kind

_YES = frozenset({"true", "on", "1", "yes", "ja", "j", "y"})
_NO = frozenset({"false", "off", "0", "no", "nein", "n"})


def yes_or_no(value: Any, language: str) -> str:
    """Say a truth value in German or English."""
    if language == "de":
        return "Ja" if value else "Nein"
    return "Yes" if value else "No"


@kind("boolean")
class Boolean(Kind):
    """Asked with two radio buttons, so that not answering differs from no."""

    label = "Ja oder Nein"
    widget = "yes_no"

    def schema(self, node: Node) -> Schema:
        """Return true or false."""
        del node
        return {"type": "boolean"}

    def clean(self, raw: Any, node: Node) -> bool | None:
        """Accept what buttons and check boxes send."""
        del node
        text = compact(raw).lower()
        if not text:
            return None
        if text in _YES or text in _NO:
            return text in _YES
        raise Unreadable("boolean", "Choose yes or no.")

    def shown(self, value: Any, node: Node) -> str:
        """Return what the buttons send."""
        del node
        return "" if value is None else ("true" if value else "false")

    def read(self, value: Any, node: Node, language: str) -> str:
        """Say yes or no."""
        del node
        return yes_or_no(value, language)

    def attributes(self, node: Node) -> dict[str, str]:
        """Return nothing: two buttons need none."""
        del node
        return {}
