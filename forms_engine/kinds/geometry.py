"""Places on a map as GeoJSON, typed as coordinates where no map is at hand."""

import json
import re
from typing import Any, ClassVar

from forms_engine.definition import Node
from forms_engine.errors import Unreadable
from forms_engine.kinds.registry import Kind, Schema, compact

_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,9})?"
_PAIR = re.compile(rf"({_NUMBER})\s*[,\s]\s*({_NUMBER})")
_POSITION: Schema = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "items": False,
    "minItems": 2,
}


def positions_from(text: str) -> list[list[float]] | None:
    """Return [longitude, latitude] pairs behind "50.11, 8.68; 50.12, 8.69" (latitude first)."""
    positions = []
    for piece in filter(None, (each.strip() for each in text.split(";"))):
        match = _PAIR.fullmatch(piece)
        if not match:
            return None
        positions.append([float(match[2]), float(match[1])])
    return positions


class Geometry(Kind):
    """A GeoJSON geometry with longitude before latitude, as RFC 7946 has it."""

    widget = "map"
    geometry: ClassVar[str] = "Point"
    example: ClassVar[str] = "50.1109, 8.6821"
    fewest: ClassVar[int] = 1
    most: ClassVar[int] = 1

    def coordinates(self) -> Schema:
        """Return the schema of the coordinates."""
        return _POSITION

    def schema(self, node: Node) -> Schema:
        """Return a GeoJSON geometry of one type."""
        del node
        return {
            "type": "object",
            "properties": {
                "type": {"const": self.geometry},
                "coordinates": self.coordinates(),
            },
            "required": ["type", "coordinates"],
            "additionalProperties": False,
        }

    def to_coordinates(self, positions: list[list[float]]) -> Any:
        """Return typed positions as GeoJSON has them."""
        return positions[0]

    def to_positions(self, coordinates: Any) -> list[list[float]]:
        """Return the positions of a GeoJSON geometry."""
        return [coordinates]

    def clean(self, raw: Any, node: Node) -> dict[str, Any] | None:
        """Accept coordinates as text, or GeoJSON from a map."""
        del node
        text = json.dumps(raw) if raw and isinstance(raw, dict) else compact(raw)
        if not text:
            return None
        if text.startswith("{"):
            return self._from_map(text)
        positions = positions_from(text)
        if positions is None or not self.fewest <= len(positions) <= self.most:
            raise self._unreadable()
        return {"type": self.geometry, "coordinates": self.to_coordinates(positions)}

    def _from_map(self, text: str) -> dict[str, Any]:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict) or value.get("type") != self.geometry:
            raise self._unreadable()
        return {"type": self.geometry, "coordinates": value.get("coordinates")}

    def _unreadable(self) -> Unreadable:
        return Unreadable("format_map", f"Enter coordinates such as {self.example}.")

    def shown(self, value: Any, node: Node) -> str:
        """Write latitude before longitude, as maps print it."""
        del node
        try:
            positions = self.to_positions(value["coordinates"])
            return "; ".join(f"{position[1]:.6f}, {position[0]:.6f}" for position in positions)
        except (KeyError, TypeError, ValueError, IndexError):
            return ""

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write the coordinates."""
        del language
        return self.shown(value, node)

    def attributes(self, node: Node) -> dict[str, str]:
        """Name the geometry for a map that replaces the text field."""
        del node
        return {"type": "text", "data-rathaus-geometry": self.geometry}
