"""Replaces a working copy by a document that was written by hand, unless somebody was quicker."""

import datetime as dt

from django.db import transaction

from forms_engine.definition import Definition
from forms_engine.editing import Edited
from rathaus.people.models import User
from rathaus.processes.editing import edit
from rathaus.processes.models import Edit, Process


class ChangedMeanwhile(Exception):
    """
    Somebody changed the process since the document was shown.

    :param edits: what was done meanwhile, the oldest first.
    """

    def __init__(self, edits: list[Edit]) -> None:
        super().__init__(len(edits))
        self.edits = edits


@transaction.atomic
def replace_document(
    process: Process, document: Definition, *, revision: int, by: User, at: dt.datetime
) -> Edited:
    """
    Make this document the working copy, as one change that can be taken back.

    :param revision: which state of the process the document was made of.
    :raises ChangedMeanwhile: if there is a newer one.
    :raises EditRejected: with all findings if it is not a process.
    """
    newest = Process.objects.select_for_update(of=("self",)).only("revision").get(pk=process.pk)
    if newest.revision != revision:
        later = process.edits.select_related("by").filter(number__gt=revision, state="done")
        raise ChangedMeanwhile(list(later.order_by("number")))
    return edit(process, command="replace", arguments={"document": document}, by=by, at=at)
