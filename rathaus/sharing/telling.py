"""Tells every city that runs a process that a newer version of it was published, once each."""

import datetime as dt
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, current_city, for_city
from rathaus.outbox.recording import record
from rathaus.processes.models import Edit, Process
from rathaus.sharing.in_step import update_for
from rathaus.sharing.models import ForeignVersion, Offer, Origin

logger = logging.getLogger(__name__)

# A worker that is at it for longer is ended; what is left over is told next time.
_MOST_SECONDS: Final = 20
_BATCH: Final = 500


@dataclass(frozen=True)
class Lagging:
    """A process that is behind what it was taken over from, by ids only."""

    process_id: UUID
    city: City
    digest: str


@dataclass(frozen=True)
class Waiting:
    """A newer version that a process of the chosen city could take."""

    city_name: str
    number: int


@dataclass(frozen=True)
class News:
    """
    What a city's designers are told.

    :param is_taken: it is in the working copy already, by itself.
    """

    process: Process
    city_name: str
    number: int
    notes: list[str]
    is_taken: bool


def lagging() -> QuerySet[Process]:
    """Return the processes of all cities that are behind another city's offer; one query."""
    with for_city(ALL_CITIES):
        # By a list of what is offered, so that the index of clones by upstream is used.
        offers = Offer.objects.filter(is_open=True, withdrawn_at=None).values("process")
        rows = Process.objects.filter(upstream__in=offers, upstream__published__isnull=False)
        newest = F("upstream__published__digest")
        # Not "unequal": what comes before or behind is found by the index too.
        return rows.filter(Q(base_digest__lt=newest) | Q(base_digest__gt=newest))


def lagging_behind_others() -> QuerySet[Origin]:
    """Return the origins in other installations of what is behind them; one query."""
    newest = ForeignVersion.objects.filter(process=OuterRef("foreign")).exclude(document=None)
    with for_city(ALL_CITIES):
        rows = Origin.objects.filter(foreign__is_gone=False).annotate(
            newest_digest=Subquery(newest.order_by("-number").values("digest")[:1]),
            newest_number=Subquery(newest.order_by("-number").values("number")[:1]),
        )
        return rows.exclude(newest_digest=None).exclude(process__base_digest=F("newest_digest"))


def tell_lagging(*, at: dt.datetime) -> int:
    """
    Record for each process that lags, once per version of upstream's, that there is news.

    :returns: of how many it was recorded.
    """
    until = time.monotonic() + _MOST_SECONDS
    told = 0
    for each in _untold():
        if time.monotonic() > until:
            break
        try:
            told += _tell(each, at=at)
        except Exception:
            # The others are told all the same; this one is tried again.
            logger.exception("Nobody could be told of news for process %s", each.process_id)
    return told


def _untold() -> Iterator[Lagging]:
    digest = F("upstream__published__digest")
    with for_city(ALL_CITIES):
        here = lagging().exclude(origin__told_digest=digest).exclude(origin__skipped_digest=digest)
        here = here.filter(origin__isnull=False).select_related("city").only("pk", "city")
        rows = list(here.annotate(newest_digest=digest)[:_BATCH])
        newest = F("newest_digest")
        elsewhere = lagging_behind_others().exclude(told_digest=newest)
        elsewhere = elsewhere.exclude(skipped_digest=newest).select_related("city")
        others = list(elsewhere[:_BATCH])
    for row in rows:
        yield Lagging(row.pk, row.city, row.newest_digest)
    for origin in others:
        digest = origin.newest_digest  # type: ignore[attr-defined]
        yield Lagging(origin.process_id, origin.city, digest)


@transaction.atomic
def _tell(lagging: Lagging, *, at: dt.datetime) -> bool:
    """Remember that it was told together with telling it; whoever comes second does nothing."""
    with for_city(lagging.city):
        rows = Origin.objects.filter(process=lagging.process_id)
        if not rows.exclude(told_digest=lagging.digest).update(told_digest=lagging.digest):
            return False
        record("update.found", subject_id=lagging.process_id, at=at)
        return True


def waiting_updates(process: Process | None = None) -> dict[UUID, Waiting]:
    """
    Return which processes of the chosen city could take a newer version; no definition is read.

    What the city skipped is not named.

    :param process: look at this one only.
    """
    own = current_city()
    digest = F("upstream__published__digest")
    with for_city(ALL_CITIES):
        here = lagging().filter(city=own, origin__isnull=False)
        here = here.exclude(origin__skipped_digest=digest)
        elsewhere = lagging_behind_others().filter(city=own)
        elsewhere = elsewhere.exclude(skipped_digest=F("newest_digest"))
        if process is not None:
            here, elsewhere = here.filter(pk=process.pk), elsewhere.filter(process=process)
        fields = ("pk", "upstream__city__name", "upstream__published__number")
        rows = list(here.values_list(*fields))
        fields = ("process_id", "foreign__city_name", "newest_number")
        rows += list(elsewhere.values_list(*fields))
    return {process_id: Waiting(name, number) for process_id, name, number in rows}


def news_of(process_id: UUID) -> News | None:
    """Return what designers of the chosen city are told of a process; None if it is no news now."""
    rows = Process.objects.select_related("published", "city")
    process = rows.filter(pk=process_id).first()
    if process is None:
        return None
    if update := update_for(process):
        if update.is_skipped:
            return None
        notes = [each.note for each in update.versions if each.note]
        return News(process, update.city_name, update.newest.number, notes, is_taken=False)
    edits = process.edits.filter(command="take_update", state=Edit.State.DONE, by=None)
    taken = edits.filter(base_after=process.base_digest).order_by("-number").first()
    if taken is None:
        return None
    params = taken.said["params"]
    return News(process, str(params["city"]), int(params["number"]), [], is_taken=True)
