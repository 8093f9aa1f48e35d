"""The same definition costs in each city what that city levies."""

from decimal import Decimal
from typing import Any

import pytest

from forms_engine.compiling import compile_definition
from forms_engine.pricing import fees_due, total_of
from tests.forms_engine.documents import DARMSTADT, DOG_TAX, FRANKFURT, WIESBADEN, dogs, one_page


def _lines(parameters: dict[str, Any], answers: dict[str, Any]) -> list[tuple[str, str, str]]:
    compiled = compile_definition(DOG_TAX, parameters=parameters)
    return [(line.label, str(line.count), str(line.total)) for line in fees_due(compiled, answers)]


def test_frankfurt_takes_the_same_for_every_dog_and_more_for_a_dangerous_one() -> None:
    assert _lines(FRANKFURT, dogs(False)) == [("1. Hund", "1", "102.00")]
    assert _lines(FRANKFURT, dogs(True, False)) == [
        ("Gefährlicher Hund", "1", "900.00"),
        ("2. Hund", "1", "102.00"),
    ]


def test_wiesbaden_knows_no_rate_for_dangerous_dogs() -> None:
    assert _lines(WIESBADEN, dogs(True)) == [("1. Hund", "1", "180.00")]


def test_darmstadt_takes_more_for_the_second_and_third_dog() -> None:
    assert [total for *_line, total in _lines(DARMSTADT, dogs(False, False, False, further=0))] == [
        "120.00", "156.00", "192.00",
    ]  # fmt: skip


def test_dogs_that_are_registered_already_raise_the_rate_of_the_next() -> None:
    assert _lines(DARMSTADT, dogs(False, further=1)) == [("2. Hund", "1", "156.00")]
    assert _lines(DARMSTADT, dogs(False, further=7)) == [("8. Hund", "1", "192.00")]


def test_a_condition_halves_the_fee() -> None:
    answers = dogs(False, further=0) | {"guard": True, "why": "shop"}

    assert _lines(DARMSTADT, answers) == [("1. Hund", "1", "60.00")]


@pytest.mark.parametrize("nothing", [None, ""])
def test_what_a_city_does_not_levy_is_no_line(nothing: Any) -> None:
    definition = one_page(
        {"kind": "text"}, fees=[{"label": "Gebühr", "amount": {"parameter": "fee"}}]
    )

    assert fees_due(compile_definition(definition, parameters={"fee": nothing}), {}) == []
    assert fees_due(compile_definition(definition, parameters={}), {}) == []


def test_a_fee_for_each_copy_counts_the_copies_beyond_the_first() -> None:
    definition = one_page(
        {"kind": "integer"},
        fees=[
            {"label": "Erste", "amount": "11.00"},
            {"label": "Weitere", "amount": "5.50", "per": "f0", "from": 2},
        ],
    )
    lines = fees_due(compile_definition(definition, parameters={}), {"f0": 4})

    assert [(line.label, line.count, line.total) for line in lines] == [
        ("Erste", 1, Decimal("11.00")),
        ("Weitere", 3, Decimal("16.50")),
    ]
    assert total_of(lines) == Decimal("27.50")


def test_a_fee_for_each_square_metre_takes_decimals() -> None:
    definition = one_page(
        {"kind": "number"}, fees=[{"label": "Fläche", "amount": "2.10", "per": "f0"}]
    )
    lines = fees_due(compile_definition(definition, parameters={}), {"f0": 12.5})

    assert [(line.count, line.total) for line in lines] == [(Decimal("12.5"), Decimal("26.25"))]


def test_a_huge_number_typed_by_mistake_is_counted_without_a_line_for_each() -> None:
    definition = one_page(
        {"kind": "integer"}, fees=[{"label": "Stück", "amount": "1.00", "per": "f0", "from": 2}]
    )
    lines = fees_due(compile_definition(definition, parameters={}), {"f0": 10**9})

    assert [line.count for line in lines] == [10**9 - 1]


def test_labels_come_in_the_language_that_is_asked_for() -> None:
    compiled = compile_definition(DOG_TAX, parameters=FRANKFURT)

    assert [line.label for line in fees_due(compiled, dogs(True), language="en")] == [
        "Dangerous dog"
    ]
