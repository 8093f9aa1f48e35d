"""What the engine says when something does not fit: sentences with a stable code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Level = Literal["error", "warning", "tip"]


@dataclass(frozen=True, slots=True)
class Message:
    """
    A sentence that a hall can translate: `code` names it, `text` is its English template.

    The template has named holes (`%(label)s`) that `params` fills.
    """

    code: str
    text: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.text % self.params if self.params else self.text


@dataclass(frozen=True, slots=True)
class Finding:
    """
    Something in a definition that does not fit.

    :param at: the id of the node it lies in; elsewhere the JSON Pointer.
    :param pointer: where exactly, as a JSON Pointer into the definition.
    """

    level: Level
    message: Message
    at: str = ""
    pointer: str = ""

    def __str__(self) -> str:
        """Return the English sentence."""
        return str(self.message)

    @property
    def code(self) -> str:
        """Return the stable code of the message."""
        return self.message.code

    @property
    def text(self) -> str:
        """Return the English sentence."""
        return str(self.message)

    @property
    def params(self) -> Mapping[str, Any]:
        """Return what fills the holes of the message."""
        return self.message.params


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Something in a citizen's answers that does not fit, at the field that can put it right.

    :param rows: the row numbers (from 0) of the lists around the field, the outermost first.
    :param part: which part of a composite value, such as "postcode" of an address.
    """

    node_id: str | None
    rows: tuple[int, ...]
    code: str
    params: Mapping[str, Any]
    text: str
    part: str = ""

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.text


class Unreadable(Exception):
    """A citizen's input that cannot be understood as the kind of value it should be."""

    def __init__(self, code: str, text: str, *, part: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.part = part


class NotCompilable(Exception):
    """A definition that has errors which `check` names."""


class UnknownNode(KeyError):
    """No node of the definition has this id."""
