"""Offers a city's change to the city it took the process over from, and lets both talk of it."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from forms_engine.definition import digest
from forms_engine.merging import Merged, NotMergeable, merge
from rathaus.cities.scope import ALL_CITIES, current_city, for_city
from rathaus.outbox.recording import record
from rathaus.people.models import User
from rathaus.people.permissions import check_may_design
from rathaus.processes.editing import definition_in_hand
from rathaus.processes.models import Process
from rathaus.sharing.contributions import contribution_of_ours, is_offered_to_us
from rathaus.sharing.models import Contribution, Document, Offer, Origin, Remark
from rathaus.sharing.upstream import keep, open_offers

State = Contribution.State


class CannotGiveBack(Exception):
    """It is not possible, or not now; the message says why to the person who wanted it."""


class NoWayBack(CannotGiveBack):
    """Nobody takes changes of this process."""


class NothingToOffer(CannotGiveBack):
    """Nothing is different, nothing was chosen, or the same lies there already."""


class NotAWhole(CannotGiveBack):
    """What was chosen needs something that was left out."""


class ChangedMeanwhile(CannotGiveBack):
    """It is no longer what the person looked at."""


class AlreadyDecided(CannotGiveBack):
    """Somebody was quicker."""


def way_back(process: Process) -> Offer:
    """
    Return the offer that a process was taken over from, to say whom a change is offered to.

    It is read across cities: only what is offered now.

    :raises NoWayBack: if there is none any more, or it is in another installation.
    """
    origin = Origin.objects.filter(process=process).first()
    if origin is None:
        raise NoWayBack(_("Dieser Prozess wurde nicht übernommen. Er hat keine Herkunft."))
    words = {"city": origin.city_name}
    if origin.foreign_id is not None:
        text = _(
            "„%(city)s“ arbeitet in einem anderen Rathaus. Schicken Sie Ihre veröffentlichte "
            "Fassung als unterschriebene Datei dorthin."
        )
        raise NoWayBack(text % words)
    if process.upstream_id is None:
        raise NoWayBack(_("Die Herkunft gibt es nicht mehr, oder Sie haben sich von ihr gelöst."))
    with for_city(ALL_CITIES):
        offers = open_offers().defer("process__working", "process__published__definition")
        offer = offers.filter(process=process.upstream_id).first()
    if offer is None:
        text = _("%(city)s bietet den Prozess nicht mehr an und nimmt keine Vorschläge an.")
        raise NoWayBack(text % words)
    return offer


def own_changes(process: Process, *, change_ids: Collection[str] | None = None) -> Merged:
    """
    Return what the working copy changed since upstream's document, and what the chosen part is.

    :param change_ids: what is chosen; everything, if nobody chose yet.
    :raises NoWayBack: if upstream's document is not known.
    :raises NotAWhole: if the working copy is in no good form.
    """
    base = Document.objects.filter(digest=process.base_digest).first()
    if base is None:
        raise NoWayBack(_("Es ist nicht mehr bekannt, womit zu vergleichen wäre."))
    mine = definition_in_hand(process)
    try:
        everything = merge(base.body, base.body, mine)
        if change_ids is None:
            return everything
        left_out = {each.id for each in everything.changes} - set(change_ids)
        return merge(base.body, base.body, mine, left_out=left_out)
    except NotMergeable as broken:
        text = _("Der Aufbau enthält Fehler. Beheben Sie zuerst, was in der Prüfliste steht.")
        raise NotAWhole(text) from broken


@transaction.atomic
def contribute(
    process: Process,
    *,
    change_ids: Collection[str],
    title: str,
    note: str,
    by: User,
    at: dt.datetime,
    seen: str = "",
) -> Contribution:
    """
    Offer chosen changes of the working copy upstream; nothing else of it is shown there, ever.

    :param change_ids: see `own_changes`.
    :param seen: the digest of the document that the person looked at.
    :raises NoWayBack: if upstream is closed, withdrawn, gone or in another installation.
    :raises NothingToOffer: if nothing is different, or the same is offered already.
    :raises NotAWhole: if the chosen changes do not make a process without the others.
    :raises ChangedMeanwhile: if it would be another document by now.
    :raises NotAllowed: if the person does not design processes here.
    """
    check_may_design(by)
    rows = Process.objects.select_for_update(of=("self",)).select_related("published")
    process = rows.get(pk=process.pk)
    offer = way_back(process)
    chosen = own_changes(process, change_ids=change_ids)
    check_is_something(chosen)
    if seen and digest(chosen.definition) != seen:
        raise ChangedMeanwhile(_("Inzwischen wurde weitergearbeitet. Sehen Sie es sich neu an."))
    document = keep(chosen.definition)
    same = Contribution.objects.filter(process=process, state=State.OPEN, document=document)
    if same.filter(base_id=process.base_digest).exists():
        raise NothingToOffer(_("Genau das liegt dort schon und ist noch nicht entschieden."))
    contribution = Contribution.objects.create(
        city=current_city(),
        process=process,
        upstream=offer.process,
        document=document,
        base_id=process.base_digest,
        title=title,
        note=note,
        by=by,
        at=at,
    )
    # In the city that is told, whose people it concerns from here on.
    with for_city(offer.city):
        record("contribution.made", subject_id=contribution.pk, at=at)
    return contribution


def check_is_something(chosen: Merged) -> None:
    """
    Let nobody offer what is nothing, or nothing whole.

    :raises NothingToOffer: if nothing is different, or nothing was chosen.
    :raises NotAWhole: if the chosen changes do not make a process without the others.
    """
    if not chosen.changes:
        raise NothingToOffer(_("Es gibt nichts zurückzugeben: Hier ist nichts anders."))
    if not any(each.is_taken for each in chosen.changes):
        raise NothingToOffer(_("Kreuzen Sie mindestens eine Änderung an."))
    # An open conflict would stand as one of the sides: perhaps as what was left out.
    if chosen.conflicts or not chosen.is_settled:
        raise NotAWhole(_("Die Auswahl braucht etwas, das Sie weggelassen haben."))


@transaction.atomic
def withdraw(contribution: Contribution, *, by: User, at: dt.datetime) -> Contribution:
    """
    Take an offered change back, as long as nobody decided.

    :raises AlreadyDecided: if somebody did.
    :raises NotAllowed: if the person does not design processes here.
    :raises Contribution.DoesNotExist: if another city offered it.
    """
    check_may_design(by)
    row = locked(contribution)
    if row.city_id != current_city().pk:
        raise Contribution.DoesNotExist
    check_is_open(row)
    row.state, row.decided_by, row.decided_at = State.WITHDRAWN, by, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    return row


@transaction.atomic
def remark(contribution: Contribution, *, text: str, by: User, at: dt.datetime) -> Remark:
    """
    Say something about an offered change, as one of the two cities; the other one is told.

    :raises NotAllowed: if the person does not design processes here.
    :raises Contribution.DoesNotExist: if the chosen city has nothing to do with it.
    """
    check_may_design(by)
    row = contribution_of_ours(contribution.pk)
    said = Remark.objects.create(city=current_city(), contribution=row, text=text, by=by, at=at)
    with for_city(row.city if is_offered_to_us(row) else row.upstream.city):
        record("contribution.discussed", subject_id=row.pk, at=at)
    return said


def locked(contribution: Contribution) -> Contribution:
    """
    Return the newest state of an offered change, and let nobody else decide until we are done.

    :raises Contribution.DoesNotExist: if the chosen city has nothing to do with it.
    """
    with for_city(ALL_CITIES):
        list(Contribution.objects.select_for_update(of=("self",)).filter(pk=contribution.pk))
    return contribution_of_ours(contribution.pk)


def check_is_open(contribution: Contribution) -> None:
    """
    Let nobody decide twice.

    :raises AlreadyDecided: if it is not open any more.
    """
    if contribution.state != State.OPEN:
        text = _("Darüber ist inzwischen entschieden: %(state)s.")
        raise AlreadyDecided(text % {"state": contribution.get_state_display()})
