"""Refuses documents that are no JSON, too deep or too large, before anything else reads them."""

import functools
import math
from typing import Any, Final, NamedTuple

from forms_engine.checking.messages import finding
from forms_engine.checking.remembering import Memory, content_name
from forms_engine.errors import Finding

_DEEPEST: Final = 64
_MOST_VALUES: Final = 300_000


class _Extent(NamedTuple):
    """How many values a part has and how deep it goes; none where it is no JSON."""

    values: int
    depth: int
    is_json: bool


_EXTENTS: Final = Memory[_Extent](8192)


def out_of_bounds(document: Any) -> Finding | None:
    """Return what no check can deal with; what was seen before is not looked through again."""
    try:
        if _is_known_to_fit(document):
            return None
    except ValueError:
        pass
    return _look_through(document)[1]


def _is_known_to_fit(document: Any) -> bool:
    if not isinstance(document, dict) or not isinstance(document.get("nodes"), dict):
        return False
    count, depth = 2, 0
    parts = [(1, [name, value]) for name, value in document.items() if name != "nodes"]
    parts += [(2, [name, value]) for name, value in document["nodes"].items()]
    for level, part in parts:
        extent = _EXTENTS.of(content_name(part), functools.partial(_extent, part))
        if not extent.is_json:
            return False
        count += extent.values
        depth = max(depth, level + extent.depth)
    return depth <= _DEEPEST and count <= _MOST_VALUES


def _extent(part: list[Any]) -> _Extent:
    """Measure a member with its name; the pair around them is not counted as a level."""
    extent, wrong = _look_through(part)
    return _Extent(extent.values, extent.depth - 1, wrong is None)


def _look_through(document: Any) -> tuple[_Extent, Finding | None]:
    """Visit every value without recursion."""
    count = deepest = 0
    waiting: list[tuple[Any, int]] = [(document, 0)]
    while waiting:
        value, depth = waiting.pop()
        count += 1
        deepest = max(deepest, depth)
        if depth > _DEEPEST:
            return _Extent(count, deepest, is_json=False), finding("too_deep", limit=_DEEPEST)
        if count > _MOST_VALUES:
            return _Extent(count, deepest, is_json=False), finding("too_large", limit=_MOST_VALUES)
        if isinstance(value, dict):
            waiting.extend((each, depth + 1) for each in value.values())
            waiting.extend((key, depth + 1) for key in value)
        elif isinstance(value, list):
            waiting.extend((each, depth + 1) for each in value)
        elif reason := _not_json(value):
            return _Extent(count, deepest, is_json=False), finding("not_json", reason=reason)
    return _Extent(count, deepest, is_json=True), None


def _not_json(value: Any) -> str:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return "it holds half of a sign"
        return ""
    if isinstance(value, float):
        return "" if math.isfinite(value) else "it holds a number without end"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53:
        return "it holds a whole number beyond 9007199254740991"
    return "" if value is None or isinstance(value, int | bool) else "it holds something else"
