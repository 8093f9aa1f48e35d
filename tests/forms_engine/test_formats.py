"""Formats are ours, and the same for both engines."""
# ruff: noqa: E501  cases read best one a line

import pytest

from forms_engine.formats import FORMATS, conforms
from forms_engine.validators import explainer_for, judge_for

CASES = [
    ("email", ["name@example.org", "a.b+c@sub.example.de", "x@müller.de"],
     ["@", "a@b", "a@b..de", ".a@b.de", "a b@c.de", "a@b.c", "a@-b.de", "ü@b.de"]),
    ("phone", ["+49 69 212-0", "069/212", "115 0"], ["", "abc", "1", "069  212", "+", "١٢٣٤٥"]),
    ("iban", ["DE89370400440532013000", "GB82WEST12345698765432"],
     ["DE89370400440532013001", "de89370400440532013000", "DE89 3704 0044 0532 0130 00"]),
    ("tax_id", ["36574261809"], ["36574261808", "12345678901", "36 574 261 809"]),
    ("postcode", ["60311", "01067"], ["00123", "6031", "603111", "60311\n", "٦٠٣١١"]),
    ("money", ["0.00", "-12.50", "1234567.89"], ["1", "1.5", "01.00", "1,50", "1.50\n", "1e3"]),
    ("date", ["2026-05-03", "2024-02-29"], ["2023-02-29", "2026-5-3", "20260503", "2026-05-03\n"]),
    ("local-time", ["09:30", "23:59:59"], ["24:00", "9:30", "09:30Z"]),
    ("local-date-time", ["2026-05-03T09:30"], ["2026-05-03 09:30", "2026-02-30T09:30"]),
    ("upload", ["6a1f0c1e-8a53-4e83-9d4b-0a3d1f3c5b77"], ["6A1F0C1E-8A53-4E83-9D4B-0A3D1F3C5B77", "x"]),
    ("vat_id", ["DE136695976"], ["DE136695978", "136695976"]),
    ("number_plate", ["F-AB 123", "DA-X 1E"], ["F-AB", "f-ab 123", "F-AB 0123"]),
    ("link", ["https://example.org/a?b=c"], ["javascript:alert(1)", "example.org", "https://a b"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "right", "wrong"), CASES)
def test_a_format_accepts_and_refuses_in_both_engines(
    name: str, right: list[str], wrong: list[str]
) -> None:
    schema = {"format": name}
    judge, explainer = judge_for(schema), explainer_for(schema)

    for text in right:
        assert conforms(text, name), text
    for text in wrong:
        assert not conforms(text, name), text
    for text in right + wrong:
        assert judge.is_valid(text) == explainer.is_valid(text) == conforms(text, name)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_takes_any_text_without_a_crash(name: str) -> None:
    for text in (
        "",
        "\x00",
        "a" * 3000,
        "9" * 3000,
        "ü",
        "%",
        "://",
        "٣",
        "-",
        "P",
        "T",
        "@",
        "\n",
    ):
        assert FORMATS[name](text) in {True, False}
    assert FORMATS[name](7) is True
