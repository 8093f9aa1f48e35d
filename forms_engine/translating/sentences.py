"""Why a file with translations is not read; halls translate by code, with the same holes."""

from collections.abc import Mapping
from typing import Any, Final

from forms_engine.errors import Message

REFUSALS: Final[Mapping[str, str]] = {
    "file_too_large": "The file is larger than %(limit)s MB.",
    "file_empty": "The file is empty.",
    "file_not_text": "The file is not text in UTF-8 or UTF-16.",
    "file_nul": "The file contains a NUL character.",
    "csv_columns": "The table has no columns “name” and “translation” in its first line.",
    "csv_broken": "The table cannot be read from line %(line)s on.",
    "csv_too_many": "The table has more than %(limit)s lines.",
    "xml_broken": "This is not XML: line %(line)s, column %(column)s.",
    "xml_doctype": "The file declares a document type. XLIFF needs none, so it is not read.",
    "xml_too_deep": "The file is nested more than %(limit)s levels deep.",
    "xml_too_much": "The file has more than %(limit)s texts.",
    "xliff_none": "The file is XML, but not XLIFF.",
    "xliff_version": "The file is XLIFF %(version)s. XLIFF 1.2 is read.",
    "xliff_language": "The file holds texts in “%(given)s”, not in “%(wanted)s”.",
    "text_twice": "The text “%(name)s” stands in the file twice.",
    "no_texts": "No text in the file belongs to this process.",
}


class NotReadable(Exception):
    """A file that holds no translations; `message` is one sentence for the person who gave it."""

    def __init__(self, code: str, **params: Any) -> None:
        self.message = Message(code, REFUSALS[code], params)
        super().__init__(str(self.message))
