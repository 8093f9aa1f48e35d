"""Takes conditions apart, and decides what a city's parameters decide already."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from forms_engine.validators import small_judge

Condition = dict[str, Any]
# What is left of a condition once parameters are known: decided, or a question about answers.
Folded = Condition | bool


class Leaf(NamedTuple):
    """One question of a condition: whether a field or parameter has such a value."""

    source: Literal["field", "parameter"]
    name: str
    schema: Any


def leaves(condition: Folded | None) -> Iterator[Leaf]:
    """Return every leaf of a condition, from left to right."""
    if not isinstance(condition, dict):
        return
    for joint in ("all", "any"):
        for member in condition.get(joint, ()):
            yield from leaves(member)
    if "not" in condition:
        yield from leaves(condition["not"])
    if "field" in condition:
        yield Leaf("field", condition["field"], condition.get("is", True))
    if "parameter" in condition:
        yield Leaf("parameter", condition["parameter"], condition.get("is", True))


def fold(condition: Condition | None, parameters: Mapping[str, Any]) -> Folded:
    """
    Decide the leaves that ask for parameters; what remains asks for fields only.

    A parameter that no city set makes its leaf false, as a missing answer does.
    """
    if condition is None:
        return True
    if "parameter" in condition:
        name = condition["parameter"]
        wanted = condition.get("is", True)
        return name in parameters and small_judge(wanted).is_valid(parameters[name])
    if "not" in condition:
        inner = fold(condition["not"], parameters)
        return negated(inner)
    if "all" in condition:
        return joined("all", [fold(member, parameters) for member in condition["all"]])
    if "any" in condition:
        return joined("any", [fold(member, parameters) for member in condition["any"]])
    return condition


def negated(condition: Folded) -> Folded:
    """Return the opposite of a condition."""
    if isinstance(condition, bool):
        return not condition
    inner = condition.get("not")
    return inner if isinstance(inner, dict) else {"not": condition}


def joined(joint: Literal["all", "any"], members: list[Folded]) -> Folded:
    """Join conditions, leaving out what changes nothing."""
    decides = joint == "any"
    if any(member is decides for member in members):
        return decides
    remaining: list[Condition] = []
    for member in members:
        if isinstance(member, dict):
            inner = member.get(joint)
            for each in inner if inner is not None else [member]:
                if each not in remaining:
                    remaining.append(each)
    if not remaining:
        return not decides
    return remaining[0] if len(remaining) == 1 else {joint: remaining}
