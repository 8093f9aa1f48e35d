"""Reads a city's departments out of a table that somebody saved as CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from rathaus.cities.founding import MOST_OFFICES, Office

LARGEST: Final = 1024 * 1024
_MOST_PROBLEMS: Final = 20
_NAMES: Final = {
    "kennung": "key",
    "strasse": "street",
    "straße": "street",
    "straße und hausnummer": "street",
    "plz": "postcode",
    "postleitzahl": "postcode",
    "ort": "place",
    "telefon": "phone",
    "e-mail": "email",
    "öffnungszeiten": "opening_hours",
    "auffangstelle": "fallback",
}
COLUMNS: Final = (
    "key", "name", "street", "postcode", "place", "phone", "email", "opening_hours", "fallback",
)  # fmt: skip
_YES: Final = frozenset({"ja", "yes", "1", "x", "true", "wahr"})
_NO: Final = frozenset({"", "nein", "no", "0", "false", "falsch"})


class Unreadable(Exception):
    """The file is no table of departments; every problem is a sentence with its line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


def read_departments(content: bytes) -> list[tuple[int, Office]]:
    """
    Return the departments of a file, each with the line that it stands in.

    :raises Unreadable: if it cannot be read; it names the lines.
    """
    rows = _lines_of(_text_of(content))
    first, header = next(rows, (1, []))
    columns = _columns_of(header)
    found, problems = [], []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(columns):
            problems.append(_at(line, _("Hier steht mehr, als es Spalten gibt.")))
            continue
        values = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
        fallback = values.pop("fallback", "").casefold()
        if fallback not in _YES | _NO:
            problems.append(_at(line, _("Bei „fallback“ steht weder „ja“ noch „nein“.")))
        found.append(
            (line, Office(**{"key": "", "name": "", **values}, is_fallback=fallback in _YES))
        )
    if len(found) > MOST_OFFICES:
        text = _("Mehr als %(number)d Ämter gehen nicht.")
        raise Unreadable([text % {"number": MOST_OFFICES}])
    if not found and not problems:
        problems.append(_at(first, _("Unter der Überschrift steht kein Amt.")))
    if problems:
        raise Unreadable(problems[:_MOST_PROBLEMS])
    return found


def _at(line: int, sentence: str) -> str:
    return _("Zeile %(line)d: %(sentence)s") % {"line": line, "sentence": sentence}


def _text_of(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Unreadable([_("Die Datei ist größer als 1 MB.")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _("Die Datei ist nicht in UTF-8 gespeichert. Wählen Sie beim Speichern „CSV UTF-8“.")
        raise Unreadable([text]) from None
    if "\x00" in text:
        raise Unreadable([_("Die Datei enthält Zeichen, die in keiner Tabelle stehen.")])
    return text


def _lines_of(text: str) -> Iterator[tuple[int, list[str]]]:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            sentence = _("Diese Zeile ist keine Zeile einer CSV-Tabelle.")
            raise Unreadable([_at(begun, sentence)]) from None
        yield begun, cells
        begun = reader.line_num + 1


def _columns_of(header: Sequence[str]) -> list[str]:
    words = [cell.strip().casefold() for cell in header]
    columns = [_NAMES.get(word, word) for word in words]
    allowed = ", ".join(COLUMNS)
    if "key" not in columns or "name" not in columns:
        text = _("In der ersten Zeile müssen „key“ und „name“ stehen. Es gibt die Spalten %(all)s.")
        raise Unreadable([_at(1, text % {"all": allowed})])
    unknown = [
        cell.strip() for cell, name in zip(header, columns, strict=True) if name not in COLUMNS
    ]
    if unknown:
        text = _("Die Spalte „%(name)s“ ist unbekannt. Es gibt die Spalten %(all)s.")
        raise Unreadable([_at(1, text % {"name": unknown[0][:60], "all": allowed})])
    if len(set(columns)) < len(columns):
        raise Unreadable([_at(1, _("Eine Spalte steht mehr als einmal da."))])
    return columns
