"""Takes a case in hand, and puts it back for the colleagues."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from rathaus.cases import changing, history
from rathaus.cases.models import Case
from rathaus.cases.states import OPEN, NoSuchWay, State, check_way
from rathaus.people.models import User
from rathaus.people.permissions import NotAllowed, check_may_decide


@transaction.atomic
def take(case: Case, *, by: User, at: dt.datetime, revision: int) -> Case:
    """
    Take a case in hand; one that a colleague has in hand is taken over.

    Taking what is already in one's own hand changes nothing.

    :raises NotAllowed: if the clerk belongs to another department.
    :raises ChangedMeanwhile: if somebody was quicker.
    :raises NoSuchWay: if the case is decided.
    """
    check_may_decide(by, case)
    if Case.objects.filter(pk=case.pk, assigned_to=by, state=State.IN_REVIEW).exists():
        case.refresh_from_db()
        return case
    case = changing.locked(case, revision=revision)
    if case.state != State.IN_REVIEW:
        check_way(case.state, State.IN_REVIEW)
    before = case.assigned_to
    case.state, case.assigned_to = State.IN_REVIEW, by
    changing.store(case, "state", "assigned_to")
    text = f"von {changing.name_of(before)}" if before else ""
    history.note(case, kind=history.Kind.TAKEN, by=by, at=at, text=text)
    return case


@transaction.atomic
def put_back(case: Case, *, by: User, at: dt.datetime, revision: int) -> Case:
    """
    Put a case back that one has in hand, so that the colleagues find it among the new ones.

    :raises NotAllowed: if the clerk belongs to another department or has not taken it.
    :raises ChangedMeanwhile: if somebody was quicker.
    :raises NoSuchWay: if the case is not in review.
    """
    check_may_decide(by, case)
    case = changing.locked(case, revision=revision)
    if case.state not in OPEN:
        raise NoSuchWay(_("Der Vorgang ist schon entschieden."))
    if case.assigned_to_id != by.pk:
        raise NotAllowed(_("Zurücklegen kann nur, wer den Vorgang übernommen hat."))
    check_way(case.state, State.RECEIVED)
    case.state, case.assigned_to = State.RECEIVED, None
    changing.store(case, "state", "assigned_to")
    history.note(case, kind=history.Kind.RETURNED, by=by, at=at)
    return case
