"""Reads a clerk's filters from an address and writes them into one; nonsense counts as nothing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from rathaus.cases.queries import (
    MOST_COUNTED,
    ORDERS,
    STANDARD_ORDER,
    Filters,
    capped_count,
    matching,
    views_of,
)
from rathaus.cases.states import State
from rathaus.cities.models import Department
from rathaus.people.models import User
from rathaus.processes.models import Process

# Parameter of the address for each filter.
NAMES: Final = {
    "state": "status",
    "process": "vorgang",
    "department": "amt",
    "due": "frist",
    "assigned": "zustaendig",
    "number": "nummer",
    "order": "sortierung",
}
MARK: Final = "ab"
_LONGEST_NUMBER: Final = 40
_LONGEST_ID: Final = 15


def filters_from(query: QueryDict, *, departments: Sequence[Department]) -> Filters:
    """Return the filters that an address names; what it cannot mean is left out."""
    given = {field: query.get(name, "").strip() for field, name in NAMES.items()}
    offices = {str(office.pk): office.pk for office in departments}
    assigned = given["assigned"]
    is_person = assigned.isascii() and assigned.isdigit() and len(assigned) <= _LONGEST_ID
    return Filters(
        state=given["state"] if given["state"] in State.values else "",
        process=_uuid(given["process"]),
        department=offices.get(given["department"]),
        due=given["due"] if given["due"] in {"week", "overdue"} else "",
        assigned=assigned if is_person or assigned in {"me", "nobody"} else "",
        number=given["number"].replace("\x00", "")[:_LONGEST_NUMBER],
        order=given["order"] if given["order"] in ORDERS else STANDARD_ORDER,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def query_of(filters: Filters, **more: str) -> str:
    """Return the filters as the query string of an address, without what is standard."""
    standard = Filters()
    named = {
        name: str(getattr(filters, field))
        for field, name in NAMES.items()
        if getattr(filters, field) != getattr(standard, field)
    }
    return f"?{urlencode(named | {name: text for name, text in more.items() if text})}"


@dataclass(frozen=True)
class Choice:
    """An option of a select."""

    value: str
    label: str
    is_chosen: bool


def _choices(options: Sequence[tuple[str, str]], chosen: object) -> list[Choice]:
    wanted = "" if chosen is None else str(chosen)
    return [Choice(value, label, value == wanted) for value, label in options]


@dataclass(frozen=True)
class Select:
    """A filter with its options; it is shown only where there is something to choose."""

    name: str
    label: str
    choices: list[Choice]


def selects(
    filters: Filters,
    *,
    departments: Sequence[Department],
    processes: Sequence[Process],
    colleagues: Sequence[User],
    person: User,
) -> list[Select]:
    """Return the filters as selects, in the order in which clerks use them."""
    others = [(str(one.pk), str(one)) for one in colleagues if one.pk != person.pk]
    options: dict[str, tuple[str, object, list[tuple[str, str]]]] = {
        "state": (_("Status"), filters.state, [("", _("offen")), *_states()]),
        "process": (
            _("Leistung"),
            filters.process,
            [("", _("alle")), *((str(one.pk), one.title) for one in processes)],
        ),
        "due": (
            _("Frist"),
            filters.due,
            [("", _("alle")), ("week", _("bis Ende dieser Woche")), ("overdue", _("überfällig"))],
        ),
        "assigned": (
            _("Zuständig"),
            filters.assigned,
            [("", _("alle")), ("me", _("ich")), ("nobody", _("noch niemand")), *others],
        ),
        "department": (
            _("Amt"),
            filters.department,
            [("", _("alle meine Ämter")), *((str(one.pk), one.name) for one in departments)],
        ),
    }
    if len(departments) == 1:
        del options["department"]
    return [
        Select(NAMES[field], label, _choices(choices, chosen))
        for field, (label, chosen, choices) in options.items()
    ]


def _states() -> list[tuple[str, str]]:
    return [(state.value, str(state.label)) for state in State]


@dataclass(frozen=True)
class SavedView:
    """A link to filters that clerks use every day, with a count that stops at 99."""

    label: str
    address: str
    count: str
    is_here: bool
    is_urgent: bool


def saved_views(
    filters: Filters, *, departments: Sequence[Department], person: User, today: dt.date
) -> list[SavedView]:
    """Return the saved views with what lies in them."""
    labels = {
        "open": _("Alle offenen"),
        "new": _("Neu"),
        "mine": _("Meine"),
        "due": _("Frist diese Woche"),
        "overdue": _("Überfällig"),
    }
    views = []
    for name, view in views_of().items():
        rows = matching(departments, person=person, filters=view, today=today)
        count = capped_count(rows)
        views.append(
            SavedView(
                label=labels[name],
                address=query_of(view),
                count=f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count),
                is_here=view == filters,
                is_urgent=name == "overdue" and count > 0,
            )
        )
    return views
