"""Turns bytes that nobody here wrote into JSON, or into one sentence that says why not."""

import json
import math
from collections import Counter
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


def read_json(file: SourceFile, *, largest: int = LARGEST) -> Any:
    """
    Return the JSON value in a file.

    :param largest: how many bytes it may have.
    :raises Refused: if it is too large, too deep, no text, not JSON, or ambiguous.
    """
    if len(file.content) > largest:
        raise Refused("file-too-large", limit=largest // 1024 // 1024)
    text = _text_of(file)
    if not text.strip():
        raise Refused("file-empty")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object_without_twins,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_exact,
        )
    except RecursionError:
        raise Refused("too-deep", limit=DEEPEST) from None
    except json.JSONDecodeError as problem:
        raise Refused(
            "not-json", problem=problem.msg, line=problem.lineno, column=problem.colno
        ) from None
    _check_depth_and_letters(value)
    return value


def _text_of(file: SourceFile) -> str:
    encoding = next((name for mark, name in _MARKS if file.content.startswith(mark)), "utf-8")
    try:
        return file.content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Refused("not-text", position=problem.start) from None


def _object_without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        twin, _count = Counter(key for key, _value in pairs).most_common(1)[0]
        raise Refused("key-twice", key=twin[:60])
    return result


def _no_constant(name: str) -> float:
    raise Refused("no-number", number=name)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Refused("number-too-large", number=text[:30])
    return number


def _exact(text: str) -> int | float:
    if len(text) > len(str(_LARGEST_INTEGER)) + 1:
        return _finite(text)
    number = int(text)
    return number if abs(number) <= _LARGEST_INTEGER else float(number)


def _check_depth_and_letters(value: Any) -> None:
    level = [value]
    depth = 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise Refused("too-deep", limit=DEEPEST)
        below: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                for key in each:
                    _check_letters(key)
                below.extend(each.values())
            elif isinstance(each, list):
                below.extend(each)
            elif isinstance(each, str):
                _check_letters(each)
        level = below


def _check_letters(text: str) -> None:
    if "\x00" in text:
        raise Refused("nul-character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("half-character") from None
