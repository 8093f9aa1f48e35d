"""Closes a case with a decision; the notice follows from the news of it."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from rathaus.cases import changing, history
from rathaus.cases.models import Case
from rathaus.cases.states import DECIDED, NoSuchWay, State, check_way
from rathaus.outbox.recording import record
from rathaus.people.models import User
from rathaus.people.permissions import check_may_decide

LONGEST_REASON: Final = 4000


class ReasonNotUsable(Exception):
    """The reason is missing or too long; the message says what to do."""


@transaction.atomic
def decide(
    case: Case, *, state: str, reason: str, by: User, at: dt.datetime, revision: int
) -> Case:
    """
    Grant or refuse, once and for all.

    :param revision: the revision of the case that the clerk saw when deciding.
    :raises NotAllowed: if the clerk belongs to another department.
    :raises ChangedMeanwhile: if somebody changed the case since.
    :raises NoSuchWay: if the case cannot be decided from where it stands.
    :raises ReasonNotUsable: if a refusal has no reason.
    """
    check_may_decide(by, case)
    case = changing.locked(case, revision=revision)
    if state not in DECIDED:
        raise NoSuchWay(_("Wählen Sie, ob der Antrag bewilligt oder abgelehnt wird."))
    check_way(case.state, state)
    case.reason = checked_reason(reason, state=state)
    case.state, case.decided_by, case.decided_at = state, by, at
    changing.store(case, "state", "sealed_reason", "decided_by", "decided_at")
    history.note(case, kind=history.Kind.DECIDED, by=by, at=at, text=_IN_THE_FILES[state])
    record("case.decided", subject_id=case.pk)
    return case


_IN_THE_FILES: Final[dict[str, str]] = {State.GRANTED: "bewilligt", State.REFUSED: "abgelehnt"}


def checked_reason(reason: str, *, state: str) -> str:
    """
    Return the reason as it will stand in the notice.

    :raises ReasonNotUsable: if a refusal has none, or it is too long.
    """
    reason = reason.replace("\r\n", "\n").replace("\x00", "").strip()
    if state == State.REFUSED and not reason:
        raise ReasonNotUsable(_("Begründen Sie, warum der Antrag abgelehnt wird."))
    if len(reason) > LONGEST_REASON:
        raise ReasonNotUsable(
            _("Die Begründung ist zu lang: höchstens %(limit)s Zeichen.")
            % {"limit": LONGEST_REASON}
        )
    return reason
