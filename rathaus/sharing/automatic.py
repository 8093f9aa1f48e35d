"""Takes updates by itself where a city wants that, and nothing of it needs a person."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from forms_engine.checking import check
from forms_engine.definition import Definition
from forms_engine.editing import EditRejected
from forms_engine.merging import NotMergeable
from rathaus.outbox.recording import record
from rathaus.processes.models import Process
from rathaus.processes.publishing import defaults_of
from rathaus.sharing.in_step import (
    NoCommonState,
    bring_in,
    locked_process,
    merged_update,
    update_for,
)
from rathaus.sharing.models import Origin


@transaction.atomic
def answer_news(process_id: UUID, *, at: dt.datetime) -> bool:
    """
    Take what is new if the city wants that and it touches nothing, and have designers told.

    :returns: whether it was taken.
    """
    origin = Origin.objects.filter(process=process_id).select_related("process").first()
    if origin is None:
        return False
    is_taken = origin.is_automatic and _take(origin.process, at=at)
    record("update.told", subject_id=process_id, at=at)
    return is_taken


def _take(process: Process, *, at: dt.datetime) -> bool:
    """Take it unless a person has to decide or to mend something; it goes online by nobody."""
    process = locked_process(process)
    update = update_for(process)
    if update is None or update.is_skipped:
        return False
    try:
        merged = merged_update(process, update)
        if merged.conflicts or not merged.is_settled or _has_errors(process, merged.definition):
            return False
        with transaction.atomic():
            bring_in(process, update, merged, by=None, at=at)
    except (NotMergeable, NoCommonState, EditRejected):
        return False
    return True


def _has_errors(process: Process, definition: Definition) -> bool:
    """Say whether the check list would hold errors."""
    values = {**defaults_of(definition), **process.parameters}
    return any(each.level == "error" for each in check(definition, parameters=values))
