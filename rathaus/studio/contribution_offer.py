"""What the page "Zurückgeben" shows: what is different here, what is chosen, what is seen there."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import QueryDict

from forms_engine.definition import digest
from forms_engine.merging import Merged
from rathaus.processes.models import Process
from rathaus.sharing.giving_back import (
    CannotGiveBack,
    NoWayBack,
    check_is_something,
    own_changes,
    way_back,
)
from rathaus.sharing.models import Contribution, Offer, Origin
from rathaus.sharing.upstream import base_of
from rathaus.studio.contribution_forms import ContributionForm
from rathaus.studio.contribution_rows import TAKE, ChangeRow, change_rows
from rathaus.studio.differences_shown import Group, compared

ALL = "alle"


@dataclass(frozen=True)
class OfferPage:
    """
    Everything that is shown before a change is offered.

    :param problem: why nothing can be offered at all.
    :param choice_problem: what is wrong with what was chosen.
    :param groups: exactly what the other city will see.
    :param seen: names exactly that.
    """

    form: ContributionForm
    offer: Offer | None = None
    problem: str = ""
    is_elsewhere: bool = False
    choice_problem: str = ""
    rows: list[ChangeRow] = field(default_factory=list)
    groups: list[Group] | None = None
    seen: str = ""
    waiting: list[Contribution] = field(default_factory=list)


def offer_page(process: Process, posted: QueryDict | None) -> OfferPage:
    """Return what is different here and could be offered, and what was chosen of it."""
    form = ContributionForm(posted)
    try:
        offer = way_back(process)
        everything = own_changes(process)
    except CannotGiveBack as refused:
        is_elsewhere = Origin.objects.filter(process=process, foreign__isnull=False).exists()
        is_elsewhere = is_elsewhere and isinstance(refused, NoWayBack)
        return OfferPage(form, problem=str(refused), is_elsewhere=is_elsewhere)
    ids = [each.id for each in everything.changes]
    taken = _taken(ids, posted)
    base = base_of(process) or {}
    chosen = own_changes(process, change_ids=taken) if posted and taken else None
    choice_problem = _problem_of(chosen) if chosen else ""
    is_shown = chosen is not None and not choice_problem
    return OfferPage(
        form,
        offer=offer,
        choice_problem=choice_problem,
        rows=change_rows(everything.changes, base, everything.theirs, taken=taken),
        groups=compared(base, chosen.definition) if chosen and is_shown else None,
        seen=digest(chosen.definition) if chosen and is_shown else "",
        waiting=list(_waiting(process)),
    )


def _taken(ids: list[str], posted: QueryDict | None) -> list[str]:
    """Return what is chosen; of several changes none is, until somebody says so."""
    if posted is None:
        return ids if len(ids) == 1 else []
    wanted = ids if posted.get("do") == ALL else posted.getlist(TAKE)
    return [each for each in ids if each in set(wanted)]


def _problem_of(chosen: Merged) -> str:
    try:
        check_is_something(chosen)
    except CannotGiveBack as refused:
        return str(refused)
    return ""


def _waiting(process: Process) -> QuerySet[Contribution]:
    rows = Contribution.objects.filter(process=process, state=Contribution.State.OPEN)
    return rows.order_by("-at")
