"""What many tests stand on: two cities, a scope, a clock."""

# isort: off
import tests.environment  # noqa: F401  first, because everything below reads the settings

# isort: on
import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.cache import cache

from rathaus.cities.models import City
from rathaus.cities.queries import forget_cities
from rathaus.cities.scope import for_city
from rathaus.processes import queries as process_queries
from tests import cast, factories

pytest_plugins = ["tests.no_way_out", "tests.servers", "tests.printing", "tests.town_hall"]


@pytest.fixture(autouse=True)
def _fresh_memories() -> Iterator[None]:
    """Forget what a process remembers about rows, since every test has its own rows."""
    yield
    forget_cities()
    process_queries._version.cache_clear()
    process_queries._compiled.cache_clear()
    # Nor how often somebody came lately.
    cache.clear()


@pytest.fixture
def now() -> dt.datetime:
    return cast.NOW


@pytest.fixture
def frankfurt(db: None) -> City:
    return factories.make_city(**cast.FRANKFURT)


@pytest.fixture
def wiesbaden(db: None) -> City:
    return factories.make_city(**cast.WIESBADEN)


@pytest.fixture
def in_frankfurt(frankfurt: City) -> Iterator[City]:
    """Stand in Frankfurt: queries of the test itself are for that city."""
    with for_city(frankfurt):
        yield frankfurt
