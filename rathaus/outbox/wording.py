"""Says what went wrong without repeating what a citizen wrote: kinds and places, never messages."""

import traceback
from pathlib import Path
from typing import Final

from django.conf import settings

_SHOWN: Final = 6


def described(problem: BaseException) -> str:
    """Return the kind of the problem and where in our code it came up."""
    ours = [frame for frame in _frames(problem) if _is_ours(frame.filename)]
    if not ours:
        return type(problem).__name__
    return f"{type(problem).__name__} at {_place(ours[-1])}"


def frames(problem: BaseException) -> str:
    """Return the way to the problem, for a log."""
    return " > ".join(_place(frame) for frame in _frames(problem)[-_SHOWN:])


def _frames(problem: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(problem.__traceback__))


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    shown = path.relative_to(settings.BASE_DIR) if _is_ours(frame.filename) else path.name
    return f"{shown}:{frame.lineno}"
