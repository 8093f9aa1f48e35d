"""One of several options."""

from typing import Any

from forms_engine.definition import Node, option_name
from forms_engine.errors import Unreadable
from forms_engine.kinds.registry import Kind, Schema, kind, with_autocomplete


def options_of(node: Node) -> list[dict[str, Any]]:
    """Return the options of a compiled node; before compiling, a parameter's are not known."""
    options = node.get("options")
    return options if isinstance(options, list) else []


def option_label(node: Node, value: Any) -> str:
    """Return what an option is called, or the value itself if it is none of the options."""
    for option in options_of(node):
        if option["value"] == value and type(option["value"]) is type(value):
            return str(option.get("label", option["value"]))
    return option_name(value)


def option_value(node: Node, name: str) -> Any:
    """
    Return the value whose option an input sent.

    :raises Unreadable: if there is no such option.
    """
    for option in options_of(node):
        if option_name(option["value"]) == name:
            return option["value"]
    raise Unreadable("enum", "Choose one of the options.")


@kind("choice")
class Choice(Kind):
    """Radio buttons up to a handful, a select beyond."""

    label = "Auswahl"
    widget = "choice"

    def schema(self, node: Node) -> Schema:
        """Return the options' values."""
        if "options" not in node:
            return {}
        values = [option["value"] for option in options_of(node)]
        return {"enum": values} if values else {"not": {}}

    def clean(self, raw: Any, node: Node) -> Any:
        """Return the value of the chosen option."""
        name = "" if raw is None or isinstance(raw, list | dict) else option_name(raw)
        return option_value(node, name) if name.strip() else None

    def shown(self, value: Any, node: Node) -> str:
        """Return what the chosen option sends."""
        del node
        return "" if value is None else option_name(value)

    def read(self, value: Any, node: Node, language: str) -> str:
        """Return what the chosen option is called."""
        if isinstance(value, bool) and option_label(node, value) == option_name(value):
            return ("Ja" if value else "Nein") if language == "de" else ("Yes" if value else "No")
        return option_label(node, value)

    def attributes(self, node: Node) -> dict[str, str]:
        """Return what completing needs."""
        return with_autocomplete({}, node)
