"""A place on the map."""

from forms_engine.kinds.geometry import Geometry
from forms_engine.kinds.registry import kind


@kind("map_point")
class MapPoint(Geometry):
    """One position."""

    label = "Punkt auf der Karte"
