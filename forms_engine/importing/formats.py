"""What a foreign `format` means in ours: the same checker, a pattern, or nothing to check."""

from typing import Any, Final

# Standard formats whose checkers we have under the same name.
STANDARD: Final = frozenset(
    {
        "date", "time", "date-time", "duration", "email", "idn-email", "hostname", "idn-hostname",
        "ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uri-template", "uuid",
        "json-pointer", "relative-json-pointer", "regex",
    }
)  # fmt: skip
# The municipality of Bratislava's own formats, as its validators understand them.
_OWN: Final[dict[str, dict[str, Any]]] = {
    "ba-slovak-zip": {"pattern": "^[0-9]{5}$"},
    "ba-phone-number": {"pattern": "^\\+[1-9][0-9]{10,14}$"},
    "ba-slovak-phone-number": {"pattern": "^\\+421[0-9]{9}$"},
    "ba-ico": {"pattern": "^[0-9]{6,8}$"},
    "ba-time": {"pattern": "^(?:[0-9]|0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$"},
    "ba-ratio": {"pattern": "^(?:0|[1-9][0-9]*)/[1-9][0-9]*$"},
    "ba-file-uuid": {"format": "uuid"},
    "ba-iban": {"format": "iban"},
}


def translated_format(name: str) -> dict[str, Any] | None:
    """Return schema keywords for a foreign format, or None if nothing checks it."""
    if name in STANDARD:
        return {"format": name}
    return _OWN.get(name)
