"""Writes and reads translations as a table that spreadsheet programs open: CSV."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from forms_engine.translating.incoming import Incoming
from forms_engine.translating.outgoing import Outgoing
from forms_engine.translating.sentences import NotReadable

HEADER: Final = ("name", "where", "source", "translation", "state")
_MARK: Final = "\ufeff"
_MOST_ROWS: Final = 20_000
_SEPARATORS: Final = (";", ",", "\t")
# A cell that begins so is a formula to spreadsheet programs; an apostrophe makes it text.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def write_csv(texts: Iterable[Outgoing]) -> bytes:
    """Return a table with a line for each text, as German spreadsheet programs expect it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    for each in texts:
        cells = (each.name, each.where, each.source, each.text, each.said)
        writer.writerow([_guarded(cell) for cell in cells])
    return (_MARK + out.getvalue()).encode()


def read_csv(text: str) -> Iterator[Incoming]:
    """
    Return the lines of a table; what separates its cells is told by its first line.

    :raises NotReadable: if it is no such table.
    """
    first, _break, _rest = text.lstrip(_MARK).partition("\n")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(
        io.StringIO(text.lstrip(_MARK), newline=""), delimiter=separator, strict=True
    )
    try:
        columns = [cell.strip().casefold() for cell in next(reader, [])]
        if not {"name", "translation"} <= set(columns):
            raise NotReadable("csv_columns")
        for number, cells in enumerate(reader):
            if number >= _MOST_ROWS:
                raise NotReadable("csv_too_many", limit=_MOST_ROWS)
            line = dict(zip(columns, map(_unguarded, cells), strict=False))
            if line.get("name"):
                yield Incoming(line["name"], line.get("translation", ""), line.get("source"))
    except csv.Error:
        raise NotReadable("csv_broken", line=reader.line_num) from None


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
