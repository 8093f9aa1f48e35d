"""Reads a translator's file of either format, however it is encoded."""

import codecs
from typing import Final

from forms_engine.definition import Definition
from forms_engine.translating.incoming import Taken, sort_out
from forms_engine.translating.sentences import NotReadable
from forms_engine.translating.spreadsheet import read_csv
from forms_engine.translating.xliff import in_xml, read_xliff

LARGEST: Final = 5 * 1024 * 1024
_MEGABYTE: Final = 1024 * 1024
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                 (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def read_translations(definition: Definition, language: str, content: bytes) -> Taken:
    """
    Return what a file changes in a language.

    :raises NotReadable: with a sentence why nothing can be taken from it.
    """
    text = _text_of(content)
    if text.lstrip().startswith("<"):
        units = read_xliff(text.lstrip(), target=language)
        return sort_out(definition, language, units, as_written=in_xml)
    return sort_out(definition, language, read_csv(text))


def _text_of(content: bytes) -> str:
    if len(content) > LARGEST:
        raise NotReadable("file_too_large", limit=LARGEST // _MEGABYTE)
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = _from_windows(content)
    if not text.strip():
        raise NotReadable("file_empty")
    if "\x00" in text:
        raise NotReadable("file_nul")
    return text


def _from_windows(content: bytes) -> str:
    """Read what German Excel saves as plain "CSV"."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise NotReadable("file_not_text") from None
