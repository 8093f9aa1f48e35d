"""Keeps out of every log what is not for whoever reads it: links that open papers, and answers."""

import logging
import re
import traceback
from collections.abc import Iterator
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

# What follows one of these in a path is a key, save for the addresses that have none.
_KEYS: Final = re.compile(
    r"(/(?:weiter|meine-antraege|passwort/neu)/)(?!dokumente/|schliessen/)[^/\s?#'\"]+"
)


def without_keys(text: str) -> str:
    """Return a text with the keys in its addresses left out."""
    return _KEYS.sub(r"\1…", text)


class WithoutKeys(logging.Filter):
    """Lets every line through, without the keys in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line where that is needed."""
        said = record.getMessage()
        hidden = without_keys(said)
        if hidden != said:
            record.msg, record.args = hidden, ()
        return True


# What these say is about the installation, and whoever keeps it running has to read it.
_TELLING: Final = (ImproperlyConfigured, OperationalError, OSError, ImportError)


class WithoutMessages(logging.Formatter):
    """
    Says of a failure what and where, as the outbox does, but not its message.

    A message may repeat what a citizen wrote: "invalid literal for int(): 'Kim Muster'".
    """

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        """Return the way to the failure and the failures behind it."""
        return "\n".join(_told(ei[1])).rstrip()


def _told(problem: BaseException | None, *, seen: frozenset[int] = frozenset()) -> Iterator[str]:
    if problem is None or id(problem) in seen:
        return
    behind = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    yield from _told(behind, seen=seen | {id(problem)})
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(problem.__traceback__)).rstrip()
    message = f": {problem}" if isinstance(problem, _TELLING) else ""
    yield f"{type(problem).__module__}.{type(problem).__qualname__}{message}"
