"""A city's short name stands first in its addresses, where other words stand already."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from rathaus.cities.models import RESERVED_SLUGS, City


def first_segments():
    found = set()
    for pattern in get_resolver().url_patterns:
        inner = getattr(pattern, "url_patterns", None) if str(pattern.pattern) == "" else None
        for each in inner or [pattern]:
            first, slash, _rest = str(each.pattern).partition("/")
            if slash and "<" not in first:
                found.add(first)
    return found


def test_every_address_without_a_city_is_reserved():
    assert first_segments() - RESERVED_SLUGS == set()


def test_a_city_cannot_take_the_name_of_another_address():
    with pytest.raises(ValidationError, match="Adresse des Rathauses"):
        City(slug="leistungen").clean_fields(exclude=["colours"])
