r"""
Rewrites a foreign regular expression so that every engine reads it alike.

`\d`, `\w`, `\s` become explicit classes as ECMA-262 means them, `$` stays the end of the text, and
a look ahead at the very beginning becomes a pattern of its own (`not` for a negative one). What
then still looks around or back has no linear-time form and is left out, which is reported.
"""

import functools
import re
from typing import Any, Final

import jsonschema_rs

_SPACES: Final = r"\t\n\u000b\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_CLASSES: Final = {"d": "0-9", "w": "A-Za-z0-9_", "s": _SPACES}
_LONGEST: Final = 4000
_LINEAR: Final = jsonschema_rs.RegexOptions(size_limit=2 * 1024 * 1024)
_PUNCTUATION: Final = frozenset("^$\\.*+?()[]{}|/-")
_HEX: Final = {"x": 2, "u": 4}


class NotPortable(ValueError):
    """A pattern that engines read differently, or not at all."""


def portable(pattern: str) -> dict[str, Any]:
    """
    Return schema keywords that say the same as `pattern` with portable patterns only.

    :raises NotPortable: if that cannot be done; the text says why.
    """
    if len(pattern) > _LONGEST:
        raise NotPortable("it is too long")
    positive, negative, rest = _leading_looks(pattern)
    if not positive and not negative:
        return {"pattern": _rewritten(rest)}
    parts: list[dict[str, Any]] = [{"pattern": _rewritten("^" + each)} for each in positive]
    parts += [{"not": {"pattern": _rewritten("^" + each)}} for each in negative]
    parts.append({"pattern": _rewritten("^" + rest)})
    return {"allOf": parts}


def _leading_looks(pattern: str) -> tuple[list[str], list[str], str]:
    """Split `^(?=a)(?!b)rest` into a, b and rest; the rest comes without its `^`."""
    if not pattern.startswith(("^(?=", "^(?!")) or _has_top_level_choice(pattern):
        return [], [], pattern
    positive: list[str] = []
    negative: list[str] = []
    rest = pattern[1:]
    while rest.startswith(("(?=", "(?!")):
        end = _end_of_group(rest)
        inner = rest[3:end]
        (positive if rest[2] == "=" else negative).append(f"(?:{inner})")
        rest = rest[end + 1 :]
        if rest[:1] in {"*", "+", "?", "{"}:
            raise NotPortable("it repeats a look ahead")
    return positive, negative, rest


def _has_top_level_choice(pattern: str) -> bool:
    depth = 0
    for symbol in _symbols(pattern):
        if symbol == "(":
            depth += 1
        elif symbol == ")":
            depth -= 1
        elif symbol == "|" and depth == 0:
            return True
    return False


def _end_of_group(pattern: str) -> int:
    depth = position = 0
    for symbol in _symbols(pattern):
        if symbol == "(":
            depth += 1
        elif symbol == ")":
            depth -= 1
            if depth == 0:
                return position
        position += len(symbol)
    raise NotPortable("a bracket is not closed")


def _symbols(pattern: str) -> list[str]:
    """Split into letters, escapes and whole character classes."""
    return re.findall(r"\\.|\[\^?(?:\\.|[^\]\\])*\]|[\s\S]", pattern, re.DOTALL)


_TAIL: Final = r"(?![\s\S])"


def _rewritten(pattern: str) -> str:
    # "Nothing follows" is how some write the end of the text.
    if pattern.endswith((_TAIL, "(?!.)")):
        pattern = pattern.removesuffix(_TAIL).removesuffix("(?!.)") + "$"
    result: list[str] = []
    symbols = _symbols(pattern)
    for position, symbol in enumerate(symbols):
        if symbol == "(" and symbols[position + 1 : position + 2] == ["?"]:
            _check_group("".join(symbols[position : position + 4]))
        if symbol.startswith("["):
            result.append(_class(symbol))
        elif symbol.startswith("\\"):
            result.append(_escape(symbol))
        elif symbol == "{" and not _is_count(symbols[position:]):
            result.append(r"\{")
        elif symbol == ".":
            result.append(r"[^\n\r\u2028\u2029]")
        else:
            result.append(symbol)
    return _checked(_spelled("".join(result)))


@functools.lru_cache(maxsize=1024)
def _checked(pattern: str) -> str:
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=_LINEAR)
        re.compile(pattern)
    except (ValueError, re.error, OverflowError, RecursionError):
        raise NotPortable("it is no regular expression, or one of unbounded size") from None
    return pattern


def _check_group(opening: str) -> None:
    if opening.startswith("(?:"):
        return
    raise NotPortable("it looks around or names groups, which takes unbounded time")


def _is_count(symbols: list[str]) -> bool:
    return bool(re.match(r"\{[0-9]+(?:,[0-9]*)?\}", "".join(symbols[:24])))


def _escape(symbol: str) -> str:
    letter = symbol[1:]
    if letter in _CLASSES:
        return f"[{_CLASSES[letter]}]"
    if letter.lower() in _CLASSES:
        return f"[^{_CLASSES[letter.lower()]}]"
    if letter in {"b", "B"}:
        raise NotPortable("it asks for word boundaries, which engines see differently")
    if letter in {"p", "P", "k", "c"} or (letter.isdigit() and letter != "0"):
        raise NotPortable(f"it uses \\{letter}, which engines read differently")
    if letter in _HEX or letter in "tnrfv":
        return "\\" + letter
    return "\\" + letter if letter in _PUNCTUATION else re.escape(letter)


def _class(symbol: str) -> str:
    negated = symbol.startswith("[^")
    inner = symbol[2:-1] if negated else symbol[1:-1]
    if not inner:
        raise NotPortable("it has an empty character class")
    if re.fullmatch(r"\\[DSW]", inner):
        return f"[{'' if negated else '^'}{_CLASSES[inner[1].lower()]}]"
    if re.fullmatch(r"\\s\\S|\\S\\s|\\d\\D|\\D\\d|\\w\\W|\\W\\w", inner):
        if negated:
            raise NotPortable("it has a character class that nothing is in")
        return r"[\u0000-\U0010ffff]"
    parts: list[str] = []
    for each in re.findall(r"\\.|[\s\S]", inner, re.DOTALL):
        # Engines read doubled "&", "~" and "|" in a class as operators.
        if each not in {"&", "~", "|"} or each not in parts[-1:]:
            parts.append(_member(each))
    return f"[{'^' if negated else ''}{''.join(parts)}]"


def _member(symbol: str) -> str:
    """Return one member of a character class."""
    letter = symbol[1:]
    if letter and letter in _CLASSES:
        return _CLASSES[letter]
    if letter == "b":
        return r"\u0008"
    if letter.isalpha() and letter not in "tnrfvux":
        raise NotPortable(f"it uses \\{letter} within a class")
    return r"\[" if symbol == "[" else symbol


def _spelled(pattern: str) -> str:
    r"""Write \uXXXX, \xXX and \v as the letters they stand for, which all engines read."""

    def letter(found: re.Match[str]) -> str:
        if found[0].startswith("\\\\"):
            return found[0]
        code = 11 if found[0] == r"\v" else int("0x" + found[0][2:], base=0)
        if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - halves of characters
            raise NotPortable("it names half a character")
        return re.escape(chr(code)) if code > 31 else f"\\x{code:02x}"  # noqa: PLR2004

    return re.sub(
        r"\\\\|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}|\\v", letter, pattern
    )
