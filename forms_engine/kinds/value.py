"""A value of any shape, typed as JSON: what an import found no field for."""

import json
from typing import Any

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.kinds.registry import Kind, kind


@kind("value")
class Value(Kind):
    """Its node's schema alone says what it may be."""

    label = "Beliebiger Wert (JSON)"
    widget = "longtext"

    def clean(self, raw: Any, node: Node) -> Any:
        """Accept JSON, or a value that is none of text."""
        del node
        if not isinstance(raw, str):
            return raw
        if not raw.strip():
            return None
        try:
            return json.loads(raw)
        except (ValueError, RecursionError) as broken:
            raise Unreadable("json", 'Enter a value in JSON, such as 12 or "text".') from broken

    def shown(self, value: Any, node: Node) -> str:
        """Write it as JSON."""
        del node
        return "" if value is None else json.dumps(value, ensure_ascii=False, indent=2)

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write it as JSON."""
        del language
        return value if isinstance(value, str) else self.shown(value, node)
