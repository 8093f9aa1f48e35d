"""
Writes conditions as JSON Schema, at the level of the answers where they can be decided.

A condition inside a list may ask its own row and the answers around the list, but a schema for
a row does not see what is around it. So the outer questions are decided outside first
(Shannon's expansion): `if` the outer answer fits, `then` the rows follow the condition with that
question answered by yes, `else` by no.
"""

from collections.abc import Callable
from typing import Any, Literal

from forms_engine.conditions.reading import Condition, Folded, joined, leaves, negated

Schema = dict[str, Any]
# Says at which level (0: the whole answers, 1: a row of the outermost list …) a field is asked.
LevelOf = Callable[[str], int]
# Says by which keys a field is reached from the object of its level.
PathOf = Callable[[str], tuple[str, ...]]


def as_schema(condition: Folded, path_of: PathOf) -> Schema | bool:
    """Write a condition, all of whose fields are of one level, as a schema for that level."""
    if isinstance(condition, bool):
        return condition
    if "not" in condition:
        return {"not": as_schema(condition["not"], path_of)}
    if "all" in condition:
        return {"allOf": [as_schema(member, path_of) for member in condition["all"]]}
    if "any" in condition:
        return {"anyOf": [as_schema(member, path_of) for member in condition["any"]]}
    path = path_of(condition["field"])
    return _at_path(path, condition.get("is", True))


def _at_path(path: tuple[str, ...], schema: Any) -> Schema | bool:
    result: Any = schema
    for depth, key in reversed(list(enumerate(path))):
        outer: Schema = {"required": [key]}
        if result is not True and result != {}:
            outer["properties"] = {key: result}
        if depth:
            outer["type"] = "object"
        result = outer
    answer: Schema | bool = result
    return answer


def levels(condition: Folded, level_of: LevelOf) -> set[int]:
    """Return the levels at which a condition asks."""
    return {level_of(leaf.name) for leaf in leaves(condition)}


def first_question(condition: Folded, level: int, level_of: LevelOf) -> Condition | None:
    """Return a largest part of a condition that can be decided at a level by itself."""
    if isinstance(condition, bool):
        return None
    asked = levels(condition, level_of)
    if asked == {level}:
        return condition
    if level not in asked:
        return None
    if "not" in condition:
        return first_question(condition["not"], level, level_of)
    return _first_of(condition, level, level_of)


def _first_of(condition: Condition, level: int, level_of: LevelOf) -> Condition | None:
    joint: Literal["all", "any"] = "all" if "all" in condition else "any"
    members: list[Folded] = condition[joint]
    together = joined(joint, [each for each in members if levels(each, level_of) == {level}])
    if isinstance(together, dict):
        return together
    found = (first_question(member, level, level_of) for member in members)
    return next((question for question in found if question is not None), None)


def answered(condition: Folded, question: Condition, *, by: bool) -> Folded:
    """Return what remains of a condition once a part of it has been decided."""
    if isinstance(condition, bool):
        return condition
    if condition == question:
        return by
    if "not" in condition:
        return negated(answered(condition["not"], question, by=by))
    for joint in ("all", "any"):
        if joint in condition:
            members: list[Folded] = list(condition[joint])
            if joint in question and all(part in members for part in question[joint]):
                members = [each for each in members if each not in question[joint]]
                members.append(by)
            return joined(
                joint,
                [answered(member, question, by=by) for member in members],
            )
    return condition
