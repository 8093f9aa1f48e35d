"""Checks what follows from answers: fees, routing, notices, constraints."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from forms_engine.checking.asking import Asking
from forms_engine.checking.messages import finding
from forms_engine.definition import Definition
from forms_engine.errors import Finding
from forms_engine.texts import names_used, unknown_names

_COUNTED = frozenset({"integer", "number", "calculated"})


def consequence_findings(definition: Definition, asking: Asking) -> Iterator[Finding]:
    """Return what is wrong with fees, routing, notices and constraints."""
    yield from _doubles(definition)
    for number, fee in enumerate(definition.get("fees", [])):
        yield from _fee(fee, f"/fees/{number}", definition, asking)
    yield from _routing(definition, asking)
    for number, notice in enumerate(definition.get("notices", [])):
        yield from _names(notice, f"/notices/{number}", definition)
    for event in ("granted", "refused"):
        if all(notice["on"] != event for notice in definition.get("notices", [])):
            yield finding("notice_missing", "", "/notices", on=event)
    for number, constraint in enumerate(definition.get("constraints", [])):
        at = constraint.get("at")
        if at and at not in asking.placed:
            yield finding("unknown_node", "", f"/constraints/{number}/at", id=at)


def _names(notice: dict[str, Any], pointer: str, definition: Definition) -> Iterator[Finding]:
    """Check the holes; a title is stored and listed in the clear, so it names no answers."""
    for attribute in ("title", "body"):
        text = str(notice.get(attribute, ""))
        unknown = unknown_names(text, definition)
        if attribute == "title":
            unknown += [name for name in names_used(text) if name.startswith("answers.")]
        for name in dict.fromkeys(unknown):
            yield finding("unknown_name", "", f"{pointer}/{attribute}", name=name)


def _doubles(definition: Definition) -> Iterator[Finding]:
    for room, name in (("fees", "id"), ("notices", "key"), ("constraints", "id")):
        times = Counter(str(each[name]) for each in definition.get(room, []) if each.get(name))
        for each, count in times.items():
            if count > 1:
                yield finding("id_twice", "", f"/{room}", id=each)


def _fee(
    fee: dict[str, Any], pointer: str, definition: Definition, asking: Asking
) -> Iterator[Finding]:
    per = fee.get("per")
    list_ids: tuple[str, ...] = ()
    if per is not None:
        counted = asking.placed.get(per)
        kind = counted.node["kind"] if counted else ""
        if counted is None or (kind != "list" and (kind not in _COUNTED or counted.list_ids)):
            yield finding("fee_per_wrong", "", f"{pointer}/per", id=per)
        elif kind == "list":
            list_ids = (*counted.list_ids, per)
    offset = fee.get("offset")
    if offset is not None:
        before = asking.placed.get(offset)
        if before is None or before.node["kind"] not in _COUNTED or before.list_ids:
            yield finding("fee_per_wrong", "", f"{pointer}/offset", id=offset)
    yield from _amount(fee.get("amount"), f"{pointer}/amount", definition)
    yield from asking.condition(fee.get("when"), list_ids, "", f"{pointer}/when")
    for number, factor in enumerate(fee.get("factors", [])):
        at = f"{pointer}/factors/{number}"
        yield from _amount(factor.get("times"), f"{at}/times", definition)
        yield from asking.condition(factor.get("when"), list_ids, "", f"{at}/when")


def _amount(amount: Any, pointer: str, definition: Definition) -> Iterator[Finding]:
    """Check the parameter; the form of amounts is the meta-schema's business."""
    if isinstance(amount, dict) and amount["parameter"] not in definition.get("parameters", {}):
        yield finding("unknown_parameter", "", pointer, name=amount["parameter"])


def _routing(definition: Definition, asking: Asking) -> Iterator[Finding]:
    rules = definition.get("routing", [])
    if not rules:
        yield finding("routing_missing", "", "/routing")
        return
    always = False
    for number, rule in enumerate(rules):
        pointer = f"/routing/{number}"
        if always:
            yield finding("routing_unreachable", "", pointer)
        for role in rule["to"]:
            if role not in definition.get("roles", {}):
                yield finding("unknown_role", "", f"{pointer}/to", role=role)
        due = rule.get("due_days")
        if isinstance(due, dict) and due["parameter"] not in definition.get("parameters", {}):
            yield finding("unknown_parameter", "", f"{pointer}/due_days", name=due["parameter"])
        yield from asking.condition(rule.get("when"), (), "", f"{pointer}/when")
        always = always or not rule.get("when")
