"""What every letter of a city shows around its text: letterhead, window, info block, footer."""

import datetime as dt
import functools
import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rathaus.cities.appearance import appearance_of
from rathaus.cities.models import City, Department
from rathaus.notices.addressee import Addressee
from rathaus.notices.fonts import clean, width_in_em

# The window shows 6 lines of 80 mm; in small print 8.
_WINDOW_MM = 80.0
_MM_PER_POINT = 25.4 / 72
_PLAIN = (10.5, 6)
_SMALL = (8.0, 8)
_DELIVERING = 2
_LONGEST_TITLE = 200
_OTHER_MARK_CLASSES = re.compile('class="mark__[a-z]+"')


@dataclass(frozen=True)
class Sender:
    """The authority as it stands in letterhead and footer."""

    name: str
    authority: str
    street: str
    postcode: str
    place: str
    phone: str
    email: str
    website: str
    department: str
    # The city's invented sign as a drawing.
    mark: SafeString


@dataclass(frozen=True)
class Window:
    """The recipient's address as it fits into the window of an envelope."""

    lines: tuple[str, ...]
    is_small: bool
    # Said again in the text where the window had to leave something out.
    complete: str


@dataclass(frozen=True)
class Sheet:
    """Everything around the text of a letter."""

    title: str
    language: str
    sender: Sender
    window: Window
    recipient: str
    return_address: str
    reference: str
    date: str
    # For the metadata of the PDF.
    created: str
    info: tuple[tuple[str, str], ...]


def sender_of(city: City, department: Department | None) -> Sender:
    """Return the sender; what a department leaves empty is the city's."""
    office = department if department and department.street else None
    return Sender(
        name=city.name,
        authority=city.authority,
        street=office.street if office else city.street,
        postcode=office.postcode if office else city.postcode,
        place=office.place if office else city.place,
        phone=(department.phone if department else "") or city.phone,
        email=(department.email if department else "") or city.email,
        website=city.website,
        department=department.name if department else "",
        mark=_mark(appearance_of(city).motif, colour_of(city)),
    )


@functools.lru_cache(maxsize=256)
def _mark(motif: str, colour: str) -> SafeString:
    """Return the sign of the city's pages in one colour; drawings in letters know no stylesheet."""
    svg: str = render_to_string(f"pieces/marks/{motif}.html")
    svg = svg.replace('class="mark__ground"', f'fill="{colour}"')
    svg = _OTHER_MARK_CLASSES.sub('fill="#ffffff"', svg)
    return mark_safe(svg.replace(">", "><title>Signet</title>", 1))  # noqa: S308 - our own file


def sheet_of(
    *,
    title: str,
    language: str,
    sender: Sender,
    recipient: Addressee,
    reference: str,
    about: tuple[tuple[str, str], ...],
    at: dt.datetime,
) -> Sheet:
    """Return what stands around a letter's text, in the active language."""
    nobody = _("An die antragstellende Person")
    return Sheet(
        title=" ".join(clean(title).split())[:_LONGEST_TITLE],
        language=language,
        sender=sender,
        window=window_of(recipient.lines or (nobody, f"{_('Aktenzeichen')} {reference}")),
        recipient=_shorten(" ".join(clean(recipient.name).split()), _SMALL[0], rows=1),
        return_address=return_address(sender),
        reference=reference,
        date=day(at),
        created=stamp(at),
        info=tuple((label, value) for label, value in about if value),
    )


def return_address(sender: Sender) -> str:
    """Return the sender's address in one line, as it stands above the recipient's."""
    place = f"{sender.postcode} {sender.place}"
    complete = f"{sender.authority} · {sender.street} · {place}"
    if _rows(complete, _SMALL[0]) == 1:
        return complete
    return f"{sender.name} · {sender.street} · {place}"


def window_of(given: tuple[str, ...]) -> Window:
    """Fit an address into the window: smaller where it must, shortened where nothing helps."""
    lines = [one for one in (" ".join(clean(line).split()) for line in given) if one]
    for size, most in (_PLAIN, _SMALL):
        if sum(_rows(line, size) for line in lines) <= most:
            return Window(tuple(lines), is_small=size < _PLAIN[0], complete="")
    size, most = _SMALL
    # The last two lines bring the letter to its place.
    shortened = [_shorten(line, size, rows=2) for line in lines]
    while len(shortened) > _DELIVERING and sum(_rows(line, size) for line in shortened) > most:
        del shortened[-_DELIVERING - 1]
    return Window(tuple(shortened), is_small=True, complete=", ".join(lines))


def _rows(line: str, size: float) -> int:
    width = width_in_em(line) * size * _MM_PER_POINT
    # Words do not fill rows to the last millimetre.
    return 1 if width <= _WINDOW_MM else -(-int(width * 1.15) // int(_WINDOW_MM))


def _shorten(line: str, size: float, *, rows: int) -> str:
    if _rows(line, size) <= rows:
        return line
    while _rows(f"{line} …", size) > rows:
        line = line[: int(len(line) * 0.9)]
    return f"{line.rstrip()} …"


def local_day(at: dt.datetime) -> dt.date:
    """Return the day that a moment falls on where the town hall stands."""
    return timezone.localtime(at).date()


def day(at: dt.datetime) -> str:
    """Return a day as letters write it in the active language: 7. März 2027."""
    return date_format(local_day(at), "j. F Y")


def moment(at: dt.datetime) -> str:
    """Return day and time as letters write it in the active language."""
    return date_format(timezone.localtime(at), "j. F Y, H:i")


def stamp(at: dt.datetime) -> str:
    """Return a moment as the PDF's own metadata want it."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def colour_of(city: City) -> str:
    """Return the colour of the city that can be read on paper."""
    return appearance_of(city).action
