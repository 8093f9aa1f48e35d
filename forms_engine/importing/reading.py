"""Turns bytes that nobody here wrote into JSON, or into one sentence that says why not."""

import json
import math
from dataclasses import dataclass
from typing import Any, Final

from forms_engine.importing.report import Refused

LARGEST: Final = 8 * 1024 * 1024
DEEPEST: Final = 100
# RFC 8785 names numbers by their double; beyond this an integer has no exact one.
_LARGEST_INTEGER: Final = 2**53 - 1
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was given: its name (without folders where possible) and its bytes."""

    name: str
    content: bytes


def read_json(file: SourceFile) -> Any:
    """
    Return the JSON value in a file.

    :raises Refused: if it is too large, too deep, no text, not JSON, or ambiguous.
    """
    if len(file.content) > LARGEST:
        raise Refused(f"{file.name} is larger than {LARGEST // 1024 // 1024} MB.")
    text = _text_of(file)
    if not text.strip():
        raise Refused(f"{file.name} is empty.")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object_without_twins,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_exact,
        )
    except RecursionError:
        raise Refused(f"{file.name} is nested deeper than {DEEPEST} levels.") from None
    except json.JSONDecodeError as problem:
        raise Refused(
            f"{file.name} is not JSON: {problem.msg} in line {problem.lineno}, "
            f"column {problem.colno}."
        ) from None
    except _Ambiguous as problem:
        raise Refused(f"{file.name} is not imported: {problem}.") from None
    _check_depth_and_letters(file.name, value)
    return value


class _Ambiguous(ValueError):
    """JSON that two readers would understand differently."""


def _text_of(file: SourceFile) -> str:
    encoding = next((name for mark, name in _MARKS if file.content.startswith(mark)), "utf-8")
    try:
        return file.content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Refused(
            f"{file.name} is not UTF-8 text: byte {problem.start} cannot be read."
        ) from None


def _object_without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        seen: set[str] = set()
        twin = next(key for key, _value in pairs if key in seen or seen.add(key))
        raise _Ambiguous(f"the key {_shown(twin)} stands twice in one object")
    return result


def _shown(text: str) -> str:
    return json.dumps(text[:60])


def _no_constant(name: str) -> float:
    raise _Ambiguous(f"{name} is no JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise _Ambiguous(f"the number {text[:30]} is too large")
    return number


def _exact(text: str) -> int | float:
    if len(text) > len(str(_LARGEST_INTEGER)) + 1:
        return _finite(text)
    number = int(text)
    return number if abs(number) <= _LARGEST_INTEGER else float(number)


def _check_depth_and_letters(name: str, value: Any) -> None:
    level = [value]
    depth = 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise Refused(f"{name} is nested deeper than {DEEPEST} levels.")
        below: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                for key in each:
                    _check_letters(name, key)
                below.extend(each.values())
            elif isinstance(each, list):
                below.extend(each)
            elif isinstance(each, str):
                _check_letters(name, each)
        level = below


def _check_letters(name: str, text: str) -> None:
    if text.isascii():
        if "\x00" in text:
            raise Refused(f"{name} holds a NUL character, which no database stores.")
        return
    if "\x00" in text:
        raise Refused(f"{name} holds a NUL character, which no database stores.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused(f"{name} holds half a character (a lone surrogate).") from None
