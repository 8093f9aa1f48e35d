"""What values of several inputs have in common: an address, a person."""

from collections.abc import Mapping
from typing import Any, ClassVar

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.kinds.registry import KINDS, Kind, Part, Schema


class Composite(Kind):
    """
    An object with known parts, some always there; a node's `parts` chooses the others.

    "extra" takes a part with its usual need, "house_number?" makes it optional, "extra!" required.
    """

    widget = "parts"
    known: ClassVar[Mapping[str, Part]] = {}
    # Always there, and there where the node chooses nothing.
    always: ClassVar[tuple[str, ...]] = ()
    usual: ClassVar[tuple[str, ...]] = ()

    def parts(self, node: Node) -> list[Part]:
        """Return the parts in their usual order, whatever the order they are chosen in."""
        stated = node.get("parts")
        chosen = {name.rstrip("?!"): name for name in (self.usual if stated is None else stated)}
        parts = []
        for key, part in self.known.items():
            if key in chosen or key in self.always:
                mark = chosen.get(key, key)[-1]
                required = part.required if mark not in "?!" else mark == "!"
                parts.append(Part(key, part.labels, part.kind, required, part.attributes))
        return parts

    def part_node(self, part: Part, node: Node) -> Node:
        """Return a part as a field node of its own."""
        own = node.get("part_schemas", {}).get(part.key, {})
        limits = {"maxLength": 120} if part.kind == "text" else {}
        return {"kind": part.kind, "required": part.required, "schema": {**limits, **own}}

    def schema(self, node: Node) -> Schema:
        """Return an object of the chosen parts and nothing else."""
        parts = self.parts(node)
        properties = {}
        for part in parts:
            small = self.part_node(part, node)
            properties[part.key] = {**KINDS[part.kind].schema(small), **small["schema"]}
        return {
            "type": "object",
            "properties": properties,
            "required": [part.key for part in parts if part.required],
            "additionalProperties": False,
        }

    def clean(self, raw: Any, node: Node) -> dict[str, Any] | None:
        """
        Clean each part.

        :raises Unreadable: naming the first part that cannot be read.
        """
        given = raw if isinstance(raw, Mapping) else {}
        value = {}
        for part in self.parts(node):
            small = self.part_node(part, node)
            try:
                cleaned = KINDS[part.kind].clean(given.get(part.key), small)
            except Unreadable as unreadable:
                raise Unreadable(unreadable.code, unreadable.text, part=part.key) from unreadable
            if cleaned is not None:
                value[part.key] = cleaned
        return value or None

    def shown(self, value: Any, node: Node) -> dict[str, Any]:
        """Return what stands in each input."""
        given = value if isinstance(value, Mapping) else {}
        return {
            part.key: KINDS[part.kind].shown(given.get(part.key), self.part_node(part, node))
            for part in self.parts(node)
        }

    def read_parts(self, value: Any, node: Node, language: str) -> dict[str, str]:
        """Return the given parts as they are read."""
        given = value if isinstance(value, Mapping) else {}
        return {
            part.key: KINDS[part.kind].read(given[part.key], self.part_node(part, node), language)
            for part in self.parts(node)
            if given.get(part.key) is not None
        }

    def attributes(self, node: Node) -> dict[str, str]:
        """Return nothing: each part has its own."""
        del node
        return {}
