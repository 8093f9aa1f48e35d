"""Finds the line of a JSON text on which something stands that a JSON Pointer names."""

import re
from collections.abc import Collection
from typing import Final

_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|\n|[^\s{}\[\],:"]+')


def lines_of(text: str, pointers: Collection[str]) -> dict[str, int]:
    """
    Return for each pointer the line (from 1) where its value, or the nearest around it, begins.

    :param text: JSON that could be read.
    """
    wanted = {part for pointer in pointers for part in _ancestors(pointer)}
    places = _places(text, wanted)
    return {
        pointer: next(
            (places[part] for part in reversed(list(_ancestors(pointer))) if part in places), 1
        )
        for pointer in pointers
    }


def _ancestors(pointer: str) -> list[str]:
    """Return a pointer and everything around it, the document first."""
    steps = pointer.split("/")
    return ["/".join(steps[:length]) for length in range(1, len(steps) + 1)]


def _places(text: str, wanted: Collection[str]) -> dict[str, int]:
    """Walk through the text once, knowing at each value by which names it is reached."""
    places: dict[str, int] = {"": 1}
    # For each object or list around: the pointer of what is being read in it, and how far it is.
    around: list[tuple[str, int | None]] = []
    here, line, key = "", 1, ""
    for piece in _PIECE.findall(text):
        if piece == "\n":
            line += 1
        elif piece in "{[":
            around.append((here, None if piece == "{" else 0))
            here = f"{here}/0" if piece == "[" else here
            _note(places, wanted, here, line)
        elif piece in "}]":
            around.pop()
        elif piece == ":":
            here = f"{around[-1][0]}/{key}"
            _note(places, wanted, here, line)
        elif piece == ",":
            outer, number = around[-1]
            if number is not None:
                around[-1] = (outer, number + 1)
                here = f"{outer}/{number + 1}"
                _note(places, wanted, here, line)
        elif piece.startswith('"') and around and around[-1][1] is None:
            key = piece[1:-1].replace("~", "~0").replace("/", "~1")
    return places


def _note(places: dict[str, int], wanted: Collection[str], pointer: str, line: int) -> None:
    if pointer in wanted:
        places.setdefault(pointer, line)
