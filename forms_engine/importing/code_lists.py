"""
Reads code lists as answers of a choice: Genericode, as the XRepository hands it out, and CSV.

Genericode 1.0 is OASIS's format for code lists; its keys `codeKey` and `codenameKey` are what
XÖV (KoSIT, Handbuch 3) calls the code and its name.
"""

import csv
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

LARGEST: Final = 5 * 1024 * 1024
_MOST_ROWS: Final = 5000
_DEEPEST: Final = 32
_LONGEST: Final = 500


class NotACodeList(Exception):
    """Nothing can be read from it; `code` says why, halls have the sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass
class CodeList:
    """
    A table of codes.

    :param code: the column whose cells are stored, as far as the list itself says.
    :param name: the column whose cells are shown, as far as the list itself says.
    """

    title: str = ""
    uri: str = ""
    columns: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    code: str = ""
    name: str = ""

    def options(self, *, code: str = "", name: str = "") -> list[dict[str, str]]:
        """
        Return the answers; of two rows with one code the first counts.

        :raises NotACodeList: if there is no such column, or no row with both.
        """
        code_column = self._column(code, self.code, 0)
        name_column = self._column(name, self.name, min(1, len(self.columns) - 1))
        options: dict[str, dict[str, str]] = {}
        for row in self.rows:
            value, label = row.get(code_column, "").strip(), row.get(name_column, "").strip()
            if value and label:
                option = {"value": value[:_LONGEST], "label": label[:_LONGEST]}
                options.setdefault(option["value"], option)
        if not options:
            raise NotACodeList("no_rows")
        return list(options.values())

    def _column(self, wanted: str, named: str, position: int) -> str:
        if wanted and wanted not in self.columns:
            raise NotACodeList("no_column", name=wanted[:80], known=", ".join(self.columns)[:300])
        if wanted or named in self.columns:
            return wanted or named
        if not self.columns:
            raise NotACodeList("no_rows")
        return self.columns[position]


def read_code_list(content: bytes) -> CodeList:
    """
    Return the code list in a file; nothing it refers to is fetched.

    :raises NotACodeList: if it is none, too large, or declares entities.
    """
    if len(content) > LARGEST:
        raise NotACodeList("too_large", limit=LARGEST // (1024 * 1024))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if text.lstrip().startswith("<"):
        return _Genericode().read(content)
    return _from_csv(text)


def _from_csv(text: str) -> CodeList:
    first = text.strip().partition("\n")[0]
    delimiter = next((each for each in ("\t", ";", ",") if each in first), ";")
    try:
        lines = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(row)]
    except csv.Error as wrong:
        raise NotACodeList("no_rows") from wrong
    if len(lines) > _MOST_ROWS + 1:
        raise NotACodeList("too_many", limit=_MOST_ROWS)
    if not lines:
        raise NotACodeList("no_rows")
    columns = [cell.strip() or f"#{number}" for number, cell in enumerate(lines[0], start=1)]
    rows = [dict(zip(columns, line, strict=False)) for line in lines[1:]]
    return CodeList(columns=columns, rows=rows)


class _Genericode:
    def __init__(self) -> None:
        self.found = CodeList()
        self.path: list[str] = []
        self.pieces: list[str] = []
        self.row: dict[str, str] = {}
        self.column = self.key = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        # Whoever declares entities wants something else than to list codes.
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.pieces.append

    def read(self, content: bytes) -> CodeList:
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as wrong:
            raise NotACodeList("xml_broken", line=wrong.lineno) from None
        return self.found

    def _refuse(self, *_declared: object) -> None:
        raise NotACodeList("xml_doctype")

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(" ")[2]
        if not self.path and name != "CodeList":
            raise NotACodeList("no_code_list")
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise NotACodeList("no_code_list")
        self.pieces.clear()
        match name:
            case "Column":
                self.found.columns.append(attributes.get("Id", ""))
            case "Key":
                self.key = attributes.get("Id", "").casefold()
            case "ColumnRef":
                self._key(attributes.get("Ref", ""))
            case "Row":
                self.row = {}
            case "Value":
                self.column = attributes.get("ColumnRef", "")

    def _key(self, column: str) -> None:
        if self.key == "codenamekey":
            self.found.name = column
        elif self.key == "codekey" or not self.found.code:
            self.found.code = column

    def _end(self, element: str) -> None:
        name, around = element.rpartition(" ")[2], self.path[-2:-1]
        text = "".join(self.pieces).strip()
        if name == "SimpleValue":
            self.row[self.column] = text
        elif name == "Row":
            self.found.rows.append(self.row)
            if len(self.found.rows) > _MOST_ROWS:
                raise NotACodeList("too_many", limit=_MOST_ROWS)
        elif around == ["Identification"] and name == "LongName":
            self.found.title = text
        elif around == ["Identification"] and name == "CanonicalVersionUri":
            self.found.uri = text
        self.path.pop()
        self.pieces.clear()
