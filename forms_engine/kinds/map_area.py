"""An area on the map: a building site, the ground of a street festival."""

from typing import Any

from forms_engine.kinds.geometry import Geometry
from forms_engine.kinds.registry import Schema, kind


@kind("map_area")
class MapArea(Geometry):
    """Three corners or more; the ring is closed for the person who types."""

    label = "Fläche auf der Karte"
    geometry = "Polygon"
    example = "50.1109, 8.6821; 50.1120, 8.6830; 50.1115, 8.6840"
    fewest = 3
    most = 500

    def coordinates(self) -> Schema:
        """Return rings of four positions or more."""
        ring = {"type": "array", "items": super().coordinates(), "minItems": 4, "maxItems": 501}
        return {"type": "array", "items": ring, "minItems": 1, "maxItems": 20}

    def to_coordinates(self, positions: list[list[float]]) -> Any:
        """Close the ring."""
        closed = positions if positions[0] == positions[-1] else [*positions, positions[0]]
        return [closed]

    def to_positions(self, coordinates: Any) -> list[list[float]]:
        """Open the outer ring."""
        return list(coordinates[0][:-1])
