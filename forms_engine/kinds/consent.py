"""A declaration that has to be agreed to: a check box that counts only when it is ticked."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.kinds.boolean import Boolean, yes_or_no
from forms_engine.kinds.registry import Schema, kind


@kind("consent")
class Consent(Boolean):
    """Ticked, or not given."""

    label = "Einwilligung oder Erklärung"
    widget = "checkbox"

    def schema(self, node: Node) -> Schema:
        """Return true; a refused consent is no answer."""
        del node
        return {"type": "boolean", "const": True}

    def clean(self, raw: Any, node: Node) -> bool | None:
        """Take an empty box for no answer."""
        return super().clean(raw, node) or None

    def read(self, value: Any, node: Node, language: str) -> str:
        """Say that it was agreed to."""
        del node
        if value is True:
            return "Zugestimmt" if language == "de" else "Agreed"
        return yes_or_no(value, language)
