"""A city's looks: five colours and a motif, checked so that everybody can read what they colour."""

import functools
import hashlib
import re
from dataclasses import dataclass, fields
from typing import Any, Final

from django.utils.translation import gettext as _

from rathaus.cities.models import City

READABLE: Final = 4.5
RECOGNISABLE: Final = 3.0
MOTIFS: Final = ("gables", "towers", "springs", "arches")
# Grounds that do not come from a city, as in static/css/tokens.css.
_WHITE: Final = "#ffffff"
_TEXT: Final = "#171a2b"
_NIGHT: Final = "#11131c"
_NIGHT_SURFACE: Final = "#1f2332"
# Where WCAG's curve of a screen's brightness begins to bend.
_BEND: Final = 0.04045
_HEX: Final = re.compile(r"#[0-9a-f]{6}")


class HardToRead(Exception):
    """Colours that somebody could not read, said in a sentence."""


@dataclass(frozen=True)
class Appearance:
    """The colours of a town hall, as #rrggbb."""

    action: str = "#24467f"
    action_dark: str = "#a9c3f5"
    band: str = "#1d2b45"
    accent: str = "#8fb2ea"
    tint: str = "#eef2f9"
    motif: str = "gables"

    @property
    def stylesheet(self) -> str:
        """The five custom properties that static/css/tokens.css builds upon."""
        lines = [f"  --city-{name.replace('_', '-')}: {getattr(self, name)};" for name in COLOURS]
        return "\n".join([":root {", *lines, "}", ""])

    def within(self, selector: str) -> str:
        """The same for a part of a page that speaks of another city than the page itself."""
        lines = [f"  --r-{name}: {getattr(self, name)};" for name in ("band", "accent")]
        return "\n".join([f"{selector} {{", *lines, "}", ""])

    @property
    def digest(self) -> str:
        """A short name for these very colours."""
        return hashlib.sha256(self.stylesheet.encode()).hexdigest()[:10]


COLOURS: Final = tuple(field.name for field in fields(Appearance) if field.name != "motif")


def appearance_of(city: City | None) -> Appearance:
    """Return how a city's town hall looks; without city or choice, the house's own look."""
    return _appearance(tuple(sorted((city.colours if city else {}).items())))


@functools.lru_cache(maxsize=256)
def _appearance(chosen: tuple[tuple[str, Any], ...]) -> Appearance:
    known = {field.name for field in fields(Appearance)}
    return Appearance(**{name: value for name, value in chosen if name in known})


def change_colours(city: City, *, colours: dict[str, str]) -> None:
    """
    Give a city its colours.

    :raises HardToRead: if a text or a sign in them could not be recognised.
    """
    check_colours(colours)
    city.colours = colours
    city.save(update_fields=["colours"])


def is_colour(text: str) -> bool:
    """Say whether a text is a colour as #rrggbb, small letters."""
    return bool(_HEX.fullmatch(text))


def check_colours(colours: dict[str, str]) -> None:
    """
    Look at every pair of colours that meets on a page.

    :raises HardToRead: naming the first pair that is too close, and how far apart it must be.
    """
    look = _read(colours)
    for what, colour, ground, needed in _pairs(look):
        found = contrast(colour, ground)
        if found < needed:
            raise HardToRead(
                _(
                    "%(what)s: %(colour)s auf %(ground)s hat nur einen Kontrast von %(found)s : 1, "
                    "nötig sind %(needed)s : 1. Wählen Sie einen helleren oder dunkleren Ton."
                )
                % {
                    "what": what,
                    "colour": colour,
                    "ground": ground,
                    "found": f"{found:.1f}".replace(".", ","),
                    "needed": f"{needed:.1f}".replace(".", ","),
                }
            )


def _read(colours: dict[str, str]) -> Appearance:
    for name, value in colours.items():
        if name == "motif":
            if value not in MOTIFS:
                raise HardToRead(_("Das Motiv „%(value)s“ gibt es nicht.") % {"value": value})
        elif name not in COLOURS:
            raise HardToRead(_("Eine Farbe „%(name)s“ gibt es nicht.") % {"name": name})
        elif not is_colour(value):
            raise HardToRead(
                _("„%(value)s“ ist keine Farbe in der Form #1a2b3c.") % {"value": value}
            )
    return Appearance(**colours)


def _pairs(look: Appearance) -> list[tuple[str, str, str, float]]:
    return [
        (_("Links und Knöpfe"), look.action, _WHITE, READABLE),
        (_("Links auf getöntem Grund"), look.action, look.tint, READABLE),
        (_("Text auf getöntem Grund"), _TEXT, look.tint, READABLE),
        (_("Links im dunklen Erscheinungsbild"), look.action_dark, _NIGHT, READABLE),
        (
            _("Links auf Karten im dunklen Erscheinungsbild"),
            look.action_dark,
            _NIGHT_SURFACE,
            READABLE,
        ),
        (_("Schrift auf dem Band"), _WHITE, look.band, READABLE),
        (_("Schmuckfarbe auf dem Band"), look.accent, look.band, RECOGNISABLE),
    ]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _BEND else ((channel + 0.055) / 1.055) ** 2.4
