"""Any number of several options."""

from typing import Any

from forms_engine.definition import Node, option_name
from forms_engine.kinds.choice import option_label, option_value, options_of
from forms_engine.kinds.registry import Kind, Schema, kind


@kind("choices")
class Choices(Kind):
    """Check boxes; the answer is an array in the order of the options."""

    label = "Mehrfachauswahl"
    widget = "choices"

    def schema(self, node: Node) -> Schema:
        """Return an array without doubles of the options' values."""
        schema: Schema = {"type": "array", "uniqueItems": True}
        if "options" in node:
            schema["items"] = {"enum": [option["value"] for option in options_of(node)] or [None]}
        if node.get("required"):
            schema["minItems"] = 1
        return schema

    def clean(self, raw: Any, node: Node) -> list[Any] | None:
        """Return the values of the ticked options."""
        names = [raw] if isinstance(raw, str) else list(raw or [])
        values = [option_value(node, option_name(name)) for name in names if str(name).strip()]
        unique = {option_name(value): value for value in values}
        ordered = [
            unique[name]
            for name in (option_name(option["value"]) for option in options_of(node))
            if name in unique
        ]
        return ordered or None

    def shown(self, value: Any, node: Node) -> list[str]:
        """Return what the ticked boxes send."""
        del node
        return [option_name(each) for each in value] if isinstance(value, list) else []

    def read(self, value: Any, node: Node, language: str) -> str:
        """Return what the ticked options are called."""
        del language
        values = value if isinstance(value, list) else [value]
        return ", ".join(option_label(node, each) for each in values)

    def attributes(self, node: Node) -> dict[str, str]:
        """Return nothing: check boxes need none."""
        del node
        return {}
