"""Turns the pages of a long list by the last row seen, which costs the same on every page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.dateparse import parse_date, parse_datetime

from rathaus.cases.models import Case

PAGE_SIZE: Final = 25
_PARTS: Final = 3


@dataclass(frozen=True)
class Order:
    """What the inbox is sorted by; the id decides between equals."""

    column: str
    is_descending: bool

    def turned(self) -> "Order":
        """Return the same order from the other end."""
        return Order(self.column, not self.is_descending)


@dataclass(frozen=True)
class Mark:
    """A place between two rows, and the direction in which to read on from there."""

    value: dt.datetime | dt.date
    id: UUID
    is_backwards: bool

    def __str__(self) -> str:
        direction = "before" if self.is_backwards else "after"
        return f"{direction}~{self.value.isoformat()}~{self.id.hex}"


def mark_from(text: str, *, order: Order) -> Mark | None:
    """Return the place that an address names; None where it names none for this order."""
    parts = text.split("~")
    if len(parts) != _PARTS or parts[0] not in {"before", "after"}:
        return None
    value = _value_from(parts[1], column=order.column)
    try:
        return Mark(value, UUID(parts[2]), parts[0] == "before") if value else None
    except ValueError:
        return None


def _value_from(text: str, *, column: str) -> dt.datetime | dt.date | None:
    try:
        if column == "due_on":
            return parse_date(text)
        # An aware moment far out of range cannot be told in UTC.
        moment = parse_datetime(text)
        return moment.astimezone(dt.UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class Page:
    """Some rows, and the marks of the pages before and after; empty where there is none."""

    cases: list[Case]
    before: str
    after: str


def page_of(rows: QuerySet[Case], *, order: Order, mark: Mark | None) -> Page:
    """Return the rows that follow a mark, or the first ones."""
    is_backwards = bool(mark and mark.is_backwards)
    reading = order.turned() if is_backwards else order
    if mark:
        rows = rows.filter(*_beyond(mark, order=reading))
    sign = "-" if reading.is_descending else ""
    found = list(rows.order_by(f"{sign}{reading.column}", f"{sign}id")[: PAGE_SIZE + 1])
    has_more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if is_backwards:
        found.reverse()
    has_before = has_more if is_backwards else mark is not None
    has_after = is_backwards or has_more
    return Page(
        cases=found,
        before=_mark_at(found[0], order, is_backwards=True) if found and has_before else "",
        after=_mark_at(found[-1], order, is_backwards=False) if found and has_after else "",
    )


def _mark_at(case: Case, order: Order, *, is_backwards: bool) -> str:
    return str(Mark(getattr(case, order.column), case.pk, is_backwards))


def _beyond(mark: Mark, *, order: Order) -> tuple[Any, Any]:
    """`a <= x` finds the place in the index, the comparison of rows decides between equals."""
    from_here = f"{order.column}__{'lte' if order.is_descending else 'gte'}"
    compare = TupleLessThan if order.is_descending else TupleGreaterThan
    rows = compare(Tuple(F(order.column), F("id")), (mark.value, mark.id))
    return Q(**{from_here: mark.value}), rows
