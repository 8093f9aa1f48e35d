"""Says how it stands with what a process was taken over from: offered, withdrawn, or gone."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Definition
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.editing import definition_in_hand
from rathaus.processes.models import Process
from rathaus.sharing.models import ForeignProcess, Offer, Origin
from rathaus.sharing.upstream import UpstreamVersion, open_offers

# Whoever names a successor that names a successor: nobody follows further.
_MOST_STEPS: Final = 10


class State(StrEnum):
    """What has become of upstream."""

    OFFERED = "offered"
    # Its city does not offer it, or no longer.
    CLOSED = "closed"
    # The operating unit took it from the shelf.
    WITHDRAWN = "withdrawn"
    # It was deleted, or is no longer in the other installation's catalogue.
    GONE = "gone"
    # This city unfastened the process.
    ALONE = "alone"


class NotPossible(Exception):
    """Changing over is not possible; the message is for who wanted it."""


@dataclass(frozen=True)
class Successor:
    """
    What the operating unit recommends instead.

    :param is_akin: most of our questions and pages are in it, so that it can be merged with ours.
    """

    offer_id: int
    process_id: UUID
    city_name: str
    title: str
    is_akin: bool


@dataclass(frozen=True)
class Standing:
    """
    How it stands with upstream.

    :param city_name: whose process it is, as that city is called now.
    :param newest: the version that is offered; None unless `state` is OFFERED.
    :param reason: why the operating unit withdrew it.
    """

    state: State
    origin: Origin
    city_name: str
    newest: UpstreamVersion | None = None
    reason: str = ""
    successor: Successor | None = None


def standing_of(process: Process) -> Standing | None:
    """
    Return how it stands with upstream; None if the process was not taken over.

    Of another city only what is published and offered is read, and whether it still offers.
    """
    origin = Origin.objects.filter(process=process).select_related("foreign").first()
    if origin is None:
        return None
    if origin.foreign is not None:
        return _standing_of_foreign(origin, origin.foreign)
    if process.upstream_id is None:
        state = State.GONE if origin.documents.exists() else State.ALONE
        return Standing(state, origin, origin.city_name)
    with for_city(ALL_CITIES):
        rows = Offer.objects.select_related("city", "process__published")
        offer = rows.defer("process__working").filter(process=process.upstream_id).first()
        if offer is None:
            return Standing(State.CLOSED, origin, origin.city_name)
        return _standing_of_offer(process, origin, offer)


def _standing_of_foreign(origin: Origin, foreign: ForeignProcess) -> Standing:
    rows = foreign.versions.exclude(document=None).select_related("document")
    row = None if foreign.is_gone else rows.order_by("-number").first()
    if row is None or row.document is None:
        return Standing(State.GONE, origin, foreign.city_name)
    newest = UpstreamVersion(row.number, row.digest, row.document.body, row.note, row.published_at)
    return Standing(State.OFFERED, origin, foreign.city_name, newest)


def _standing_of_offer(process: Process, origin: Origin, offer: Offer) -> Standing:
    name, version = offer.city.name, offer.process.published
    if offer.withdrawn_at is not None:
        successor = _successor_of(process, offer)
        return Standing(
            State.WITHDRAWN, origin, name, reason=offer.withdrawn_reason, successor=successor
        )
    if not offer.is_open or version is None:
        return Standing(State.CLOSED, origin, name)
    newest = UpstreamVersion(
        version.number or 0, version.digest, version.definition, version.note, version.published_at
    )
    return Standing(State.OFFERED, origin, name, newest)


def _successor_of(process: Process, offer: Offer) -> Successor | None:
    """Return the successor that can be taken over, of successors that were withdrawn too."""
    next_id = offer.successor_id
    for _step in range(_MOST_STEPS):
        if next_id is None:
            return None
        found = open_offers().defer("process__working").filter(pk=next_id).first()
        if found is not None and found.process.published is not None:
            return Successor(
                offer_id=found.pk,
                process_id=found.process_id,
                city_name=found.city.name,
                title=found.process.title,
                # One cannot be one's own upstream.
                is_akin=found.process_id != process.pk
                and _are_akin(definition_in_hand(process), found.process.published.definition),
            )
        next_id = Offer.objects.filter(pk=next_id).values_list("successor_id", flat=True).first()
    return None


def _are_akin(ours: Definition, theirs: Definition) -> bool:
    own = set(ours["nodes"])
    return 2 * len(own & set(theirs["nodes"])) > len(own)


@transaction.atomic
def change_over(process: Process) -> Standing:
    """
    Stay in step with the successor of what was withdrawn from now on; its version is an update.

    :raises NotPossible: if there is none, it is another process altogether, or is not offered.
    """
    process = Process.objects.select_for_update(of=("self",)).get(pk=process.pk)
    standing = standing_of(process)
    successor = standing.successor if standing else None
    if standing is None or successor is None or not successor.is_akin:
        raise NotPossible(_("Zu einem Nachfolger können Sie hier nicht wechseln."))
    Process.objects.filter(pk=process.pk).update(upstream_id=successor.process_id)
    Origin.objects.filter(pk=standing.origin.pk).update(
        city_name=successor.city_name, title=successor.title, skipped_digest=""
    )
    return standing


@transaction.atomic
def go_alone(process: Process) -> None:
    """Stay in step with nobody from now on; where it came from stays known by name."""
    origin = Origin.objects.select_for_update().get(process=process)
    origin.documents.clear()
    origin.foreign, origin.is_automatic, origin.skipped_digest = None, False, ""
    origin.save(update_fields=["foreign", "is_automatic", "skipped_digest"])
    Process.objects.filter(pk=process.pk).update(upstream=None, base_digest="")
