"""Keeps imported forms as proposals, until somebody has chosen what of them is taken over."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from forms_engine.editing import Edited
from forms_engine.editing.choosing import chosen, clip_for
from forms_engine.importing import Imported
from rathaus.cities.models import City
from rathaus.people.models import User
from rathaus.processes import drafting, editing
from rathaus.processes.models import Process, Proposal

_MOST_REMARKS = 500


def propose(
    imported: Imported, *, city: City, process: Process | None, by: User, at: dt.datetime
) -> Proposal:
    """
    Keep a form that could be read, to be looked at.

    :param process: where it is meant to go, if that is known yet.
    :raises ValueError: if the form was refused.
    """
    if imported.definition is None:
        raise ValueError(imported.name)
    return Proposal.objects.create(
        city=city,
        process=process,
        name=imported.name.rpartition("/")[2][:200],
        definition=imported.definition,
        remarks=[
            {
                "code": remark.message.code,
                "text": remark.message.text,
                "params": dict(remark.message.params),
                "at": remark.at,
                "blocking": remark.blocking,
            }
            for remark in imported.not_expressed[:_MOST_REMARKS]
        ],
        by=by,
        at=at,
    )


@transaction.atomic
def accept_into(
    proposal: Proposal,
    process: Process,
    *,
    accepted: Collection[str],
    into: str,
    position: int | None,
    by: User,
    at: dt.datetime,
) -> Edited:
    """
    Insert what was accepted into a process, as one change; the rest stays proposed.

    :param into: the page or group it comes into; "" adds its pages.
    :raises EditRejected: if nothing was accepted, or the place is gone.
    """
    kept = chosen(proposal.definition, accepted)
    clip = clip_for(editing.definition_in_hand(process), kept, into)
    edited = editing.edit(
        process,
        command="take_in",
        arguments={"clip": clip, "name": proposal.name, "into": into, "position": position},
        by=by,
        at=at,
    )
    _settle(proposal, accepted)
    return edited


@transaction.atomic
def accept_as_new(proposal: Proposal, *, accepted: Collection[str], city: City) -> Process:
    """
    Begin a process with what was accepted; nothing goes online.

    :raises EditRejected: if nothing was accepted.
    """
    process = drafting.begin(chosen(proposal.definition, accepted), city=city)
    _settle(proposal, accepted)
    return process


def discard(proposal: Proposal) -> None:
    """Forget a proposal; what was taken over of it stays."""
    proposal.delete()


def _settle(proposal: Proposal, accepted: Collection[str]) -> None:
    """Keep what was not accepted; forget the proposal when nothing of it is left."""
    nodes = proposal.definition["nodes"]
    questions = {node_id for node_id, node in nodes.items() if "order" not in node}
    left = questions - set(accepted)
    if not left:
        proposal.delete()
        return
    proposal.definition = chosen(proposal.definition, {*left, *(nodes.keys() - questions)})
    proposal.save(update_fields=["definition"])
