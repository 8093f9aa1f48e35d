"""A step, sending, and a page with queries, each through the real views."""

import datetime as dt
import re
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rathaus.applications.submitting import submit
from rathaus.cities.scope import current_city
from rathaus.demo.benchmarks.goals import Goal, interleaved
from rathaus.demo.benchmarks.town import Town

_EARLY, _LATE = "s1", "s19"
_FOUND, _OK = 302, 200
# Which state of the page the browser shows.
_SEEN = re.compile('name="_seen" value="([^"]*)"')


def step(town: Town, *, rounds: int) -> Goal:
    """Send the second and the last of twenty pages with ten questions each."""
    early, late = (_weiter(town, page_id) for page_id in (_EARLY, _LATE))
    with CaptureQueriesContext(connection) as asked:
        late()
    words = [query["sql"].split(" ", 1)[0] for query in asked.captured_queries]
    statements = sum(word in {"SELECT", "INSERT", "UPDATE", "DELETE"} for word in words)
    took = interleaved({"floor": early, "ours": late}, rounds=rounds, times=3)
    return Goal(
        "step 20, 10 fields",
        "ms",
        took["ours"] * 1e3,
        took["floor"] * 1e3,
        "step 2 of the same form",
        limit=1.2,
        also={"statements": statements},
    )


def _weiter(town: Town, page_id: str) -> Callable[[], object]:
    client = Client()
    begun = client.post(f"/{town.city.slug}/leistungen/{town.many_pages.process.slug}/antrag/")
    address = begun["Location"].replace("/s0/", f"/{page_id}/")
    nodes = town.many_pages.definition["nodes"]
    asked = nodes[page_id]["order"]
    typed = {name: "Muster" if nodes[name]["kind"] == "text" else "" for name in asked}
    seen = _SEEN.search(client.get(address).content.decode())
    hidden = {"fill_in-current_step": page_id, "_seen": seen[1] if seen else ""}
    sent = {**typed, **hidden, "_do": "next"}

    def press() -> None:
        answer = client.post(address, sent)
        if answer.status_code != _FOUND:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    return press


def sending(town: Town, *, rounds: int) -> Goal:
    """Send a hundred answers, beside the very same statements from a bare cursor."""
    at = timezone.now()
    recorded = [_statements_of(town.draft().pk, at=at) for _number in range(rounds + 2)]
    bare = iter(recorded)
    drafts = iter([town.draft().pk for _number in range(rounds + 2)])
    took = interleaved(
        {"floor": lambda: _replay(next(bare)), "ours": lambda: submit(next(drafts), at=at)},
        rounds=rounds,
        clock=time.perf_counter,
    )
    return Goal(
        "send 100 answers",
        "ms",
        took["ours"] * 1e3,
        took["floor"] * 1e3,
        "the same statements by a bare cursor",
        limit=3.0 if connection.vendor == "sqlite" else 2.0,
        also={"statements": len(recorded[0])},
    )


def _statements_of(draft_id: UUID, *, at: dt.datetime) -> list[tuple[str, Any]]:
    """Return what sending a draft asks of the database; the draft stays as it is."""
    found: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), transaction.atomic():
        submit(draft_id, at=at)
        transaction.set_rollback(True)
    verbs = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return [each for each in found if each[0].startswith(verbs)]


def _replay(statements: list[tuple[str, Any]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if sql.startswith("SELECT"):
                cursor.fetchall()


def page(town: Town, *, rounds: int) -> Goal:
    """Show a service's page, beside the same view under Django's own middleware alone."""
    path = f"/leistungen/{town.version.process.slug}/"
    ours = Client()
    with override_settings(MIDDLEWARE=_DJANGOS):
        bare = Client()
        _get(bare, path)
    took = interleaved(
        {
            "floor": lambda: _get(bare, path),
            "ours": lambda: _get(ours, f"/{town.city.slug}{path}"),
        },
        rounds=rounds,
        times=5,
    )
    return Goal(
        "page of a service",
        "ms",
        took["ours"] * 1e3,
        took["floor"] * 1e3,
        "the same view under Django's middleware alone",
        # At least 0.8 of its throughput.
        limit=1.25,
    )


def _get(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != _OK:
        raise RuntimeError(f"{path} answered {answer.status_code}")


def city_chosen(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Take the city from around the request: the floor asks nobody which one it is."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.city = current_city()  # type: ignore[attr-defined]
        return get_response(request)

    return answer


_DJANGOS = [
    f"{__name__}.city_chosen",
    *(name for name in settings.MIDDLEWARE if name.startswith("django.")),
]
