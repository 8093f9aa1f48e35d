"""Says what one line of the inbox says: a case as a clerk sees it at a glance."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rathaus.cases.models import Case
from rathaus.cases.queries import Filters
from rathaus.cases.states import OPEN
from rathaus.desk.filters import query_of
from rathaus.people.models import User

_SOON: Final = 7


@dataclass(frozen=True)
class Due:
    """When a case is due, and how urgent that is; the words never leave it to a colour."""

    on: dt.date
    words: str
    # "overdue", "soon" or "".
    urgency: str


@dataclass(frozen=True)
class InboxRow:
    """One case in the list."""

    case: Case
    due: Due
    assigned: str
    is_mine: bool


def row_of(case: Case, *, person: User, today: dt.date) -> InboxRow:
    """Return what the list says about a case."""
    is_mine = case.assigned_to_id == person.pk
    return InboxRow(
        case=case,
        due=due_of(case, today=today),
        assigned=str(case.assigned_to) if case.assigned_to else "",
        is_mine=is_mine,
    )


def due_of(case: Case, *, today: dt.date) -> Due:
    """Return when a case is due, in words that need no reckoning."""
    if case.state not in OPEN:
        return Due(case.due_on, "", "")
    days = (case.due_on - today).days
    if days < 0:
        late = ngettext("seit %(days)s Tag überfällig", "seit %(days)s Tagen überfällig", -days)
        return Due(case.due_on, late % {"days": -days}, "overdue")
    if days == 0:
        return Due(case.due_on, _("heute"), "soon")
    left = ngettext("noch %(days)s Tag", "noch %(days)s Tage", days) % {"days": days}
    return Due(case.due_on, left, "soon" if days < _SOON else "")


@dataclass(frozen=True)
class SortLink:
    """A column head that sorts: what a click does, and how it is sorted now."""

    address: str
    # As `aria-sort` says it: "ascending", "descending" or "none".
    sorted: str


def sort_links(filters: Filters) -> dict[str, SortLink]:
    """Return the sortable columns; a click on the sorted one turns it round."""
    ways = {"submitted": ("newest", "oldest"), "due": ("due", "due_last")}
    words = {"newest": "descending", "oldest": "ascending", "due": "ascending"}
    links = {}
    for column, (first, second) in ways.items():
        here = filters.order if filters.order in (first, second) else ""
        order = second if here == first else first
        address = query_of(replace(filters, order=order))
        links[column] = SortLink(address, words.get(here, "descending") if here else "none")
    if not filters.is_about_open:
        del links["due"]
    return links
