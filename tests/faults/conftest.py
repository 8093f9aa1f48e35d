"""Servers and town halls that fault tests break and nobody else has."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.servers import start_postgres, start_redis
from tests.town_hall import Builder, TownHall

Halls = Callable[[str, str], TownHall]


@pytest.fixture(scope="package")
def breakable() -> Iterator[Callable[[str], Any]]:
    """Return a function that gives a server of our own by its name, started when first asked."""
    start = {"postgres": start_postgres, "redis": start_redis}
    started: dict[str, Any] = {}

    def server(name: str) -> Any:
        if name not in started:
            started[name] = start[name]()
        return started[name]

    yield server
    for each in started.values():
        each.close()


@pytest.fixture(scope="package")
def halls(breakable: Callable[[str], Any]) -> Iterator[Halls]:
    """Return a function that gives the running town hall of a database and a queue."""
    builder = Builder(postgres=lambda: breakable("postgres"), redis=lambda: breakable("redis"))
    running: dict[tuple[str, str], TownHall] = {}

    def hall(database: str, queue: str) -> TownHall:
        wish = (database, queue)
        if wish not in running:
            running[wish] = builder(database=database, queue=queue)
        return running[wish]

    yield hall
    builder.close()


@pytest.fixture(
    params=[("sqlite", "embedded"), ("postgres", "embedded"), ("postgres", "celery")],
    ids=["sqlite-embedded", "postgres-embedded", "postgres-celery"],
)
def hall(request: pytest.FixtureRequest, halls: Halls) -> TownHall:
    """Return a town hall in each way of running one."""
    return halls(*request.param)
