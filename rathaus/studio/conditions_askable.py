"""Which questions a condition can ask from where it stands, and why it cannot ask the others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from forms_engine.definition import Definition, Node, Placed, label_of, walk
from forms_engine.kinds import KINDS

_MOST_BLOCKED = 30


@dataclass(frozen=True)
class Subject:
    """
    Something a condition can ask: a question, or a value of the city.

    :param name: what the select sends: "field:f_id" or "parameter:name".
    """

    name: str
    label: str
    node: Node


@dataclass
class Askable:
    """What can be asked, by page, and what cannot, with the reason."""

    groups: list[tuple[str, list[Subject]]] = field(default_factory=list)
    blocked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def subjects(self) -> dict[str, Subject]:
        """Return everything that can be asked by the name its select sends."""
        return {each.name: each for _title, group in self.groups for each in group}


def askable_from(
    definition: Definition, node_id: str = "", list_ids: tuple[str, ...] = ()
) -> Askable:
    """
    Return what can be asked where a node stands, or after everything where `node_id` is "".

    :param list_ids: the lists around a fee that is due for each row.
    """
    found = Askable()
    by_page: dict[str, list[Subject]] = {}
    placed = {each.node_id: each for each in walk(definition)}
    target = placed.get(node_id)
    around = target.list_ids if target else list_ids
    ancestors = set(_around(placed, node_id))
    is_before = True
    for each in placed.values():
        if each.node_id == node_id:
            is_before = False
        if not _has_answer(each.node) or each.node_id in ancestors:
            continue
        reason = _reason(each, around, is_before=is_before)
        name = label_of(each.node) or each.node_id
        if reason:
            found.blocked.append((name, reason))
        else:
            title = label_of(definition["nodes"][each.page_id])
            subject = Subject(f"field:{each.node_id}", name, each.node)
            by_page.setdefault(title, []).append(subject)
    found.groups = list(by_page.items())
    if values := list(_values_of_city(definition)):
        found.groups.append((_("Werte der Stadt"), values))
    del found.blocked[_MOST_BLOCKED:]
    return found


def _around(placed: dict[str, Placed], node_id: str) -> Iterator[str]:
    at: str | None = node_id
    while at in placed:
        yield at
        at = placed[at].parent_id


def _has_answer(node: Node) -> bool:
    kind = KINDS.get(node["kind"])
    if kind is None:
        return node["kind"] == "list"
    return kind.has_value and node["kind"] not in {"value", "const"}


def _reason(each: Placed, around: tuple[str, ...], *, is_before: bool) -> str:
    if each.list_ids != around[: len(each.list_ids)]:
        return _("steht in einer Liste und hat für jeden Eintrag eine andere Antwort")
    return "" if is_before else _("wird erst später gefragt")


def _values_of_city(definition: Definition) -> Iterator[Subject]:
    kinds = {"boolean": "boolean", "integer": "integer", "number": "number", "string": "text"}
    for name, parameter in definition.get("parameters", {}).items():
        schema: Any = parameter.get("schema")
        declared = schema.get("type") if isinstance(schema, dict) else None
        kind = kinds.get(declared) if isinstance(declared, str) else None
        if kind:
            label = str(parameter.get("label", name))
            yield Subject(f"parameter:{name}", label, {"kind": kind, "label": label})
