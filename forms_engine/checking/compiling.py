"""Checks that a form can be made of a definition; what it says does not matter for that."""

import functools
from typing import Any, Final

from forms_engine.checking.messages import finding
from forms_engine.checking.remembering import Contents, Memory, content_name
from forms_engine.compiling import check_compiles
from forms_engine.definition import STRUCTURE, Definition, Node
from forms_engine.errors import Finding, NotCompilable

# Words do not matter, nor do conditions: they are asked for one by one before this.
_LEFT_OUT: Final = frozenset(
    {
        "label", "help", "placeholder", "summary", "text", "purpose", "block", "block_node",
        "unit", "autocomplete", "show_when",
    }
)  # fmt: skip
_SAID: Final = frozenset({"texts", "translated_from", "notices", "summary", "description", "title"})
# A question with nothing else fits whatever stands around it.
_HARMLESS: Final = frozenset({"kind", "key", "required", "widget", "accept"}) | _LEFT_OUT
_SHAPES: Final = Memory[bytes](8192)
_REASONS: Final = Memory[tuple[str, ...]](512)


def compiling_findings(definition: Definition, contents: Contents) -> list[Finding]:
    """Return why no form can be made; the same structure is not compiled twice."""
    nodes: dict[str, Node] = definition["nodes"]
    harmless = {node_id for node_id, node in nodes.items() if _is_harmless(node)}
    shapes = []
    for node_id in sorted(nodes.keys() - harmless):
        node = nodes[node_id]
        shape = _SHAPES.of(contents.name_of(node_id), functools.partial(_shape, node))
        # A list of one is another thing than a list of two.
        inner = set(node.get("order", [])) - (set() if node["kind"] == "list" else harmless)
        shapes.append((node_id, shape, sorted(inner)))
    rest = {name: each for name, each in definition.items() if name not in _SAID | {"nodes"}}
    name = content_name([shapes, {**rest, "order": sorted(rest["order"])}])
    reasons = _REASONS.of(name, functools.partial(_reasons, definition))
    return [finding("not_compilable", reason=reason) for reason in reasons]


def _is_harmless(node: Node) -> bool:
    return node.keys() <= _HARMLESS and "key" in node and node["kind"] not in STRUCTURE | {"const"}


def _shape(node: Node) -> bytes:
    dropped = _LEFT_OUT | {"order", "title"}
    shape: dict[str, Any] = {key: each for key, each in node.items() if key not in dropped}
    if isinstance(node.get("options"), list):
        shape["options"] = [option["value"] for option in node["options"]]
    return content_name(shape)


def _reasons(definition: Definition) -> tuple[str, ...]:
    try:
        check_compiles(definition)
    except NotCompilable as wrong:
        return (str(wrong)[:200],)
    return ()
