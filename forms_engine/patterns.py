"""Which regular expressions every engine reads alike: explicit classes, and no looking around."""

import re
from dataclasses import dataclass
from typing import Final

_QUANTIFIER: Final = re.compile(r"[*+?]|\{[0-9]{1,4}(?:,(?:[0-9]{1,4})?)?\}")
# Backslash before one of these means the sign itself, everywhere.
_PUNCTUATION: Final = frozenset(r"\^$.|?*+()[]{}/-")
_CONTROLS: Final = frozenset("nrtfv")
_HEX: Final = re.compile(r"u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}")
# Means other signs in other engines: ASCII here, all of Unicode there.
_CLASSES: Final = frozenset("dDwWsSbB")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a pattern is not portable: `reason` is a code, `piece` the part of the pattern."""

    reason: str
    piece: str


def trouble_with(pattern: str) -> Trouble | None:
    r"""
    Return the first thing in a pattern that engines read differently, or None.

    Reasons: "class" (\d, \w, \s, \b, \p{…}), "looks_around" (lookahead, lookbehind and back
    references, which a linear engine cannot do), "syntax" (anything else).
    """
    position = 0
    while position < len(pattern):
        step = _step(pattern, position)
        if isinstance(step, Trouble):
            return step
        position = step
    return None


def _step(pattern: str, at: int) -> int | Trouble:
    sign = pattern[at]
    if sign == "\\":
        return _escape(pattern, at)
    if sign == "[":
        return _class(pattern, at)
    if sign == "(":
        return _group(pattern, at)
    if sign == "{":
        match = _QUANTIFIER.match(pattern, at)
        return match.end() if match else Trouble("syntax", "{")
    if sign in "]}":
        return Trouble("syntax", sign)
    return at + 1


def _escape(pattern: str, at: int) -> int | Trouble:
    following = pattern[at + 1 : at + 2]
    if following and (following in _PUNCTUATION or following in _CONTROLS):
        return at + 2
    if match := _HEX.match(pattern, at + 1):
        return match.end()
    if following and following in _CLASSES:
        return Trouble("class", f"\\{following}")
    if following in {"p", "P"}:
        return Trouble("class", pattern[at : pattern.find("}", at) + 1] or "\\p")
    if following.isdigit() or following == "k":
        return Trouble("looks_around", f"\\{following}")
    return Trouble("syntax", f"\\{following}")


def _group(pattern: str, at: int) -> int | Trouble:
    if pattern[at + 1 : at + 2] != "?":
        return at + 1
    if pattern.startswith("(?:", at):
        return at + 3
    for mark in ("(?=", "(?!", "(?<=", "(?<!"):
        if pattern.startswith(mark, at):
            return Trouble("looks_around", mark)
    return Trouble("syntax", pattern[at : at + 3])


def _class(pattern: str, at: int) -> int | Trouble:
    position = at + 2 if pattern.startswith("[^", at) else at + 1
    start = position
    while position < len(pattern):
        sign = pattern[position]
        if sign == "]":
            return position + 1 if position > start else Trouble("syntax", "[]")
        if sign == "[" or pattern[position : position + 2] in {"&&", "--", "~~"}:
            return Trouble("syntax", pattern[position : position + 2])
        if sign == "\\":
            step = _escape(pattern, position)
            if isinstance(step, Trouble):
                return step
            position = step
        else:
            position += 1
    return Trouble("syntax", "[")
