"""Looks after the shared shelf: what is recommended, and what should not be used any more."""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.people.models import User
from rathaus.processes.models import Process
from rathaus.sharing.models import Offer
from rathaus.sharing.upstream import open_offers

_LONGEST_REASON: Final = 1000
logger = logging.getLogger(__name__)


class NotCurated(Exception):
    """This cannot be done with what stands on the shelf; `field` names the answer it is about."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Curated:
    """An offer with how many processes were taken over from it, and how many lag behind."""

    offer: Offer
    clones: int
    lagging: int


def curated() -> list[Curated]:
    """Return what cities offer each other, withdrawn or not, by title: one question in all."""
    with for_city(ALL_CITIES):
        clones = Process.objects.filter(upstream=OuterRef("process")).order_by().values("upstream")
        behind = clones.exclude(base_digest=OuterRef("process__published__digest"))
        rows = _offers().annotate(clones=_count(clones), behind=_count(behind))
        rows = rows.order_by("process__title", "city__name", "pk")
        return [Curated(row, row.clones, row.behind) for row in rows]


def _count(rows: QuerySet[Process, Any]) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


def offer_to_curate(offer_id: int) -> Offer:
    """
    Return what a city offers, also if it was withdrawn.

    :raises Offer.DoesNotExist: if there is none, or its city keeps it to itself.
    """
    with for_city(ALL_CITIES):
        return _offers().get(pk=offer_id)


def _offers() -> QuerySet[Offer]:
    """Return offers without any definition: neither what is published nor what is in work."""
    offers = Offer.objects.filter(is_open=True, process__published__isnull=False)
    return offers.select_related(
        "city", "process__published", "successor__process", "successor__city"
    ).defer(
        *("process__working", "process__published__definition", "process__published__parameters"),
        *("successor__process__working",),
    )


def successors_for(offer: Offer) -> list[Offer]:
    """Return what could stand in for an offer: everything else that can be taken over."""
    with for_city(ALL_CITIES):
        offers = open_offers().defer("process__working", "process__published__definition")
        return list(offers.exclude(pk=offer.pk).order_by("process__title", "city__name", "pk"))


@transaction.atomic
def recommend(offer: Offer, *, is_recommended: bool, by: User) -> None:
    """
    Put an offer first on the shelf, or among the others again.

    :raises NotCurated: if it cannot be taken over at all.
    """
    with for_city(ALL_CITIES):
        locked = Offer.objects.select_for_update().get(pk=offer.pk)
        if is_recommended and (not locked.is_open or locked.withdrawn_at):
            text = _("Empfehlen können Sie nur, was andere auch übernehmen können.")
            raise NotCurated("is_recommended", text)
        locked.is_recommended = is_recommended
        locked.save(update_fields=["is_recommended"])
    logger.info("offer %s recommended: %s, by %s", offer.pk, is_recommended, by.pk)


@transaction.atomic
def withdraw(
    offer: Offer, *, reason: str, successor: Offer | None, by: User, at: dt.datetime
) -> None:
    """
    Let nobody new take an offer over, and tell those who run it why, and what to use instead.

    :raises NotCurated: without a reason, or with a successor that cannot be taken over.
    """
    reason = reason.strip()
    if not reason:
        raise NotCurated("reason", _("Schreiben Sie, warum. Die Städte lesen es."))
    if len(reason) > _LONGEST_REASON or "\x00" in reason:
        raise NotCurated("reason", _("Schreiben Sie höchstens 1000 Zeichen."))
    with for_city(ALL_CITIES):
        if successor and not open_offers().exclude(pk=offer.pk).filter(pk=successor.pk).exists():
            text = _("Der Nachfolger steht selbst nicht zum Übernehmen im Regal.")
            raise NotCurated("successor", text)
        locked = Offer.objects.select_for_update().get(pk=offer.pk)
        locked.is_recommended, locked.withdrawn_at = False, at
        locked.withdrawn_reason, locked.successor = reason, successor
        locked.save(
            update_fields=["is_recommended", "withdrawn_at", "withdrawn_reason", "successor"]
        )
    logger.info("offer %s withdrawn by %s", offer.pk, by.pk)


@transaction.atomic
def put_back(offer: Offer, *, by: User) -> None:
    """Offer again what was withdrawn."""
    with for_city(ALL_CITIES):
        Offer.objects.filter(pk=offer.pk).update(
            withdrawn_at=None, withdrawn_reason="", successor=None
        )
    logger.info("offer %s put back by %s", offer.pk, by.pk)
