"""What sharing costs: comparing and merging, taking over, and one release for a thousand cities."""

import copy
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_engine.definition import Definition
from forms_engine.measuring import form_of
from forms_engine.merging import differences, merge
from rathaus.cities.models import City, Department
from rathaus.cities.queries import forget_cities
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.demo.benchmarks.goals import Goal, interleaved
from rathaus.demo.benchmarks.town import town
from rathaus.people.models import Membership, User
from rathaus.processes import drafting
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing.bundles import take_over_all
from rathaus.sharing.in_step import merged_update, update_for
from rathaus.sharing.lagging import lagging
from rathaus.sharing.models import Offer, Origin
from rathaus.sharing.taking_over import take_over
from rathaus.sharing.upstream import keep

_QUESTIONS: Final = 500
_BUNDLE: Final = 40
_CITIES: Final = 1000
_MERGE_MS: Final = 50.0
_TAKE_MS: Final = 50.0
_BUNDLE_MS: Final = 5000.0
_LAGGING_MS: Final = 100.0


def measure_sharing(*, quick: bool = False) -> Iterator[Goal]:
    """
    Measure merging two forms of 500 questions, taking over, and a release with 1,000 clones.

    :param quick: a few rounds and fewer clones; for trying it out.
    """
    rounds = 3 if quick else 20
    yield from _merging(rounds=rounds)
    with town() as place:
        offers = [_offer(place.city, number) for number in range(_BUNDLE)]
        by = User.objects.filter(pk__in=Membership.objects.values("user")).first()
        assert by is not None
        yield _one_taken_over(place.city, offers[0], by, rounds=rounds)
        yield _bundle(place.city, offers, by)
        yield from _release(place.city, offers[-1], count=20 if quick else _CITIES, rounds=rounds)


def _merging(*, rounds: int) -> Iterator[Goal]:
    base, mine, theirs = changed_forms(_QUESTIONS)
    took = interleaved(
        {
            "floor": lambda: copy.deepcopy(base),
            "diff": lambda: differences(base, theirs),
            "merge": lambda: merge(base, mine, theirs),
            "both": lambda: differences(mine, merge(base, mine, theirs).definition),
        },
        rounds=rounds,
    )
    conflicts = merge(base, mine, theirs).conflicts
    said = interleaved(
        {"say": lambda: [each.mine for each in merge(base, mine, theirs).conflicts]}, rounds=3
    )
    yield Goal(
        f"diff and merge, {_QUESTIONS} questions", "ms", took["both"] * 1000,
        took["floor"] * 1000, "copying such a form", limit=_MERGE_MS, is_ratio=False,
        also={
            "diff": took["diff"] * 1000,
            "merge": took["merge"] * 1000,
            "conflicts": float(len(conflicts)),
            "conflicts in sentences": said["say"] * 1000,
        },
    )  # fmt: skip


def changed_forms(count: int) -> tuple[Definition, Definition, Definition]:
    """Return a form, and what two cities made of it: most differs elsewhere, some contradicts."""
    base, _answers = form_of(count)
    mine, theirs = copy.deepcopy(base), copy.deepcopy(base)
    for number, page in enumerate(base["order"]):
        first, second, third, *_rest = base["nodes"][page]["order"]
        mine["nodes"][first]["label"] = f"Bei uns anders {number}"
        theirs["nodes"][second]["help"] = "Klarer gesagt"
        theirs["nodes"][page]["order"].reverse()
        mine["nodes"][third]["help"] = "So"
        theirs["nodes"][third]["help"] = "Anders" if number % 5 == 0 else "So"
    fresh = {"kind": "page", "title": "Neu", "order": ["fresh"]}
    theirs["nodes"] |= {
        "fresh_page": fresh,
        "fresh": {"kind": "text", "key": "new", "label": "Neu"},
    }
    theirs["order"] = [*theirs["order"], "fresh_page"]
    return base, mine, theirs


def _offer(city: City, number: int) -> Offer:
    definition, _answers = form_of(40)
    definition = {
        **definition,
        "title": f"Leistung {number}",
        "roles": {"office": {"label": "Bürgeramt"}},
        "routing": [{"to": ["office"]}],
    }
    process = drafting.begin(definition, city=city)
    publish(process, definition=definition, parameters={}, by=None, at=timezone.now())
    process.refresh_from_db()
    return Offer.objects.create(city=city, process=process, offered_at=timezone.now())


def _one_taken_over(city: City, offer: Offer, by: User, *, rounds: int) -> Goal:
    other = _city(0, like=city)
    took, queries = [], 0

    def act() -> None:
        take_over(offer, city=other, parameters={}, roles={}, by=by, at=timezone.now())

    for _round in range(rounds + 1):
        with CaptureQueriesContext(connection) as captured:
            took.append(_milliseconds(act))
        queries = len(captured)
    return Goal(
        "take over one process", "ms", statistics.median(took[1:]), _bare_insert(), "one insert",
        limit=_TAKE_MS, is_ratio=False, also={"queries (goal 15)": float(queries)},
    )  # fmt: skip


