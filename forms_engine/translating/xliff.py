"""Writes and reads translations as XLIFF 1.2, the format that translators' programs exchange."""

import re
from collections.abc import Iterable
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from forms_engine.translating.incoming import Incoming
from forms_engine.translating.outgoing import Outgoing
from forms_engine.translating.sentences import NotReadable
from forms_engine.translating.state import State

_SPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_STATES: Final[dict[State, str]] = {
    "missing": "needs-translation",
    "optional": "needs-translation",
    "outdated": "needs-review-translation",
    "current": "translated",
}
_CONFIRMED: Final = frozenset({"translated", "signed-off", "final"})
_DEEPEST: Final = 32
_MOST_TEXTS: Final = 20_000
# What XML 1.0 has no way to write.
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Read as they are, these would come back as spaces or line breaks.
_ENTITIES: Final = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def write_xliff(texts: Iterable[Outgoing], *, original: str, source: str, target: str) -> bytes:
    """Return a file with a unit for each text; the unit's id is the text's name."""
    units = "".join(_unit(each, source, target) for each in texts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff version="1.2" xmlns="{_SPACE}">\n'
        f'  <file original={_attribute(original)} datatype="plaintext"'
        f" source-language={_attribute(source)} target-language={_attribute(target)}>\n"
        f"    <body>\n{units}    </body>\n  </file>\n</xliff>\n"
    ).encode()


def in_xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def _unit(each: Outgoing, source: str, target: str) -> str:
    return (
        f'      <trans-unit id={_attribute(each.name)} xml:space="preserve">\n'
        f"        <source xml:lang={_attribute(source)}>{_content(each.source)}</source>\n"
        f'        <target xml:lang={_attribute(target)} state="{_STATES[each.state]}">'
        f"{_content(each.text)}</target>\n"
        f"        <note>{_content(each.where)}</note>\n"
        "      </trans-unit>\n"
    )


def _content(text: str) -> str:
    return escape(in_xml(text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(in_xml(text), _ENTITIES)


def read_xliff(text: str, *, target: str) -> list[Incoming]:
    """
    Return the texts of a file.

    Nothing is fetched, and a file with a document type is refused, so that no entity of its own
    can multiply.

    :raises NotReadable: if it is not XLIFF 1.2, or in another language.
    """
    return _Reader(target).read(text)


class _Reader:
    """Walks through the file once, remembering no more than the unit it is in."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.texts: list[Incoming] = []
        self.path: list[str] = []
        self.name = ""
        self.pieces: dict[str, list[str]] = {}
        self.state = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def read(self, text: str) -> list[Incoming]:
        try:
            self.parser.Parse(text, True)
        except expat.ExpatError as wrong:
            raise NotReadable("xml_broken", line=wrong.lineno, column=wrong.offset) from None
        return self.texts

    def _doctype(self, *_declared: object) -> None:
        raise NotReadable("xml_doctype")

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        space, _blank, name = element.rpartition(" ")
        if not self.path:
            _check_root(space, name, attributes)
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise NotReadable("xml_too_deep", limit=_DEEPEST)
        if name == "file":
            given = attributes.get("target-language", self.target)
            if given.casefold() != self.target.casefold():
                raise NotReadable("xliff_language", given=given[:40], wanted=self.target)
        if name == "trans-unit":
            self.name, self.pieces, self.state = attributes.get("id", ""), {}, ""
        # What a unit says twice, as alternatives do, counts the first time.
        if name in {"source", "target"} and self.path[-2:-1] == ["trans-unit"]:
            self.pieces.setdefault(name, [])
            self.state = attributes.get("state", self.state)

    def _characters(self, characters: str) -> None:
        if "alt-trans" in self.path or "trans-unit" not in self.path:
            return
        inside = next((each for each in ("source", "target") if each in self.path), None)
        if inside in self.pieces:
            self.pieces[inside].append(characters)

    def _end(self, element: str) -> None:
        self.path.pop()
        if element.rpartition(" ")[2] != "trans-unit" or not self.name:
            return
        if len(self.texts) >= _MOST_TEXTS:
            raise NotReadable("xml_too_much", limit=_MOST_TEXTS)
        source = self.pieces.get("source")
        self.texts.append(
            Incoming(
                self.name,
                "".join(self.pieces.get("target", ())),
                None if source is None else "".join(source),
                is_confirmed=self.state in _CONFIRMED,
            )
        )


def _check_root(space: str, name: str, attributes: dict[str, str]) -> None:
    if name != "xliff":
        raise NotReadable("xliff_none")
    version = attributes.get("version", "1.2")
    if not version.startswith("1.") or space not in {"", _SPACE, _SPACE[:-1] + "1"}:
        raise NotReadable("xliff_version", version=version[:20])
