"""Amounts are written as the reader's language writes them."""

from django.utils.translation import override

from rathaus.web.amounts import euros


def test_german_writes_a_comma():
    with override("de"):
        assert euros("1102.00") == "1.102,00\N{NO-BREAK SPACE}€"


def test_english_writes_a_point():
    with override("en"):
        assert euros("1102.5") == "1,102.50\N{NO-BREAK SPACE}€"


def test_what_is_no_amount_stays_as_it_is():
    assert euros("nach Aufwand") == "nach Aufwand"
