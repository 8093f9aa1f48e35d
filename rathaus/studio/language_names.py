"""What languages are called, which of them can be added, and which are written from the right."""

from typing import Final

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

# "Leichte Sprache" has no code of its own: RFC 5646 leaves what follows x to its users.
EASY: Final = "de-x-leicht"
_NAMES: Final = {
    "de": _("Deutsch"),
    EASY: _("Leichte Sprache"),
    "en": _("Englisch"),
    "ar": _("Arabisch"),
    "bg": _("Bulgarisch"),
    "el": _("Griechisch"),
    "es": _("Spanisch"),
    "fa": _("Persisch"),
    "fr": _("Französisch"),
    "hr": _("Kroatisch"),
    "it": _("Italienisch"),
    "ku": _("Kurdisch"),
    "pl": _("Polnisch"),
    "ps": _("Paschtu"),
    "pt": _("Portugiesisch"),
    "ro": _("Rumänisch"),
    "ru": _("Russisch"),
    "sq": _("Albanisch"),
    "sr": _("Serbisch"),
    "ti": _("Tigrinya"),
    "tr": _("Türkisch"),
    "uk": _("Ukrainisch"),
    "vi": _("Vietnamesisch"),
    "zh": _("Chinesisch"),
}
_FROM_THE_RIGHT: Final = frozenset({"ar", "fa", "he", "ps", "ur", "yi", "ckb", "dv", "ug"})


def language_name(code: str) -> str:
    """Return what a language is called in the reader's language; an unknown one by its code."""
    if code in _NAMES:
        return str(_NAMES[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def direction_of(code: str) -> str:
    """Return the direction that a language is written in, as HTML says it."""
    return "rtl" if code.partition("-")[0] in _FROM_THE_RIGHT else "ltr"


def html_language(code: str) -> str:
    """Return what HTML calls a language: for screen readers easy language is German."""
    return code.partition("-x-")[0]


def addable(present: list[str]) -> list[tuple[str, str]]:
    """Return the languages that can be added, the ones asked for most first."""
    first = [code for code in (EASY, "en") if code not in present]
    others = [code for code in _NAMES if code not in {*present, *first}]
    named = [(code, language_name(code)) for code in others]
    return [(code, language_name(code)) for code in first] + sorted(named, key=lambda each: each[1])
