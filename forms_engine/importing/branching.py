"""Recognises in the `if` of a schema a condition over single answers."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from forms_engine.importing.keywords import Schema, pure

# A condition over paths of answers: {"path": (…), "is": schema}, "all", "any", "not", as in a
# definition; the paths become node ids once there are nodes.
PathCondition = dict[str, Any]
Path = tuple[str, ...]
Resolve = Callable[[Schema], Schema | None]
_DEEPEST: Final = 12


class NotRecognised(Exception):
    """An `if` that asks for more than the values of single answers."""


def condition_of(schema: Any, base: Path, resolve: Resolve) -> PathCondition:
    """
    Return the condition that a schema over the object at `base` states.

    :raises NotRecognised: if it states anything that a condition cannot ask.
    """
    return _of(schema, base, resolve, 0)


def _of(schema: Any, base: Path, resolve: Resolve, depth: int) -> PathCondition:
    if isinstance(schema, bool):
        return {"all": []} if schema else {"any": []}
    if depth > _DEEPEST:
        raise NotRecognised
    parts: list[PathCondition] = []
    target = resolve(schema)
    if target is not None:
        parts.append(_of(target, base, resolve, depth + 1))
    required = list(schema.get("required", ()))
    properties = schema.get("properties", {})
    parts.extend({"path": (*base, name), "is": True} for name in required if name not in properties)
    for name, sub in properties.items():
        asked = _answer(sub, (*base, name), resolve, depth + 1)
        if name in required:
            parts.append(asked)
        else:
            missing = {"not": {"path": (*base, name), "is": True}}
            parts.append({"any": [missing, asked]})
    parts.extend(_joints(schema, base, resolve, depth))
    _check_nothing_else(schema)
    return parts[0] if len(parts) == 1 else {"all": parts}


def _joints(schema: Schema, base: Path, resolve: Resolve, depth: int) -> Iterator[PathCondition]:
    for keyword, joint in (("allOf", "all"), ("anyOf", "any")):
        if keyword in schema:
            yield {joint: [_of(each, base, resolve, depth + 1) for each in schema[keyword]]}
    if "not" in schema:
        yield {"not": _of(schema["not"], base, resolve, depth + 1)}
    if "oneOf" in schema and len(schema["oneOf"]) == 1:
        yield _of(schema["oneOf"][0], base, resolve, depth + 1)


_UNDERSTOOD: Final = frozenset(
    {"properties", "required", "allOf", "anyOf", "not", "$ref", "type", "oneOf"}
)
_ASKS_MORE: Final = frozenset(
    {
        "additionalProperties", "patternProperties", "propertyNames", "unevaluatedProperties",
        "dependentRequired", "dependentSchemas", "minProperties", "maxProperties", "enum",
        "const", "if", "then", "else", "items", "prefixItems", "contains", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems",
        "maxItems", "multipleOf", "format", "uniqueItems",
    }
)  # fmt: skip


def _check_nothing_else(schema: Schema) -> None:
    if schema.keys() & _ASKS_MORE or len(schema.get("oneOf", ())) > 1:
        raise NotRecognised
    if schema.get("type", "object") != "object":
        raise NotRecognised


def _answer(sub: Any, path: Path, resolve: Resolve, depth: int) -> PathCondition:
    """Return the condition on the answer at a path: on itself, or on the answers inside it."""
    if isinstance(sub, dict) and ("properties" in sub or sub.get("type") == "object"):
        return _of(sub, path, resolve, depth)
    if _refers(sub):
        target = resolve(sub) if isinstance(sub, Schema) else None
        if target is None or depth > _DEEPEST:
            raise NotRecognised
        return _answer(target, path, resolve, depth + 1)
    wanted = pure(sub)
    return {"path": path, "is": True if wanted == {} else wanted}


def _refers(schema: Any) -> bool:
    if isinstance(schema, dict):
        return "$ref" in schema or any(_refers(each) for each in schema.values())
    if isinstance(schema, list):
        return any(_refers(each) for each in schema)
    return False


def paths_in(condition: PathCondition) -> Iterator[Path]:
    """Return the paths that a condition asks for."""
    if "path" in condition:
        yield condition["path"]
    if "not" in condition:
        yield from paths_in(condition["not"])
    for joint in ("all", "any"):
        for member in condition.get(joint, ()):
            yield from paths_in(member)


def negated(condition: PathCondition) -> PathCondition:
    """Return the opposite."""
    inner = condition.get("not")
    return inner if isinstance(inner, dict) else {"not": condition}


def simplified(alternatives: list[list[PathCondition]]) -> list[list[PathCondition]]:
    """Say the same shorter: (a is 1 and b) or (a is 2 and b) becomes a is 1 or 2, and b."""
    if len(alternatives) > _MOST_ALTERNATIVES:
        return alternatives
    rows = [list(each) for each in alternatives]
    merged = True
    while merged:
        merged = False
        for first in range(len(rows)):
            for second in range(first + 1, len(rows)):
                together = _merged(rows[first], rows[second])
                if together is not None:
                    rows[first] = together
                    del rows[second]
                    merged = True
                    break
            if merged:
                break
    return rows


_MOST_ALTERNATIVES: Final = 60


def _merged(some: list[PathCondition], others: list[PathCondition]) -> list[PathCondition] | None:
    if all(each in others for each in some):
        return some
    if all(each in some for each in others):
        return others
    only_some = [each for each in some if each not in others]
    only_others = [each for each in others if each not in some]
    if len(only_some) != 1 or len(only_others) != 1:
        return None
    one, other = only_some[0], only_others[0]
    values, more = _values(one), _values(other)
    if values is None or more is None or one["path"] != other["path"]:
        return None
    together = [*values, *(each for each in more if repr(each) not in map(repr, values))]
    joined = {"path": one["path"], "is": {"enum": together}}
    return [joined if each == one else each for each in some]


def _values(condition: PathCondition) -> list[Any] | None:
    wanted = condition.get("is")
    if not isinstance(wanted, dict) or len(wanted) != 1:
        return None
    if "const" in wanted:
        return [wanted["const"]]
    return list(wanted["enum"]) if "enum" in wanted else None
