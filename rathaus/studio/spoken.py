"""In which language the engine's sentences are said to who reads this page."""

from django.utils.translation import get_language


def language_here() -> str:
    """Return "de" or "en", the languages that sentences of the engine are said in."""
    return "de" if (get_language() or "de").startswith("de") else "en"
