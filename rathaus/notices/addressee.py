"""Finds out from the answers to whom a letter goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms_engine.definition import Definition, answer_path, walk

_NAMES = ("name", "honorific-prefix", "given-name", "additional-name", "family-name")
_STREETS = ("street-address", "address-line1", "address-line2")
_PLACES = ("postal-code", "address-level2")


@dataclass(frozen=True)
class Addressee:
    """The person a letter is written to, as far as the answers say."""

    name: str
    # Name and address, one entry a line of the envelope's window.
    lines: tuple[str, ...]


def addressee_of(definition: Definition, answers: Mapping[str, Any]) -> Addressee:
    """
    Return the recipient: the form's first person and first address outside of lists.

    Forms without these kinds are read by their fields' `autocomplete` purposes.
    """
    found = _Found()
    for placed in walk(definition):
        if not placed.list_ids and _is_telling(placed.node):
            value = _at(answers, answer_path(definition, placed.node_id))
            if value not in (None, "", {}):
                found.take(placed.node, value)
    name = found.person or found.joined(_NAMES)
    address = found.address or (*found.each(_STREETS), found.joined(_PLACES))
    company = found.joined(("organization",))
    lines = (company, name, *address, found.joined(("country-name",)))
    return Addressee(name or company, tuple(line for line in lines if line))


def _is_telling(node: Mapping[str, Any]) -> bool:
    return node.get("kind") in {"person", "address"} or bool(node.get("autocomplete"))


class _Found:
    """The first answer of each kind that says who somebody is."""

    def __init__(self) -> None:
        self.person = ""
        self.address: tuple[str, ...] = ()
        self._by_purpose: dict[str, str] = {}

    def take(self, node: Mapping[str, Any], value: Any) -> None:
        kind, purpose = node.get("kind"), str(node.get("autocomplete", "")).split(" ")[-1]
        if kind == "person" and isinstance(value, Mapping):
            self.person = self.person or _words(value, "title", "given_name", "family_name")
        elif kind == "address" and isinstance(value, Mapping):
            self.address = self.address or _address_lines(value)
        elif purpose and isinstance(value, str):
            self._by_purpose.setdefault(purpose, value)

    def each(self, purposes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._by_purpose.get(purpose, "") for purpose in purposes)

    def joined(self, purposes: tuple[str, ...]) -> str:
        return " ".join(part for part in self.each(purposes) if part)


def _address_lines(value: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        str(value.get("extra") or ""),
        _words(value, "street", "house_number"),
        _words(value, "postcode", "place"),
        str(value.get("country") or ""),
    )


def _words(value: Mapping[str, Any], *names: str) -> str:
    return " ".join(str(value[name]) for name in names if value.get(name))


def _at(answers: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        if not isinstance(answers, Mapping) or step not in answers:
            return None
        answers = answers[step]
    return answers if path else None
