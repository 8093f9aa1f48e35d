"""
The formats a schema may name, each with its own checker, the same for every engine.

A checker answers for text only; other JSON values are of no format and pass.
"""

from collections.abc import Callable
from typing import Final

from forms_engine.formats import internet, numbers, places, times

Checker = Callable[[object], bool]

_MODULES = (internet, numbers, places, times)


def _for_any_value(check: Callable[[str], bool]) -> Checker:
    def checker(value: object) -> bool:
        return check(value) if isinstance(value, str) else True

    return checker


FORMATS: Final[dict[str, Checker]] = {
    name: _for_any_value(check) for module in _MODULES for name, check in module.CHECKERS.items()
}


def conforms(text: str, name: str) -> bool:
    """
    Say whether a text is of this format.

    :raises KeyError: if there is no such format.
    """
    return FORMATS[name](text)
