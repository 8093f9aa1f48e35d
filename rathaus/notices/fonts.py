"""Knows which bundled font has which letter, so that no name is ever printed as empty boxes."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

# Laid there by rathaus/web/vendoring.py.
FOLDER = "static/vendor"
# Breaks and joiners: Pango obeys them without a glyph.
_WITHOUT_GLYPH = frozenset("\u00ad\u200b\u200c\u200d\u2060\t\n\r")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 without tab, line feed and NEL
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # would let a text change its reading direction
    "\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Text without a place to break: laying it out would take time in the square of its length.
_UNBROKEN = re.compile(r"(?:&[#\w]{1,8};|[^ \t\n<>&]){120,}")
_BREAKABLE = re.compile(r"(?:&[#\w]{1,8};|[^ \t\n<>&]){30}")
_TAGS = re.compile(r"(<[^>]*>)")
_SPACES = re.compile(r"([\s\u200b]+)")
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_SYMBOLS = re.compile("[\u2300-\u2bff\U0001f000-\U0001faff]")
_STACKED_ACCENTS = re.compile(_ACCENT + "{2}")


class FontsMissing(Exception):
    """The fonts of letters were not laid; without them letters would lose characters."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing. Run `make`, which lays the fonts of letters there.")


@dataclass(frozen=True)
class Face:
    """One font of a letter, in the order in which they are asked for a character."""

    family: str
    # The class that sets a word in it; empty for the font that a letter is set in anyway.
    css_class: str
    regular: str
    bold: str
    # Whether it can stack a second accent on a first.
    stacks_accents: bool

    def path(self, *, bold: bool) -> Path:
        """
        Return where the file lies.

        :raises FontsMissing: if it does not.
        """
        path = Path(settings.BASE_DIR) / FOLDER / (self.bold if bold else self.regular)
        if not path.exists():
            raise FontsMissing(path)
        return path


FACES = (
    Face(
        family="Rathaus Letter",
        css_class="",
        regular="letter-fira/FiraSans-Regular.woff2",
        bold="letter-fira/FiraSans-SemiBold.woff2",
        stacks_accents=False,
    ),
    Face(
        family="Rathaus Letter Rare",
        css_class="rare",
        regular="letter-dejavu/DejaVuSans.ttf",
        bold="letter-dejavu/DejaVuSans-Bold.ttf",
        stacks_accents=True,
    ),
)


@functools.cache
def letters_of(face: Face) -> frozenset[str]:
    """Return the characters that a font has in both weights."""
    weights = []
    for bold in (False, True):
        with TTFont(face.path(bold=bold), lazy=True) as font:
            weights.append(frozenset(map(chr, font.getBestCmap())))
    return frozenset.intersection(*weights) | _WITHOUT_GLYPH


@functools.cache
def _widths() -> tuple[dict[str, float], float]:
    with TTFont(FACES[0].path(bold=False), lazy=True) as font:
        em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        widths = {chr(code): advances[name][0] / em for code, name in font.getBestCmap().items()}
    return widths, max(widths.values())


def width_in_em(text: str) -> float:
    """Return how wide a line of text is in the letter's font, in multiples of the font size."""
    widths, widest = _widths()
    return sum(
        widths.get(letter, 0 if unicodedata.combining(letter) else widest) for letter in text
    )


def clean(text: str) -> str:
    """Return text in composed form (DIN 91379) without what controls instead of being read."""
    text = _NO_CHARACTERS.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


@dataclass(frozen=True)
class TypeSet:
    """A page whose every character has a font, and the characters that none of ours has."""

    html: str
    missing: frozenset[str]


def typeset(html: str) -> TypeSet:
    """
    Give every word of a page a font that has all its letters.

    What no font has is written out as `[U+1F600]`: ugly, but said and not lost.
    """
    html = clean(html)
    if _is_easy(html) and not _UNBROKEN.search(html):
        return TypeSet(html, frozenset())
    head, body, rest = html.partition("<body")
    missing: set[str] = set()
    parts = _TAGS.split(body + rest)
    parts[::2] = [_set_text(part, missing) for part in parts[::2]]
    return TypeSet(head + "".join(parts), frozenset(missing))


def _is_easy(text: str) -> bool:
    return _covers(FACES[0], text)


def _set_text(text: str, missing: set[str]) -> str:
    text = _UNBROKEN.sub(lambda run: _BREAKABLE.sub("\\g<0>\u200b", run[0]), text)
    if _is_easy(text):
        return text
    words = _SPACES.split(text)
    words[::2] = [_set_word(word, missing) for word in words[::2]]
    return "".join(words)


def _set_word(word: str, missing: set[str]) -> str:
    for face in FACES:
        if _covers(face, word):
            return _in_face(face, word)
    return "".join(_set_cluster(cluster, missing) for cluster in _clusters(word))


def _set_cluster(cluster: str, missing: set[str]) -> str:
    for face in FACES:
        if _covers(face, cluster):
            return _in_face(face, cluster)
    known = frozenset().union(*map(letters_of, FACES))
    unknown = {letter for letter in cluster if letter not in known}
    missing |= unknown
    return "".join(f"[U+{ord(letter):04X}]" if letter in unknown else letter for letter in cluster)


def _covers(face: Face, text: str) -> bool:
    if not set(text) <= letters_of(face):
        return False
    return face.stacks_accents or not _STACKED_ACCENTS.search(text)


def _in_face(face: Face, text: str) -> str:
    if not face.css_class:
        return text
    # Without the mark "as text" Pango would look for a coloured font of the machine.
    text = _SYMBOLS.sub("\\g<0>\ufe0e", text)
    return f'<span class="{face.css_class}">{text}</span>'


def _clusters(text: str) -> Iterator[str]:
    start = 0
    for at, letter in enumerate(text):
        if at > start and not unicodedata.combining(letter):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]