def _bundle(city: City, offers: list[Offer], by: User) -> Goal:
    fresh = _city(1, like=city)
    spent = _milliseconds(lambda: take_over_all(offers, city=fresh, by=by, at=timezone.now()))
    return Goal(
        f"a new city takes over {_BUNDLE}", "ms", spent, _bare_insert(), "one insert",
        limit=_BUNDLE_MS, is_ratio=False,
    )  # fmt: skip


def _release(city: City, offer: Offer, *, count: int, rounds: int) -> Iterator[Goal]:
    """One release of upstream's: first with one clone, then with a thousand."""
    _clones(offer, _city(2, like=city))
    _publish_anew(offer.process, "Neu gefragt")
    alone, alone_queries = _offering(offer.process, rounds=rounds)
    cities = [_built_city(number, like=city) for number in range(1000, 1000 + count)]
    _clones(offer, *City.objects.bulk_create(cities))
    process = Process.objects.select_related("published").get(pk=offer.process_id)
    with CaptureQueriesContext(connection) as captured:
        found = lagging(process)
    took = [_milliseconds(lambda: lagging(process)) for _round in range(rounds)]
    yield Goal(
        f"who lags, {count} clones", "ms", statistics.median(took), _bare_insert(), "one insert",
        limit=_LAGGING_MS, is_ratio=False,
        also={"queries (goal 1)": float(len(captured)), "lagging": float(len(found))},
    )  # fmt: skip
    many, queries = _offering(offer.process, rounds=rounds)
    yield Goal(
        f"offer an update, {count} clones", "ms", many, alone, "with one clone", limit=1.5,
        also={"queries": float(queries), "with one": float(alone_queries)},
    )  # fmt: skip


def _offering(upstream: Process, *, rounds: int) -> tuple[float, int]:
    """Return how long one city takes to know what is new and to merge it, and its queries."""
    with for_city(ALL_CITIES):
        clone = Process.objects.select_related("city").filter(upstream=upstream).earliest("slug")

    def act() -> None:
        process = Process.objects.select_related("published").get(pk=clone.pk)
        update = update_for(process)
        assert update is not None
        merged_update(process, update=update)

    with for_city(clone.city):
        with CaptureQueriesContext(connection) as captured:
            act()
        return statistics.median(_milliseconds(act) for _round in range(rounds)), len(captured)


def _clones(offer: Offer, *cities: City) -> None:
    """Let cities run an offered process as it is published now."""
    published = offer.process.published
    assert published is not None
    document = keep(published.definition)
    with for_city(ALL_CITIES):
        rows = Process.objects.bulk_create(
            Process(
                city=city,
                slug=f"leistung-{city.slug}",
                title="Leistung",
                category="",
                working=published.definition,
                upstream=offer.process,
                base_digest=published.digest,
            )
            for city in cities
        )
        told = {"city_name": "Frankfurt", "title": "Leistung", "taken_at": timezone.now()}
        origins = Origin.objects.bulk_create(
            Origin(city_id=row.city_id, process=row, **told) for row in rows
        )
        through = Origin.documents.through
        through.objects.bulk_create(
            through(origin_id=each.pk, document_id=document.pk) for each in origins
        )


def _publish_anew(process: Process, label: str) -> None:
    assert process.published is not None
    definition = copy.deepcopy(process.published.definition)
    definition["nodes"]["f1"]["label"] = label
    with for_city(process.city):
        publish(process, definition=definition, parameters={}, by=None, at=timezone.now())


def _city(number: int, *, like: City) -> City:
    city = _built_city(number, like=like)
    city.save()
    with for_city(city):
        Department.objects.create(city=city, key="office", name="Bürgeramt", is_fallback=True)
    forget_cities()
    return city


def _built_city(number: int, *, like: City) -> City:
    fields = ("authority", "colours", "street", "postcode", "place", "phone", "email",
              "legal_remedy")  # fmt: skip
    named = {name: getattr(like, name) for name in fields}
    return City(
        slug=f"stadt-{number}",
        name=f"Stadt {number}",
        key=f"{number:012d}",
        number_prefix=f"{number:04d}",
        **named,
    )


def _bare_insert() -> float:
    """Return how long one row takes, which nothing here can beat."""
    rows = (_milliseconds(lambda: keep({"stamp": time.monotonic_ns()})) for _round in range(5))
    return statistics.median(rows)


def _milliseconds(act: Callable[[], Any]) -> float:
    before = time.perf_counter()
    act()
    return (time.perf_counter() - before) * 1000
