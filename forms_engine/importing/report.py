"""What an import has to say: what it took over, what it could not express, why it refused."""

from dataclasses import dataclass, field
from typing import Any

from forms_engine.definition import Definition
from forms_engine.errors import Message
from forms_engine.importing.sentences import REFUSALS, REMARKS


class Refused(Exception):
    """A form that is not imported; `message` is one sentence for the person who gave it."""

    def __init__(self, code: str, **params: Any) -> None:
        self.message = Message(code, REFUSALS[code], params)
        super().__init__(str(self.message))


@dataclass(frozen=True, slots=True)
class Remark:
    """
    One thing that was taken over, or that was not.

    :param at: a JSON Pointer into the file it speaks about.
    :param blocking: nobody can fill the form in completely before this is put right.
    """

    message: Message
    file: str
    at: str
    blocking: bool = False

    def __str__(self) -> str:
        """Return where and what, in one line."""
        return f"{self.file}#{self.at}: {self.message}"

    def as_json(self) -> dict[str, Any]:
        """Return the remark as plain JSON."""
        return {
            "code": self.message.code,
            "text": str(self.message),
            "file": self.file,
            "at": self.at,
            "blocking": self.blocking,
        }


@dataclass(slots=True)
class Imported:
    """
    What became of one form.

    :param definition: the process definition, or None if the form was refused.
    :param dialect: which language the form was written in.
    :param taken_over: what the definition holds now.
    :param not_expressed: what it could not say, and where that stands in the file.
    :param refused: why nothing was imported, in one sentence.
    """

    name: str
    dialect: str = ""
    definition: Definition | None = None
    taken_over: list[Remark] = field(default_factory=list)
    not_expressed: list[Remark] = field(default_factory=list)
    refused: Message | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the whole as plain JSON."""
        return {
            "name": self.name,
            "dialect": self.dialect,
            "refused": str(self.refused) if self.refused else "",
            "code": self.refused.code if self.refused else "",
            "taken_over": [remark.as_json() for remark in self.taken_over],
            "not_expressed": [remark.as_json() for remark in self.not_expressed],
            "definition": self.definition,
        }


class Journal:
    """Collects the remarks of one import, each place once for each code."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.taken_over: list[Remark] = []
        self.not_expressed: list[Remark] = []
        self._said: set[tuple[str, str, str]] = set()

    def took(self, code: str, at: str, **params: Any) -> None:
        """Note what was taken over."""
        self._note(self.taken_over, Remark(Message(code, REMARKS[code], params), self.file, at))

    def lost(self, code: str, at: str, *, blocking: bool = False, **params: Any) -> None:
        """Note what has no place in a definition."""
        message = Message(code, REMARKS[code], params)
        self._note(self.not_expressed, Remark(message, self.file, at, blocking))

    def in_file(self, file: str) -> "Journal":
        """Return a journal that writes into the same lists about another file."""
        other = Journal(file)
        other.taken_over, other.not_expressed = self.taken_over, self.not_expressed
        other._said = self._said
        return other

    def _note(self, remarks: list[Remark], remark: Remark) -> None:
        name = (remark.file, remark.message.code, remark.at)
        if name not in self._said:
            self._said.add(name)
            remarks.append(remark)
