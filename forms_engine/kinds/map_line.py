"""A line on the map: a stretch of road, a fence."""

from typing import Any

from forms_engine.kinds.geometry import Geometry
from forms_engine.kinds.registry import Schema, kind


@kind("map_line")
class MapLine(Geometry):
    """Two positions or more."""

    label = "Linie auf der Karte"
    geometry = "LineString"
    example = "50.1109, 8.6821; 50.1120, 8.6830"
    fewest = 2
    most = 500

    def coordinates(self) -> Schema:
        """Return two positions or more."""
        return {"type": "array", "items": super().coordinates(), "minItems": 2, "maxItems": 500}

    def to_coordinates(self, positions: list[list[float]]) -> Any:
        """Return the positions."""
        return positions

    def to_positions(self, coordinates: Any) -> list[list[float]]:
        """Return the positions."""
        return list(coordinates)
