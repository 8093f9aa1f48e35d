"""Keeps which warnings of the check list somebody accepted, and why."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from rathaus.people.models import User
from rathaus.processes.models import Acceptance, Process

MOST_LETTERS = 500


class ReasonMissing(Exception):
    """A warning is accepted only with a reason."""


def name_of(code: str, at: str, params: Mapping[str, Any]) -> str:
    """Return what a finding is kept by; once it says something else, it is another finding."""
    written = json.dumps([code, at, dict(params)], sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def acceptances_of(process: Process) -> dict[str, Acceptance]:
    """Return what was accepted in a process, by the names of the findings."""
    return {each.finding: each for each in process.acceptances.select_related("by")}


@transaction.atomic
def accept(process: Process, *, finding: str, reason: str, by: User, at: dt.datetime) -> Acceptance:
    """
    Accept a warning; who accepts it again changes the reason.

    :raises ReasonMissing: if no reason is given.
    """
    reason = " ".join(reason.split())[:MOST_LETTERS]
    if not reason:
        raise ReasonMissing
    kept, _is_new = Acceptance.objects.update_or_create(
        process=process,
        finding=finding,
        defaults={"city_id": process.city_id, "reason": reason, "by": by, "at": at},
    )
    return kept


def withdraw(process: Process, *, finding: str) -> None:
    """Take an acceptance back; the warning is open again."""
    process.acceptances.filter(finding=finding).delete()
