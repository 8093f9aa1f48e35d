"""The formats in which texts leave for a translator."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from forms_engine.definition import Definition, source_language
from forms_engine.translating import Outgoing, rows
from forms_engine.translating.spreadsheet import write_csv
from forms_engine.translating.xliff import write_xliff
from rathaus.studio.text_grid import STATES, in_words


@dataclass(frozen=True)
class Format:
    """A format: what it is to a browser, and how the texts of a language are written in it."""

    media_type: str
    write: Callable[[Definition, str, str], bytes]


def _outgoing(definition: Definition, language: str) -> Iterator[Outgoing]:
    for row in rows(definition, language):
        yield Outgoing(
            name=row.name,
            where=in_words(row),
            source=row.source,
            text=row.text,
            state=row.state,
            said=str(STATES[row.state]),
        )


def _as_csv(definition: Definition, language: str, _name: str) -> bytes:
    return write_csv(_outgoing(definition, language))


def _as_xliff(definition: Definition, language: str, name: str) -> bytes:
    return write_xliff(
        _outgoing(definition, language),
        original=name,
        source=source_language(definition),
        target=language,
    )


FORMATS: Final = {
    "csv": Format("text/csv; charset=utf-8", _as_csv),
    "xliff": Format("application/xliff+xml", _as_xliff),
}
