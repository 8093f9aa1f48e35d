"""Numbers that are read out on the telephone."""

import datetime as dt
import re

import pytest

from rathaus.applications.numbers import new_number, spoken, understood
from rathaus.cities.models import City
from tests import cast

CITY = City(number_prefix="WI")


def test_a_number_is_the_city_and_three_groups_of_four_digits_beginning_with_the_year():
    number = new_number(CITY, at=cast.NOW)

    assert re.fullmatch(r"WI-26[0-9]{2}-[0-9]{4}-[0-9]{4}", number)
    assert spoken(number) == number.split("-")


def test_the_year_is_the_one_on_the_citys_clock():
    new_year = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)

    assert new_number(CITY, at=new_year).startswith("WI-27")


@pytest.mark.parametrize(
    "write",
    [str.lower, lambda n: n.replace("-", " "), lambda n: n.replace("-", ""), lambda n: f" {n} "],
)
def test_a_number_is_understood_however_it_is_grouped(write):
    number = new_number(CITY, at=cast.NOW)

    assert understood(write(number)) == number


def test_a_wrong_digit_or_two_that_are_swapped_are_noticed():
    number = new_number(CITY, at=cast.NOW)
    digits = number.replace("-", "")[2:]

    for place in range(len(digits)):
        wrong = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
        assert understood(f"WI{wrong}") is None
    for place in range(len(digits) - 1):
        pair = digits[place : place + 2]
        swapped = digits[:place] + pair[::-1] + digits[place + 2 :]
        assert understood(f"WI{swapped}") == (number if pair == pair[::-1] else None)


@pytest.mark.parametrize("text", ["", "F", "123456789012", "F-12", "<script>", "F" * 99])
def test_what_is_no_number_is_none(text):
    assert understood(text) is None
