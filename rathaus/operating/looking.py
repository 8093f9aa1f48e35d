"""Shows what a new city would look like in colours that are still being chosen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from rathaus.cities.appearance import COLOURS, Appearance, HardToRead, check_colours, is_colour


@dataclass(frozen=True)
class Looks:
    """
    Colours as they may stand in a drawing.

    :param problem: why they cannot stay so; empty where everybody can read them.
    """

    colours: dict[str, str]
    problem: str


def looks_of(typed: Mapping[str, object]) -> Looks:
    """Return what was typed; where that is no colour, the house's own."""
    house = asdict(Appearance())
    told = {name: str(typed.get(name) or house[name]).lower() for name in COLOURS}
    shown = {name: told[name] if is_colour(told[name]) else house[name] for name in COLOURS}
    try:
        check_colours(told)
    except HardToRead as hard:
        return Looks(shown, str(hard))
    return Looks(shown, "")
