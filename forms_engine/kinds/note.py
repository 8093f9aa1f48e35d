"""A text to read between the fields; it has no answer."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.kinds.registry import Kind, kind


@kind("note")
class Note(Kind):
    """Its `label` is a heading, its `text` (or `help`) what is to be read."""

    label = "Hinweis"
    widget = "none"
    has_value = False

    def clean(self, raw: Any, node: Node) -> None:
        """Take nothing."""
        del raw, node
