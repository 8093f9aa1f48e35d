"""Finds what leans on nodes: conditions, fees, calculations, constraints and texts."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from forms_engine.conditions import leaves
from forms_engine.definition import Definition, answer_paths, label_of
from forms_engine.editing.placing import inside
from forms_engine.errors import Finding, Message
from forms_engine.texts import names_used

SENTENCES: Final = {
    "leans_condition": "“%(name)s” is shown only for certain answers to it",
    "leans_fee": "the fee “%(name)s” depends on it",
    "leans_routing": "rule %(number)s of the routing depends on it",
    "leans_calculation": "“%(name)s” is calculated from it",
    "leans_by_key": "the text “%(name)s” names its answer",
}


def leaning_on(definition: Definition, node_ids: Iterable[str]) -> list[Finding]:
    """Return what outside of some nodes, and of what is in them, would miss them."""
    gone = {each for node_id in node_ids for each in inside(definition, node_id)}
    found: list[Finding] = []
    for node_id, node in definition["nodes"].items():
        if node_id not in gone:
            name = label_of(node) or node_id
            if asks(node.get("show_when"), gone):
                found.append(_finding("leans_condition", node_id, f"/nodes/{node_id}", name=name))
            if gone & set(_counted(node.get("calculate"))):
                found.append(_finding("leans_calculation", node_id, f"/nodes/{node_id}", name=name))
    for number, fee in enumerate(definition.get("fees", [])):
        if fee_leans(fee, gone):
            found.append(_finding("leans_fee", "", f"/fees/{number}", name=fee["label"]))
    for number, rule in enumerate(definition.get("routing", [])):
        if asks(rule.get("when"), gone):
            found.append(_finding("leans_routing", "", f"/routing/{number}", number=number + 1))
    return found + list(_by_key(definition, gone))


def asks(condition: Any, node_ids: set[str]) -> bool:
    """Say whether a condition asks for one of the nodes."""
    return any(leaf.source == "field" and leaf.name in node_ids for leaf in leaves(condition))


def fee_leans(fee: dict[str, Any], node_ids: set[str]) -> bool:
    """Say whether a fee is counted by one of the nodes or asks for one."""
    conditions = [fee.get("when"), *(factor.get("when") for factor in fee.get("factors", []))]
    return (
        fee.get("per") in node_ids
        or fee.get("offset") in node_ids
        or any(asks(each, node_ids) for each in conditions)
    )


def _counted(calculate: Any) -> Iterator[str]:
    for name in ("sum", "product", "join"):
        yield from (calculate or {}).get(name, ())
    if calculate and "count" in calculate:
        yield calculate["count"]


def _by_key(definition: Definition, gone: set[str]) -> Iterator[Finding]:
    paths = answer_paths(definition)
    lost = {paths[each] for each in gone if definition["nodes"][each].get("key") and each in paths}
    if not lost:
        return
    names = {".".join(path) for path in lost if "*" not in path}
    for number, notice in enumerate(definition.get("notices", [])):
        used = {
            name.removeprefix("answers.")
            for text in (notice["title"], notice["body"])
            for name in names_used(text)
            if name.startswith("answers.")
        }
        if any(use == name or use.startswith(f"{name}.") for use in used for name in names):
            pointer = f"/notices/{number}"
            yield _finding("leans_by_key", "", pointer, name=notice["title"])
    keys = {path[-1] for path in lost}
    for number, constraint in enumerate(definition.get("constraints", [])):
        if constraint.get("at") in gone or keys & set(_properties(constraint["schema"])):
            pointer = f"/constraints/{number}"
            yield _finding("leans_by_key", "", pointer, name=constraint["message"])


def _properties(schema: Any) -> Iterator[str]:
    waiting = [schema]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if isinstance(each.get("properties"), dict):
                yield from each["properties"]
            if isinstance(each.get("required"), list):
                yield from (name for name in each["required"] if isinstance(name, str))
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _finding(code: str, at: str, pointer: str, **params: Any) -> Finding:
    return Finding("warning", Message(code, SENTENCES[code], params), at or pointer, pointer)
