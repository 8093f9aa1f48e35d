"""Writes processes as a parcel: one signed file that another installation takes in."""

import datetime as dt
import functools
import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from forms_engine.answers.naming import named, placed
from forms_engine.definition import canonical
from forms_engine.outcome import outcome
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.examples import expectation
from rathaus.processes.models import Process, Version
from rathaus.processes.trying import NotTriable, compiled_to_try
from rathaus.sharing.chain import links, written
from rathaus.sharing.signing import one_line, own_key, own_name, signed
from rathaus.sharing.upstream import open_offers

FORMAT: Final = "rathaus-parcel/1"
# So many of the newest versions come with their definition, the older ones as digests.
DEFINITIONS: Final = 5
# Nobody takes in a larger file.
LARGEST: Final = 16 * 1024 * 1024
_MOST_REMEMBERED: Final = 32


class NotSendable(Exception):
    """A definition holds what cannot be written exactly; `title` says of which process."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class TooMuch(Exception):
    """So many processes make a file that nobody takes in."""


@dataclass(frozen=True)
class Shared:
    """
    A process whose published versions leave the house.

    :param words: what its city says of it to others.
    """

    process: Process
    words: str = ""


def offered(ids: Collection[UUID] | None = None) -> list[Shared]:
    """Return what the cities offer on the shelf, all of it or some, by title."""
    with for_city(ALL_CITIES):
        # Definitions are read where one is written; a shelf is long.
        offers = open_offers().select_related("process__city")
        offers = offers.defer("process__working", "process__published__definition")
        offers = offers.order_by("process__title", "process_id")
        if ids is not None:
            offers = offers.filter(process__in=ids)
        return [Shared(offer.process, offer.words) for offer in offers]


def published_here(ids: Collection[UUID] | None = None) -> list[Shared]:
    """Return processes of the chosen city that were published, whether it offers them or not."""
    rows = Process.objects.filter(published__isnull=False)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    rows = rows.select_related("offer", "published", "city").order_by("title", "pk")
    return [
        Shared(process, offer.words if (offer := getattr(process, "offer", None)) else "")
        for process in rows.defer("working", "published__definition")
    ]


def write(shared: Sequence[Shared], *, at: dt.datetime) -> bytes:
    """
    Return a signed parcel of processes: canonical JSON, byte by byte the same for the same things.

    :raises NotSendable: if a definition holds numbers that JSON cannot say exactly.
    :raises TooMuch: if the file would be larger than anybody takes in.
    """
    definitions: dict[str, Any] = {}
    processes = []
    for each in shared:
        with for_city(ALL_CITIES):
            newest = _definitions(each.process)
            processes.append(_told(each, newest))
        for digest, definition in newest:
            try:
                right = hashlib.sha256(canonical(definition)).hexdigest() == digest
            except (ValueError, RecursionError):
                right = False
            if not right:
                raise NotSendable(each.process.title)
            definitions[digest] = definition
    parcel = {
        "format": FORMAT,
        "from": {"name": own_name(), "key": own_key()},
        "made_at": written(at),
        "processes": processes,
        "definitions": definitions,
    }
    try:
        content = signed(parcel)
    except (ValueError, RecursionError) as problem:
        raise NotSendable(processes[0]["title"] if processes else "") from problem
    if len(content) > LARGEST:
        raise TooMuch
    return content


def state_of(shared: Shared) -> str:
    """Return a name of all that a parcel of this process would say now, without writing it."""
    with for_city(ALL_CITIES):
        examples = list(shared.process.examples.order_by("pk").values("name", "answers"))
        names = [own_key(), own_name(), str(shared.process.pk), shared.process.city.name]
        said = [*names, shared.words, _versions(shared.process), examples]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@functools.lru_cache(maxsize=_MOST_REMEMBERED)
def remembered(process_id: UUID, *, state: str) -> bytes:
    """
    Return the parcel of one offered process, written once for everybody who asks for it.

    It says that it was made when its newest version was published, so that it stays the same.

    :param state: what `state_of` says of it, by which it is remembered.
    :raises NotSendable: as `write`; also if it is not offered any more.
    """
    del state
    shared = offered([process_id])
    if not shared or shared[0].process.published is None:
        raise NotSendable(str(process_id))
    return write(shared, at=shared[0].process.published.published_at)


def _told(shared: Shared, newest: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    process, published = shared.process, shared.process.published
    assert published is not None
    definition = dict(newest).get(published.digest) or published.definition
    return {
        "id": str(process.pk),
        "city": one_line(process.city.name),
        "title": one_line(definition["title"]),
        "summary": definition.get("summary", ""),
        "category": definition.get("category", ""),
        "words": shared.words,
        "versions": _versions(process),
        "examples": list(_examples(process, published)),
    }


def _versions(process: Process) -> list[dict[str, Any]]:
    rows = process.versions.exclude(number=None).order_by("number")
    versions = [
        {**row, "published_at": written(row["published_at"])}
        for row in rows.values("number", "digest", "note", "published_at")
    ]
    chain = links(str(process.pk), versions)
    return [{**version, "link": link} for version, link in zip(versions, chain, strict=True)]


def _definitions(process: Process) -> list[tuple[str, Any]]:
    rows = process.versions.exclude(number=None).order_by("-number")
    return list(rows.values_list("digest", "definition")[:DEFINITIONS])


def _examples(process: Process, published: Version) -> Iterable[dict[str, Any]]:
    """
    Yield the test cases with what the published version makes of them.

    As they are kept they speak of the working copy, which is nobody else's business.
    """
    examples = list(process.examples.order_by("pk"))
    try:
        compiled = compiled_to_try(published.definition, published.parameters) if examples else None
    except NotTriable:
        return
    for example in examples:
        if compiled is not None:
            found = outcome(compiled, placed(compiled, example.answers))
            yield {
                "name": example.name,
                "answers": named(compiled, found.answers),
                "expected": expectation(compiled, found),
            }
