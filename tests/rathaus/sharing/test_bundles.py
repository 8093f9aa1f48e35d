"""A new city takes a whole bundle over in seconds."""

import time

import pytest

from rathaus.cities.scope import for_city
from rathaus.demo.loading import library
from rathaus.processes.models import Process
from rathaus.sharing.bundles import take_over_all
from rathaus.sharing.taking_over import NotOffered
from tests import cast
from tests.sharing_stories import offered


def test_forty_processes_are_taken_over_in_less_than_five_seconds(frankfurt, wiesbaden):
    definition = library()["hund-anmelden"]
    offers = [
        offered(frankfurt, slug=f"hund-{number}", definition=definition, parameters={})
        for number in range(40)
    ]

    begun = time.perf_counter()
    processes = take_over_all(offers, city=wiesbaden, by=None, at=cast.NOW)
    took = time.perf_counter() - begun

    assert len(processes) == 40
    assert took < 5
    with for_city(wiesbaden):
        assert {each.roles["tax_office"] for each in Process.objects.all()} == {"tax_office"}


def test_all_or_none_are_taken(frankfurt, wiesbaden):
    offers = [
        offered(frankfurt, slug="offen"),
        offered(frankfurt, slug="zu", is_open=False),
    ]

    with pytest.raises(NotOffered):
        take_over_all(offers, city=wiesbaden, by=None, at=cast.NOW)

    with for_city(wiesbaden):
        assert not Process.objects.exists()
