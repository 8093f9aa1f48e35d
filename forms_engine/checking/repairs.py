"""Puts right what needs no decision: says which command mends a finding."""

from collections.abc import Callable
from typing import Any, Final

from forms_engine.checking.rules import unknown_values
from forms_engine.conditions import Condition
from forms_engine.definition import Definition, Node, option_name
from forms_engine.errors import Finding
from forms_engine.kinds import KINDS

Repair = tuple[str, dict[str, Any]]
_USUAL_FILES: Final = ["application/pdf", "image/jpeg", "image/png"]
_USUAL_DAYS: Final = {"draft_days": 30, "closed_days": 3650}
_WITHOUT_CONDITION: Final = frozenset(
    {
        "always_shown", "never_shown", "condition_contradicts", "never_reached", "page_unreachable",
        "required_but_hidden", "condition_unknown_field", "condition_no_value", "condition_circle",
        "condition_reference", "condition_in_bare_list", "condition_other_rows",
    }
)  # fmt: skip


def repair_of(definition: Definition, finding: Finding) -> Repair | None:
    """Return the command that mends a finding and its arguments, or None if a person must."""
    if not isinstance(definition, dict):
        return None
    if finding.code in _OF_PROCESS:
        return _OF_PROCESS[finding.code](definition, finding)
    nodes = definition.get("nodes", {})
    node = nodes.get(finding.at) if isinstance(nodes, dict) else None
    if not isinstance(node, dict):
        return None
    if finding.code in _WITHOUT_CONDITION and finding.pointer.endswith("/show_when"):
        return _set(finding.at, "show_when", None)
    repair = _OF_NODES.get(finding.code)
    return repair(definition, finding, node) if repair else None


def _with_days(definition: Definition, finding: Finding) -> Repair:
    del finding
    days = {**_USUAL_DAYS, **definition.get("retention", {})}
    return "set_process", {"attribute": "retention", "value": days}


def _without_item(definition: Definition, finding: Finding) -> Repair | None:
    """Remove a rule that never comes to its turn."""
    _start, room, number, *_rest = finding.pointer.split("/")
    items = definition.get(room, [])
    if not number.isdigit() or int(number) >= len(items):
        return None
    return "remove_item", {"room": room, "item": str(items[int(number)].get("id", number))}


def _with_fallback(definition: Definition, finding: Finding) -> Repair | None:
    """Send everything else to the only role there is; between several, a person must choose."""
    del finding
    roles = list(definition.get("roles", {}))
    return ("add_item", {"room": "routing", "item": {"to": roles}}) if len(roles) == 1 else None


def _set(node_id: str, attribute: str, value: Any) -> Repair:
    return "set", {"node": node_id, "attribute": attribute, "value": value}


def _together(*repairs: Repair) -> Repair:
    commands = [{"name": name, "arguments": arguments} for name, arguments in repairs]
    return "several", {"commands": commands}


def _delete(definition: Definition, finding: Finding, node: Node) -> Repair | None:
    is_last_page = node.get("kind") == "page" and len(definition.get("order", [])) < 2  # noqa: PLR2004
    return None if is_last_page else ("delete", {"nodes": [finding.at]})


def _without_colon(definition: Definition, finding: Finding, node: Node) -> Repair:
    del definition
    attribute = finding.pointer.rpartition("/")[2]
    return _set(finding.at, attribute, str(node[attribute]).rstrip().rstrip(":").rstrip())


def _label_from_placeholder(definition: Definition, finding: Finding, node: Node) -> Repair:
    del definition
    return _together(
        _set(finding.at, "label", node["placeholder"]), _set(finding.at, "placeholder", None)
    )


def _help_from_placeholder(definition: Definition, finding: Finding, node: Node) -> Repair:
    del definition
    return _together(
        _set(finding.at, "help", node["placeholder"]), _set(finding.at, "placeholder", None)
    )


def _select(definition: Definition, finding: Finding, node: Node) -> Repair:
    del definition, node
    return _set(finding.at, "widget", None)


def _usual_files(definition: Definition, finding: Finding, node: Node) -> Repair:
    del definition
    accepted = [*node.get("accept", []), *_USUAL_FILES]
    return _set(finding.at, "accept", list(dict.fromkeys(accepted)))


def _without_default(definition: Definition, finding: Finding, node: Node) -> Repair:
    del definition, node
    return _set(finding.at, "default", None)


def _options_once(definition: Definition, finding: Finding, node: Node) -> Repair | None:
    del definition
    if not isinstance(node.get("options"), list):
        return None
    once = {option_name(option["value"]): option for option in reversed(node["options"])}
    return "set_options", {"node": finding.at, "options": list(reversed(once.values()))}


def _known_parts(definition: Definition, finding: Finding, node: Node) -> Repair | None:
    del definition
    known = getattr(KINDS.get(node["kind"]), "known", None)
    if known is None:
        return None
    parts = [part for part in node.get("parts", []) if part.rstrip("?!") in known]
    return _set(finding.at, "parts", parts)


def _without_doubles(definition: Definition, finding: Finding, node: Node) -> Repair:
    del definition
    return _set(finding.at, "show_when", _once(node["show_when"]))


def _once(condition: Condition) -> Condition:
    for joint in ("all", "any"):
        if joint in condition:
            members = [_once(each) for each in condition[joint]]
            kept = list({repr(each): each for each in members}.values())
            return kept[0] if len(kept) == 1 else {joint: kept}
    return {"not": _once(condition["not"])} if "not" in condition else condition


def _with_offered(definition: Definition, finding: Finding, node: Node) -> Repair | None:
    """Take out the parts of a condition that ask only for answers that are not offered."""
    kept = _offered(node.get("show_when"), definition["nodes"])
    if kept == node.get("show_when"):
        return None
    return _set(finding.at, "show_when", kept)


def _offered(condition: Any, nodes: dict[str, Node]) -> Any:
    for joint in ("all", "any"):
        if joint in condition:
            inner = [_offered(each, nodes) for each in condition[joint]]
            members = [each for each in inner if each is not None]
            if not members:
                return None
            return members[0] if len(members) == 1 else {joint: members}
    if "not" in condition:
        member = _offered(condition["not"], nodes)
        return None if member is None else {"not": member}
    node = nodes.get(condition.get("field", ""))
    schema = condition.get("is")
    gone = set(unknown_values(node, schema)) if node else set()
    if not gone or not isinstance(schema, dict):
        return condition
    if set(schema) != {"enum"}:
        return None
    values = [each for each in schema["enum"] if option_name(each) not in gone]
    return {**condition, "is": {"enum": values}} if values else None


_OF_PROCESS: Final[dict[str, Callable[[Definition, Finding], Repair | None]]] = {
    "retention_missing": _with_days,
    "routing_never": _without_item,
    "routing_unreachable": _without_item,
    "rule_twice": _without_item,
    "routing_no_fallback": _with_fallback,
    "routing_nowhere": _with_fallback,
}
_OF_NODES: Final[dict[str, Callable[[Definition, Finding, Node], Repair | None]]] = {
    "page_empty": _delete,
    "empty": _delete,
    "orphan": _delete,
    "label_colon": _without_colon,
    "label_in_placeholder": _label_from_placeholder,
    "help_in_placeholder": _help_from_placeholder,
    "many_radios": _select,
    "file_any_type": _usual_files,
    "file_one_type": _usual_files,
    "default_wrong": _without_default,
    "option_twice": _options_once,
    "part_unknown": _known_parts,
    "condition_doubled": _without_doubles,
    "condition_unknown_option": _with_offered,
}
