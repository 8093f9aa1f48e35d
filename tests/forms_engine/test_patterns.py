"""Patterns that every engine reads alike, and what is wrong with the others."""

import pytest

from forms_engine.patterns import trouble_with


@pytest.mark.parametrize(
    "pattern",
    [
        "^[0-9]{5}$",
        "^(?:a|b)+?$",
        r"^a\.b\-c\/d$",
        "^[^\\]a-z]{2,}$",
        "",
        "^[A-Za-zÄÖÜß .'-]{1,40}$",
    ],
)
def test_explicit_classes_are_portable(pattern: str) -> None:
    assert trouble_with(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "reason", "piece"),
    [
        (r"^\d+$", "class", r"\d"),
        (r"[\w]", "class", r"\w"),
        (r"\p{L}+", "class", r"\p{L}"),
        ("^(?!a)", "looks_around", "(?!"),
        ("(?<=a)b", "looks_around", "(?<="),
        (r"(a)\1", "looks_around", r"\1"),
        ("a{,3}", "syntax", "{"),
        ("[a&&b]", "syntax", "&&"),
        ("(?i)a", "syntax", "(?i"),
        ("]", "syntax", "]"),
        ("[]", "syntax", "[]"),
        ("[a", "syntax", "["),
        ("\\", "syntax", "\\"),
        (r"\A", "syntax", r"\A"),
    ],
)
def test_what_engines_read_differently_is_named(pattern: str, reason: str, piece: str) -> None:
    trouble = trouble_with(pattern)

    assert trouble is not None
    assert (trouble.reason, trouble.piece) == (reason, piece)
