"""Says of each text whether its translation is missing, outdated or current."""

from typing import Final, Literal

from forms_engine.checking.wording import source_digest, written_texts
from forms_engine.definition import Definition

__all__ = ["EASY_GERMAN", "State", "source_digest", "state_of", "states"]
# "optional": not translated, and nobody misses it.
State = Literal["missing", "outdated", "current", "optional"]
# Easy language has no code of its own: RFC 5646 leaves what follows x to its users.
EASY_GERMAN: Final = "de-x-leicht"
_OPTIONAL: Final = ("keywords.", "legal_basis.")


def states(definition: Definition, language: str) -> dict[str, State]:
    """Return the state of every text in a language, by the text's name, in reading order."""
    return {
        name: state_of(definition, language, name, source)
        for name, source in written_texts(definition)
    }


def state_of(definition: Definition, language: str, name: str, source: str) -> State:
    """Return the state of one text; a translation of unknown origin counts as current."""
    if not definition.get("texts", {}).get(language, {}).get(name):
        return "optional" if name.startswith(_OPTIONAL) else "missing"
    origin = definition.get("translated_from", {}).get(language, {}).get(name)
    return "outdated" if origin and origin != source_digest(source) else "current"
