"""Keeps links that open somebody's papers out of every log: whoever reads one could open them."""

import logging
import re
from typing import Final

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
