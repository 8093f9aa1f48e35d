"""Which cases lie on a department's desk."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace

from rathaus.applications import numbers
from rathaus.cases.keyset import Order, Page, mark_from, page_of
from rathaus.cases.models import Case, HistoryRow
from rathaus.cases.states import OPEN, State
from rathaus.cities.models import Department
from rathaus.people.models import User
from rathaus.processes.models import Process

ORDERS: Final = {
    "newest": Order("submitted_at", is_descending=True),
    "oldest": Order("submitted_at", is_descending=False),
    "due": Order("due_on", is_descending=False),
    "due_last": Order("due_on", is_descending=True),
}
STANDARD_ORDER: Final = "newest"
# Beyond it a count says "99+": nobody acts otherwise on 240 than on 100.
MOST_COUNTED: Final = 99
_SHORTEST_FRAGMENT: Final = 3


@dataclass(frozen=True)
class Filters:
    """What a clerk wants to see; every field is empty where it does not matter."""

    # "" is every open case; a decided state is looked up on its own.
    state: str = ""
    process: UUID | None = None
    department: int | None = None
    # "week" is due until the end of this week or overdue, "overdue" only overdue.
    due: str = ""
    # "me", "nobody", or the id of a colleague.
    assigned: str = ""
    number: str = ""
    order: str = STANDARD_ORDER

    @property
    def is_about_open(self) -> bool:
        """Say whether only open cases are asked for."""
        return not self.state or self.state in OPEN


def inbox(
    departments: Sequence[Department],
    *,
    person: User,
    filters: Filters,
    today: dt.date,
    mark: str = "",
) -> Page:
    """Return one page of the cases of some departments."""
    rows = matching(departments, person=person, filters=filters, today=today)
    order = ORDERS[filters.order]
    if not filters.is_about_open and order.column == "due_on":
        # A decided case is due no more; without an index this would sort all there ever were.
        order = ORDERS[STANDARD_ORDER]
    return page_of(
        rows.select_related("process", "department", "assigned_to").defer("process__working"),
        order=order,
        mark=mark_from(mark, order=order),
    )


def matching(
    departments: Sequence[Department], *, person: User, filters: Filters, today: dt.date
) -> QuerySet[Case]:
    """Return the cases that fit all filters; a whole number is found in every state."""
    mine = [office.pk for office in departments]
    chosen = [filters.department] if filters.department in mine else mine
    rows: QuerySet[Case] = Case.objects.filter(_among("department", chosen))
    if filters.number:
        return _numbered(rows, filters.number)
    rows = rows.filter(state=filters.state) if filters.state else rows.filter(state__in=OPEN)
    if filters.process:
        rows = rows.filter(process=filters.process)
    if filters.due and filters.is_about_open:
        rows = rows.filter(_due(filters.due, today=today))
    if filters.assigned:
        rows = rows.filter(_assigned(filters.assigned, person=person))
    return rows


def _among(column: str, ids: Sequence[int]) -> Q:
    """One id is asked for as such: only then does an index deliver the rows in order."""
    return Q(**{column: ids[0]}) if len(ids) == 1 else Q(**{f"{column}__in": ids})


def _numbered(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    if whole := numbers.understood(text):
        return rows.filter(reference=whole)
    fragment = re.sub(r"[^0-9A-ZÄÖÜ]", "", text.upper())
    if len(fragment) < _SHORTEST_FRAGMENT:
        return rows.none()
    # A part of a number is looked for only among what is open: no index helps here.
    compact = Replace("reference", Value("-"), Value(""))
    return rows.filter(state__in=OPEN).alias(compact=compact).filter(compact__contains=fragment)


def _due(due: str, *, today: dt.date) -> Q:
    if due == "overdue":
        return Q(due_on__lt=today)
    return Q(due_on__lte=today + dt.timedelta(days=6 - today.weekday()))


def _assigned(whom: str, *, person: User) -> Q:
    if whom == "nobody":
        return Q(assigned_to__isnull=True)
    return Q(assigned_to=person.pk if whom == "me" else int(whom))


def capped_count(rows: QuerySet[Case]) -> int:
    """Count no further than needed to say "99+"."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def case_for(departments: Sequence[Department], case_id: UUID) -> Case | None:
    """Return a case of these departments with all that its page names."""
    rows = Case.objects.filter(department__in=[office.pk for office in departments])
    return (
        rows.select_related("submission", "process", "department", "assigned_to", "decided_by")
        .defer("process__working")
        .filter(pk=case_id)
        .first()
    )


def next_case(
    departments: Sequence[Department], *, person: User, after: Case, today: dt.date
) -> Case | None:
    """Return the open case due next that is in nobody else's hands; after the last, the first."""
    free = Filters(order="due")
    rows = matching(departments, person=person, filters=free, today=today)
    rows = rows.filter(Q(assigned_to__isnull=True) | Q(assigned_to=person)).exclude(pk=after.pk)
    rows = rows.order_by("due_on", "id")
    later = rows.filter(
        Q(due_on__gt=after.due_on) | Q(due_on=after.due_on, id__gt=after.pk),
        due_on__gte=after.due_on,
    )
    return later.first() or rows.first()


def history_of(case: Case) -> QuerySet[HistoryRow]:
    """Return what happened to a case, the latest first."""
    return HistoryRow.objects.filter(case=case).select_related("by").order_by("-at", "-pk")


def processes_of(departments: Sequence[Department]) -> QuerySet[Process]:
    """Return the processes that these departments have open cases of, by title."""
    open_here = Case.objects.filter(
        department__in=[office.pk for office in departments], state__in=OPEN
    )
    return (
        Process.objects.filter(pk__in=open_here.values("process"))
        .only("id", "title")
        .order_by("title")
    )


def views_of() -> dict[str, Filters]:
    """Return the saved views by name."""
    every = Filters()
    return {
        "open": every,
        "new": replace(every, state=State.RECEIVED.value),
        "mine": replace(every, assigned="me"),
        "due": replace(every, due="week", order="due"),
        "overdue": replace(every, due="overdue", order="due"),
    }
