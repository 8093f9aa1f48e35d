"""Makes answers as long as people's lives can be: long names, and lists with forty rows."""

from collections.abc import Mapping
from typing import Any, Final

from forms_engine.answers.naming import Named, named, placed
from forms_engine.compiling import Compiled
from forms_engine.definition import Node

ROWS: Final = 40
_FREE: Final = frozenset({"text", "textarea", "longtext"})
_LONG_WORDS: Final = (
    "Maximiliane-Friederike Donaudampfschifffahrtsgesellschaftskapitänswitwe Freiin von und zu "
    "Musterhausen-Langenfeld-Öttingen, geborene Größenmaßstäblich "
)
_LONGEST: Final = 240
_LONGEST_LINES: Final = 2_000


def stretched(compiled: Compiled, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with every text and list as long as the form lets them be, within reason."""
    nodes = compiled.definition["nodes"]
    return placed(compiled, _level(nodes, named(compiled, dict(answers))))


def _level(nodes: Mapping[str, Node], by_id: Named) -> Named:
    return {
        node_id: _value(nodes, nodes.get(node_id, {}), value) for node_id, value in by_id.items()
    }


def _value(nodes: Mapping[str, Node], node: Node, value: Any) -> Any:
    schema = node.get("schema")
    schema = schema if isinstance(schema, dict) else {}
    if isinstance(value, list) and node.get("kind") == "list":
        return _rows(nodes, value, most=schema.get("maxItems", ROWS))
    if isinstance(value, dict):
        return {key: _part(key, part) for key, part in value.items()}
    is_free = not ({"pattern", "format", "enum", "const"} & schema.keys() or node.get("options"))
    if isinstance(value, str) and node.get("kind") in _FREE and is_free:
        longest = _LONGEST if node.get("kind") == "text" else _LONGEST_LINES
        return _long(min(longest, int(schema.get("maxLength", longest))))
    return value


def _rows(nodes: Mapping[str, Node], rows: list[Any], *, most: Any) -> list[Any]:
    if not rows:
        return rows
    count = max(len(rows), min(ROWS, int(most)))
    long = [_level(nodes, row) if isinstance(row, dict) else row for row in rows]
    return [long[number % len(long)] for number in range(count)]


def _part(key: str, value: Any) -> Any:
    """Return a part of a person or an address; what has a form of its own stays."""
    is_free = key in {"given_name", "family_name", "birth_name", "street", "place", "extra"}
    return _long(120) if is_free and isinstance(value, str) else value


def _long(length: int) -> str:
    return (_LONG_WORDS * (length // len(_LONG_WORDS) + 1))[:length].strip() or "A"
