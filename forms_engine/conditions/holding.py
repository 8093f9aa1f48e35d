"""Asks whether a condition holds for answers."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from forms_engine.conditions.reading import Folded, fold
from forms_engine.validators import small_judge


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()
# Returns the answer of a field, or MISSING where it is hidden or not given.
LookUp = Callable[[str], Any]
Predicate = Callable[[LookUp], bool]


def holds(
    condition: Folded | None,
    *,
    answer: LookUp,
    parameters: Mapping[str, Any] | None = None,
) -> bool:
    """Say whether a condition holds; for a condition asked once. Keep `predicate` for many."""
    folded = condition if isinstance(condition, bool) else fold(condition, parameters or {})
    return predicate(folded)(answer)


def predicate(condition: Folded) -> Predicate:
    """Prepare a condition without parameters for being asked often."""
    if isinstance(condition, bool):
        return lambda _answer, constant=condition: constant  # type: ignore[misc]
    if "not" in condition:
        inner = predicate(condition["not"])
        return lambda answer: not inner(answer)
    if "all" in condition:
        every = [predicate(member) for member in condition["all"]]
        return lambda answer: all(member(answer) for member in every)
    if "any" in condition:
        some = [predicate(member) for member in condition["any"]]
        return lambda answer: any(member(answer) for member in some)
    return _leaf(condition["field"], condition.get("is", True))


def _leaf(node_id: str, schema: Any) -> Predicate:
    accepts = value_test(schema)

    def leaf(answer: LookUp) -> bool:
        value = answer(node_id)
        return value is not MISSING and accepts(value)

    return leaf


def value_test(schema: Any) -> Callable[[Any], bool]:
    """Prepare a schema for being asked often; the commonest one needs no validator."""
    if schema is True or schema == {}:
        return lambda _value: True
    if isinstance(schema, dict) and schema.keys() == {"const"}:
        wanted = schema["const"]
        if isinstance(wanted, bool | str) or wanted is None:
            return lambda value: type(value) is type(wanted) and value == wanted
    judge = small_judge(schema)

    def accepts(value: Any) -> bool:
        try:
            return judge.is_valid(value)
        except ValueError:
            return False

    return accepts
