"""Checks that every application finds a department, and shows one that does not."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from forms_engine.checking.asking import Asking
from forms_engine.checking.messages import finding
from forms_engine.checking.remembering import Memory
from forms_engine.checking.rules import Judging
from forms_engine.conditions import MISSING, leaves
from forms_engine.definition import Definition, Placed, label_of
from forms_engine.errors import Finding
from forms_engine.reaching import CANNOT, UNKNOWN, Found, Ground, Verdict
from forms_engine.reaching.domains import Guess, as_label
from forms_engine.reaching.ground import TooMuch

_PLAIN_KEYWORDS: Final = frozenset(
    {"$schema", "$defs", "definitions", "title", "description", "additionalProperties", "type"}
)
_VERDICTS: Final = Memory[tuple[Verdict, int]](1024)
_MOST_RULES: Final = 100


def delivery_findings(
    definition: Definition,
    asking: Asking,
    judging: Judging,
    parameters: Mapping[str, Any] | None,
) -> Iterator[Finding]:
    """Return rules that never come to their turn, and answers that reach no department."""
    rules = definition.get("routing", [])
    if not rules:
        return
    earlier: dict[str, int] = {}
    for number, rule in enumerate(rules[:_MOST_RULES]):
        condition = rule.get("when")
        pointer = f"/routing/{number}"
        written = repr(condition)
        if condition is not None and written in earlier:
            yield finding("rule_twice", "", pointer, number=earlier[written] + 1)
        elif judging.never_holds(condition):
            yield finding("routing_never", "", f"{pointer}/when")
        elif number and all(each.get("when") is not None for each in rules[:number]):
            others = [each["when"] for each in rules[:number]]
            if _search(judging, judging.ground, condition, others) == CANNOT:
                yield finding("routing_unreachable", "", pointer)
        earlier.setdefault(written, number)
    if all(rule.get("when") is not None for rule in rules):
        yield from _nowhere(definition, asking, judging, parameters)


def _search(judging: Judging, ground: Ground, condition: Any, others: list[Any]) -> Verdict:
    try:
        involved = sorted(ground.involved([condition, *others]))
    except TooMuch:
        return UNKNOWN
    known = ground.definition.get("parameters", {})
    also = [condition, others, known, ground.values, ground.is_submitted]
    verdict = judging.remembered(
        _VERDICTS,
        judging.contents.name_of_all(involved, also),
        lambda: ground.meets(condition, fails=others),
        ground,
    )
    return UNKNOWN if verdict is None else verdict


def _nowhere(
    definition: Definition,
    asking: Asking,
    judging: Judging,
    parameters: Mapping[str, Any] | None,
) -> Iterator[Finding]:
    others = [rule["when"] for rule in definition["routing"]]
    values = _values(definition, others, parameters)
    verdict: Verdict = UNKNOWN
    if values is not None:
        ground = Ground(definition, asking.placed, values=values, is_submitted=True)
        verdict = _search(judging, ground, None, others)
    if verdict == CANNOT:
        return
    if not isinstance(verdict, Found) or not _is_credible(verdict, definition, asking.placed):
        yield finding("routing_no_fallback", "", "/routing")
        return
    answers = [
        _as_answer(asking.placed[name], value)
        for name, value in sorted(
            verdict.answers.items(), key=lambda each: asking.position.get(each[0], -1)
        )
        if name in asking.placed
    ]
    spoken = "; ".join(f"“{each['label']}”: {each['shown'] or '–'}" for each in answers)
    yield finding("routing_nowhere", "", "/routing", example=spoken or "–", answers=answers)


def _values(
    definition: Definition, conditions: list[Any], parameters: Mapping[str, Any] | None
) -> dict[str, Any] | None:
    """Return the city's values; none where rules ask for one that only the city knows."""
    known = {
        name: parameter["default"]
        for name, parameter in definition.get("parameters", {}).items()
        if "default" in parameter
    }
    if parameters is not None:
        return {**known, **parameters}
    asked = [leaf.name for each in conditions for leaf in leaves(each) if leaf.source != "field"]
    asked += [
        leaf.name
        for node in definition["nodes"].values()
        for leaf in leaves(node.get("show_when"))
        if leaf.source != "field"
    ]
    return known if all(name in known for name in asked) else None


def _is_credible(found: Found, definition: Definition, placed: Mapping[str, Placed]) -> bool:
    """Say whether nothing else in the definition may forbid these answers."""
    if any(isinstance(each, Guess) for each in found.answers.values()):
        return False
    written = repr([each["schema"] for each in definition.get("constraints", [])])
    if not definition.get("schema", {}).keys() <= _PLAIN_KEYWORDS:
        return False
    for name in found.answers:
        each: Placed | None = placed.get(name)
        key = each.node.get("key") if each else None
        if key and f"'{key}'" in written:
            return False
        while each is not None and each.parent_id:
            each = placed[each.parent_id]
            own = each.node.get("schema", {})
            if not isinstance(own, dict) or not own.keys() <= _PLAIN_KEYWORDS:
                return False
    return True


def _as_answer(placed: Placed, value: Any) -> dict[str, Any]:
    node = placed.node
    is_open = value is MISSING
    return {
        "id": placed.node_id,
        "label": label_of(node),
        "value": None if is_open else value,
        "is_open": is_open,
        "shown": "" if is_open else _shown(node, value),
    }


def _shown(node: dict[str, Any], value: Any) -> str:
    if isinstance(value, list):
        if node["kind"] == "list":
            return str(len(value))
        return ", ".join(as_label(node, each) for each in value)
    return as_label(node, value)
