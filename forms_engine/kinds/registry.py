"""What every kind of field can do, and where kinds are found by name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from forms_engine.definition import Node

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """
    One input of a composite value, such as the postcode of an address.

    :param labels: what it is called, by language.
    :param kind: the kind that cleans and reads it.
    """

    key: str
    labels: dict[str, str]
    kind: str
    required: bool
    attributes: dict[str, str] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """Return what the part is called in a language, or in English."""
        spoken = self.labels.get(language.partition("-")[0])
        return self.labels.get(language) or spoken or self.labels["en"]


class Kind:
    """
    A kind of field; its methods are pure and get the node that uses it.

    `widget` names how it is filled in; halls have a template for each:
    text, longtext, checkbox, yes_no, choice, choices, date, parts, file, none.
    """

    name: ClassVar[str] = ""
    label: ClassVar[str] = ""
    widget: ClassVar[str] = "text"
    has_value: ClassVar[bool] = True
    # A hidden field has a value that nobody types: fixed, or worked out from other answers.
    is_hidden: ClassVar[bool] = False

    def schema(self, node: Node) -> Schema:
        """Return the JSON Schema of a value; the node's own keywords come on top of it."""
        del node
        return {}

    def clean(self, raw: Any, node: Node) -> Any:
        """
        Return the value behind what a person typed, or None if nothing was typed.

        :raises Unreadable: if it cannot be such a value.
        """
        del node
        return raw

    def shown(self, value: Any, node: Node) -> Any:
        """Return what stands in the input for a value, so that `clean` gives the value again."""
        del node
        return "" if value is None else str(value)

    def read(self, value: Any, node: Node, language: str) -> str:
        """Return the value as a person reads it in a summary or a letter."""
        del node, language
        return "" if value is None else str(value)

    def attributes(self, node: Node) -> dict[str, str]:
        """Return the attributes of the input: type, inputmode, autocomplete."""
        return with_autocomplete({"type": "text"}, node)

    def parts(self, node: Node) -> list[Part]:
        """Return the inputs of a composite value; a simple value has none."""
        del node
        return []


KINDS: Final[dict[str, Kind]] = {}


def kind(name: str) -> Callable[[type[Kind]], type[Kind]]:
    """Register a kind under the name that nodes use."""

    def register(cls: type[Kind]) -> type[Kind]:
        cls.name = name
        KINDS[name] = cls()
        return cls

    return register


def kind_of(node: Node) -> Kind:
    """
    Return the kind of a field node.

    :raises KeyError: if there is no such kind, or the node is a page, group or list.
    """
    return KINDS[node["kind"]]


def value_schema(node: Node) -> Schema | bool:
    """Return the schema of a field's value: the kind's, with the node's own keywords on top."""
    own = node.get("schema", {})
    if isinstance(own, bool):
        return kind_of(node).schema(node) if own else False
    return {**kind_of(node).schema(node), **own}


def with_autocomplete(attributes: dict[str, str], node: Node) -> dict[str, str]:
    """Add what the node says about completing and prompting."""
    if node.get("autocomplete"):
        attributes["autocomplete"] = str(node["autocomplete"])
    if node.get("placeholder"):
        attributes["placeholder"] = str(node["placeholder"])
    return attributes


def compact(raw: Any) -> str:
    """Return what was typed in one line, without spaces around and doubled inside."""
    return "" if raw is None or isinstance(raw, list | dict) else " ".join(str(raw).split())
