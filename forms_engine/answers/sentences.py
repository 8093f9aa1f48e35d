"""Says what to do about a fault, in English; halls translate by code."""

from collections.abc import Mapping
from typing import Any, Final

# What each code says. Halls that translate need exactly these, with the same holes.
SENTENCES: Final[Mapping[str, str]] = {
    "required": "Fill in “%(label)s”.",
    "required_choice": "Choose an option for “%(label)s”.",
    "required_file": "Upload a file for “%(label)s”.",
    "required_consent": "Tick “%(label)s” to go on.",
    "required_list": "Add at least %(limit)s entry to “%(label)s”.",
    "too_short": "“%(label)s” needs at least %(limit)s characters.",
    "too_long": "Shorten “%(label)s” to %(limit)s characters or fewer.",
    "pattern": "“%(label)s” is not in the right form.",
    "minimum": "“%(label)s” must be %(limit)s or more.",
    "exclusive_minimum": "“%(label)s” must be more than %(limit)s.",
    "maximum": "“%(label)s” must be %(limit)s or less.",
    "exclusive_maximum": "“%(label)s” must be less than %(limit)s.",
    "multiple_of": "“%(label)s” must be a multiple of %(multiple_of)s.",
    "min_items": "Add at least %(limit)s entries to “%(label)s”.",
    "max_items": "“%(label)s” can have %(limit)s entries at most.",
    "unique_items": "“%(label)s” holds the same entry twice.",
    "enum": "Choose one of the options for “%(label)s”.",
    "contains": "“%(label)s” lacks an entry that it needs.",
    "type": "“%(label)s” is not the right kind of value.",
    "no_variant": "“%(label)s” does not fit any of the ways it can be filled in.",
    "not_allowed": "“%(label)s” cannot have this value.",
    "invalid": "“%(label)s” is not right.",
    "unexpected": "“%(name)s” is not asked for here; leave it out.",
    "unreadable": "The answers cannot be read.",
    "constraint": "%(message)s",
    "number": "Enter a number such as 12 or 12.5 for “%(label)s”.",
    "integer": "Enter a whole number such as 2 for “%(label)s”.",
    "boolean": "Choose yes or no for “%(label)s”.",
    "json": "Enter a value in JSON for “%(label)s”.",
    "format_email": "Enter an e-mail address such as name@example.org for “%(label)s”.",
    "format_phone": "Enter a telephone number such as 069 212 0 for “%(label)s”.",
    "format_iban": "Enter an IBAN whose check digits fit for “%(label)s”.",
    "format_bic": "Enter a BIC of 8 or 11 characters for “%(label)s”.",
    "format_tax_id": "Enter the 11 digits of the tax identification number for “%(label)s”.",
    "format_tax_number": "Enter the tax number from your tax assessment for “%(label)s”.",
    "format_vat_id": "Enter a VAT identification number such as DE136695976 for “%(label)s”.",
    "format_postcode": "Enter a postcode of five digits for “%(label)s”.",
    "format_number_plate": "Enter a registration mark such as F-AB 123 for “%(label)s”.",
    "format_money": "Enter an amount such as 12.50 for “%(label)s”.",
    "format_date": "Enter a date that exists, such as 3.5.2026, for “%(label)s”.",
    "format_time": "Enter a time of day such as 9:30 for “%(label)s”.",
    "format_datetime": "Enter a date and a time of day for “%(label)s”.",
    "format_month": "Enter a month such as 2026-05 for “%(label)s”.",
    "format_upload": "Upload the file for “%(label)s” again.",
    "format_map": "Enter coordinates such as 50.1109, 8.6821 for “%(label)s”.",
    "format_link": "Enter a web address that begins with https:// for “%(label)s”.",
    "format_uri": "Enter a web address that begins with https:// for “%(label)s”.",
    "format": "“%(label)s” is not in the right form.",
}
_REQUIRED: Final = {
    "choice": "required_choice",
    "choices": "required_choice",
    "boolean": "required_choice",
    "file": "required_file",
    "consent": "required_consent",
    "list": "required_list",
}


def sentence_code(code: str, node: Mapping[str, Any]) -> str:
    """Return which of SENTENCES a fault of this code uses at this node."""
    if code == "required":
        return _REQUIRED.get(str(node.get("kind")), "required")
    if code == "enum" and node.get("kind") == "consent":
        return "required_consent"
    if code in SENTENCES:
        return code
    return "format" if code.startswith("format_") else "invalid"


def fault_text(code: str, params: Mapping[str, Any], node: Mapping[str, Any]) -> str:
    """Return the English sentence."""
    filled = {"label": "", "limit": 1, "name": "", "message": "", "multiple_of": "", **params}
    return SENTENCES[sentence_code(code, node)] % filled
