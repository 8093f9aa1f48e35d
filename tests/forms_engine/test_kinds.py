"""What people type, what is kept, and how it is read to them."""
# ruff: noqa: E501  cases read best one a line

from typing import Any

import pytest

from forms_engine.answers import judge
from forms_engine.compiling import compile_definition
from forms_engine.errors import Unreadable
from forms_engine.kinds import KINDS, kind_of
from tests.forms_engine.documents import one_page

_OPTIONS = [{"value": "a", "label": "Apfel"}, {"value": 2, "label": "Birne"}]

TYPED: list[tuple[dict[str, Any], Any, Any, str, str]] = [
    ({"kind": "text"}, "  Anna   Maria ", "Anna Maria", "Anna Maria", "Anna Maria"),
    ({"kind": "longtext"}, " a\r\nb ", "a\nb", "a\nb", "a\nb"),
    ({"kind": "email"}, " name@example.org ", "name@example.org", "name@example.org", "name@example.org"),
    ({"kind": "phone"}, "(069) 212 / 34-5", "069 212/34-5", "069 212/34-5", "069 212/34-5"),
    ({"kind": "phone"}, "0049 69.2120", "+49 69 2120", "+49 69 2120", "+49 69 2120"),
    ({"kind": "number"}, "1.234,5", 1234.5, "1.234,5", "1,234.5"),
    ({"kind": "number"}, "12", 12, "12", "12"),
    ({"kind": "integer"}, "1.000", 1000, "1000", "1000"),
    ({"kind": "integer"}, "-3", -3, "-3", "-3"),
    ({"kind": "money"}, "1.234,50 €", "1234.50", "1.234,50\u00a0€", "€1,234.50"),
    ({"kind": "money"}, "€12", "12.00", "12,00\u00a0€", "€12.00"),
    ({"kind": "money"}, "102.5", "102.50", "102,50\u00a0€", "€102.50"),
    ({"kind": "money"}, "1,500", "1500.00", "1.500,00\u00a0€", "€1,500.00"),
    ({"kind": "money"}, "-0,40", "-0.40", "-0,40\u00a0€", "-€0.40"),
    ({"kind": "boolean"}, "true", True, "Ja", "Yes"),
    ({"kind": "boolean"}, "nein", False, "Nein", "No"),
    ({"kind": "consent"}, "on", True, "Zugestimmt", "Agreed"),
    ({"kind": "choice", "options": _OPTIONS}, "2", 2, "Birne", "Birne"),
    ({"kind": "choices", "options": _OPTIONS}, ["2", "a"], ["a", 2], "Apfel, Birne", "Apfel, Birne"),
    ({"kind": "date"}, "3.5.2026", "2026-05-03", "3. Mai 2026", "3 May 2026"),
    ({"kind": "date"}, "03 05 2026", "2026-05-03", "3. Mai 2026", "3 May 2026"),
    ({"kind": "date"}, "3. Mai 2026", "2026-05-03", "3. Mai 2026", "3 May 2026"),
    ({"kind": "date"}, "2026-05-03", "2026-05-03", "3. Mai 2026", "3 May 2026"),
    ({"kind": "date"}, {"day": "3", "month": "5", "year": "2026"}, "2026-05-03", "3. Mai 2026", "3 May 2026"),
    ({"kind": "time"}, "9.30 Uhr", "09:30", "9:30 Uhr", "9:30"),
    ({"kind": "time"}, "9", "09:00", "9:00 Uhr", "9:00"),
    ({"kind": "datetime"}, "3.5.2026, 9:30 Uhr", "2026-05-03T09:30", "3. Mai 2026, 9:30 Uhr", "3 May 2026, 9:30"),
    ({"kind": "datetime"}, "2026-05-03T09:30", "2026-05-03T09:30", "3. Mai 2026, 9:30 Uhr", "3 May 2026, 9:30"),
    ({"kind": "iban"}, "de89 3704 0044 0532 0130 00", "DE89370400440532013000",
     "DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
    ({"kind": "postcode"}, "D-60311", "60311", "60311", "60311"),
    ({"kind": "tax_id"}, "36 574 261 809", "36574261809", "36 574 261 809", "36 574 261 809"),
    ({"kind": "signature"}, "Erika Mustermann", "Erika Mustermann", "Erika Mustermann", "Erika Mustermann"),
    ({"kind": "map_point"}, "50.1109, 8.6821", {"type": "Point", "coordinates": [8.6821, 50.1109]},
     "50.110900, 8.682100", "50.110900, 8.682100"),
    ({"kind": "map_line"}, "50.1, 8.6; 50.2, 8.7",
     {"type": "LineString", "coordinates": [[8.6, 50.1], [8.7, 50.2]]},
     "50.100000, 8.600000; 50.200000, 8.700000", "50.100000, 8.600000; 50.200000, 8.700000"),
    ({"kind": "map_area"}, "50.1, 8.6; 50.2, 8.7; 50.1, 8.8",
     {"type": "Polygon", "coordinates": [[[8.6, 50.1], [8.7, 50.2], [8.8, 50.1], [8.6, 50.1]]]},
     "50.100000, 8.600000; 50.200000, 8.700000; 50.100000, 8.800000",
     "50.100000, 8.600000; 50.200000, 8.700000; 50.100000, 8.800000"),
    ({"kind": "address"}, {"street": "Weg", "house_number": "1 a", "postcode": "60311", "place": "Frankfurt"},
     {"street": "Weg", "house_number": "1 a", "postcode": "60311", "place": "Frankfurt"},
     "Weg 1 a\n60311 Frankfurt", "Weg 1 a\n60311 Frankfurt"),
    ({"kind": "person", "parts": ["birth_date"]},
     {"given_name": "Erika", "family_name": "Mustermann", "birth_date": "12.8.1964"},
     {"given_name": "Erika", "family_name": "Mustermann", "birth_date": "1964-08-12"},
     "Erika Mustermann\nGeburtsdatum: 12. August 1964", "Erika Mustermann\nDate of birth: 12 August 1964"),
    ({"kind": "file"}, "6A1F0C1E-8a53-4e83-9d4b-0a3d1f3c5b77", "6a1f0c1e-8a53-4e83-9d4b-0a3d1f3c5b77",
     "Datei", "File"),
    ({"kind": "value"}, '{"a": [1]}', {"a": [1]}, '{\n  "a": [\n    1\n  ]\n}', '{\n  "a": [\n    1\n  ]\n}'),
]  # fmt: skip


@pytest.mark.parametrize(("node", "raw", "value", "german", "english"), TYPED)
def test_what_is_typed_is_kept_valid_shown_again_and_read_aloud(
    node: dict[str, Any], raw: Any, value: Any, german: str, english: str
) -> None:
    kind = kind_of(node)
    compiled = compile_definition(one_page({**node, "required": True}), parameters={})

    assert kind.clean(raw, node) == value
    assert judge(compiled, {"f0": value}) == []
    assert kind.clean(kind.shown(value, node), node) == value
    assert kind.read(value, node, "de") == german
    assert kind.read(value, node, "en") == english
    assert all(isinstance(each, str) for each in kind.attributes(node).values())


MISTYPED: list[tuple[dict[str, Any], Any, str]] = [
    ({"kind": "email"}, "name@", "format_email"),
    ({"kind": "email"}, "name@localhost", "format_email"),
    ({"kind": "phone"}, "abc", "format_phone"),
    ({"kind": "number"}, "zwölf", "number"),
    ({"kind": "number"}, "1.23.4", "number"),
    ({"kind": "integer"}, "1,5", "integer"),
    ({"kind": "money"}, "1,2345", "format_money"),
    ({"kind": "boolean"}, "vielleicht", "boolean"),
    ({"kind": "choice", "options": _OPTIONS}, "x", "enum"),
    ({"kind": "choices", "options": _OPTIONS}, ["x"], "enum"),
    ({"kind": "date"}, "31.2.2026", "format_date"),
    ({"kind": "date"}, "3.5.26", "format_date"),
    ({"kind": "date"}, {"day": "3", "month": "", "year": "2026"}, "format_date"),
    ({"kind": "time"}, "25:00", "format_time"),
    ({"kind": "datetime"}, "morgen", "format_datetime"),
    ({"kind": "iban"}, "DE89 3704 0044 0532 0130 01", "format_iban"),
    ({"kind": "postcode"}, "00123", "format_postcode"),
    ({"kind": "tax_id"}, "12345678901", "format_tax_id"),
    ({"kind": "map_point"}, "hier", "format_map"),
    ({"kind": "map_area"}, "50.1, 8.6; 50.2, 8.7", "format_map"),
    ({"kind": "value"}, "{", "json"),
]  # fmt: skip


@pytest.mark.parametrize(("node", "raw", "code"), MISTYPED)
def test_what_cannot_be_read_is_refused_with_a_code(
    node: dict[str, Any], raw: Any, code: str
) -> None:
    with pytest.raises(Unreadable) as unreadable:
        kind_of(node).clean(raw, node)

    assert unreadable.value.code == code


def test_an_unreadable_part_is_named() -> None:
    with pytest.raises(Unreadable) as unreadable:
        KINDS["address"].clean({"postcode": "1"}, {"kind": "address"})

    assert (unreadable.value.part, unreadable.value.code) == ("postcode", "format_postcode")


@pytest.mark.parametrize("name", sorted(set(KINDS) - {"const"}))
def test_nothing_typed_is_no_answer(name: str) -> None:
    for nothing in ("", None) if name == "value" else ("", "  ", None, [], {}):
        assert KINDS[name].clean(nothing, {"kind": name}) is None


def test_every_kind_of_the_format_is_there() -> None:
    assert set(KINDS) == {
        "text", "longtext", "email", "phone", "number", "integer", "money", "boolean", "choice",
        "choices", "date", "time", "datetime", "iban", "postcode", "tax_id", "address", "person",
        "file", "signature", "map_point", "map_line", "map_area", "note", "consent", "calculated",
        "const", "value",
    }  # fmt: skip


def test_parts_are_chosen_by_the_node() -> None:
    node = {"kind": "address", "parts": ["house_number?", "country!"]}

    assert [(part.key, part.required) for part in KINDS["address"].parts(node)] == [
        ("street", True),
        ("house_number", False),
        ("postcode", True),
        ("place", True),
        ("country", True),
    ]
