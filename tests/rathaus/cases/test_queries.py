"""The inbox finds what lies on a department's desk, page by page, by index."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.applications import numbers
from rathaus.cases import keyset, queries
from rathaus.cases.queries import Filters
from tests import cast, factories

TODAY = cast.NOW.date()


@pytest.fixture
def version(in_frankfurt):
    return factories.make_version(in_frankfurt)


@pytest.fixture
def office(in_frankfurt):
    return factories.department_of(in_frankfurt)


@pytest.fixture
def clerk(office):
    return factories.make_clerk(office)


def make(version, **fields):
    at = fields.pop("at", cast.NOW)
    submission = factories.make_submission(version, submitted_at=at)
    return factories.make_case(submission, submitted_at=at, **fields)


def found(office, clerk, **filters):
    page = queries.inbox([office], person=clerk, filters=Filters(**filters), today=TODAY)
    return page.cases


def walk(office, clerk, filters):
    """Turn all pages to the end and back; return the pages of both ways."""
    forth, back, mark = [], [], ""
    while True:
        page = queries.inbox([office], person=clerk, filters=filters, today=TODAY, mark=mark)
        forth.append([case.pk for case in page.cases])
        if not page.after:
            break
        mark = page.after
    while page.before:
        page = queries.inbox([office], person=clerk, filters=filters, today=TODAY, mark=page.before)
        back.append([case.pk for case in page.cases])
    return forth, back


@pytest.mark.parametrize("order", list(queries.ORDERS))
def test_every_case_is_on_exactly_one_page_also_among_equals(
    office, clerk, version, monkeypatch, order
):
    monkeypatch.setattr(keyset, "PAGE_SIZE", 3)
    for number in range(8):
        day = number // 4
        make(version, at=cast.NOW - dt.timedelta(days=day), due_on=TODAY + dt.timedelta(days=day))

    forth, back = walk(office, clerk, Filters(order=order))

    ids = [case_id for page in forth for case_id in page]
    assert [len(page) for page in forth] == [3, 3, 2]
    assert len(set(ids)) == 8
    assert back == forth[:-1][::-1]


def test_newest_first_is_the_standard(office, clerk, version):
    old = make(version, at=cast.NOW - dt.timedelta(days=2))
    new = make(version)

    assert found(office, clerk) == [new, old]
    assert found(office, clerk, order="oldest") == [old, new]


@pytest.mark.parametrize(
    "mark",
    [
        "",
        "nonsense",
        "after~x~y",
        "after~2026-11-23~not-a-uuid",
        "after~9999-99-99~00000000000000000000000000000000",
        "after~0001-01-01T00:00:00+23:59~00000000000000000000000000000000",
        "after~2026-11-23T10:00:00~00000000000000000000000000000000",
        "sideways~2026-11-23T10:00:00+00:00~00000000000000000000000000000000",
    ],
)
def test_a_mark_that_means_nothing_is_the_first_page(office, clerk, version, mark):
    case = make(version)

    page = queries.inbox([office], person=clerk, filters=Filters(), today=TODAY, mark=mark)

    assert page.cases == [case]


def test_a_page_is_read_by_comparing_rows_behind_a_plain_bound(office, clerk, version):
    make(version)
    mark = str(keyset.Mark(cast.NOW + dt.timedelta(days=1), version.pk, is_backwards=False))

    with CaptureQueriesContext(connection) as statements:
        queries.inbox([office], person=clerk, filters=Filters(), today=TODAY, mark=mark)

    (sql,) = [statement["sql"] for statement in statements]
    assert '"submitted_at" <= ' in sql
    if connection.features.supports_tuple_lookups:
        assert '("cases_case"."submitted_at", "cases_case"."id") < (' in sql
    else:  # SQLite finds its way by the bound alone
        assert '"cases_case"."submitted_at" < ' in sql


def test_filters(office, clerk, version):
    colleague = factories.make_clerk(office, email="two@frankfurt.example")
    mine = make(version, state="in_review", assigned_to=clerk, due_on=TODAY)
    theirs = make(
        version, state="in_review", assigned_to=colleague, due_on=TODAY - dt.timedelta(days=1)
    )
    free = make(version, due_on=TODAY + dt.timedelta(days=7))
    refused = make(version, state="refused", decided_at=cast.NOW, due_on=TODAY)

    def ids(**filters):
        return {case.pk for case in found(office, clerk, **filters)}

    assert ids() == {mine.pk, theirs.pk, free.pk}
    assert ids(state="received") == {free.pk}
    assert ids(state="refused", due="overdue", order="due") == {refused.pk}
    assert ids(assigned="me") == {mine.pk}
    assert ids(assigned="nobody") == {free.pk}
    assert ids(assigned=str(colleague.pk)) == {theirs.pk}
    assert ids(due="week") == {mine.pk, theirs.pk}
    assert ids(due="overdue") == {theirs.pk}
    assert ids(process=version.process_id) == {mine.pk, theirs.pk, free.pk}
    assert ids(process=version.pk) == set()
    assert ids(department=office.pk + 99) == {mine.pk, theirs.pk, free.pk}


def test_a_whole_number_is_found_in_every_state_however_it_is_typed(office, clerk, version, now):
    number = numbers.new_number(version.city, at=now)
    case = make(version, state="granted", decided_at=now, reference=number)

    typed = number.replace("-", " ").lower()

    assert found(office, clerk, number=typed) == [case]
    assert found(office, clerk, number=number, state="received") == [case]


def test_a_part_of_a_number_is_found_among_open_cases(office, clerk, version, now):
    number = numbers.new_number(version.city, at=now)
    case = make(version, reference=number)
    other = numbers.new_number(version.city, at=now)
    make(version, state="granted", decided_at=now, reference=other)

    digits = number.replace("-", "")

    assert found(office, clerk, number=digits[-6:]) == [case]
    assert found(office, clerk, number=other.replace("-", "")[-9:]) == []
    assert found(office, clerk, number="7-") == []
    assert found(office, clerk, number="%_%") == []


def test_other_departments_cases_are_not_found(in_frankfurt, office, clerk, version):
    parks = factories.make_department(in_frankfurt, key="parks")
    case = make(version, department=parks)

    assert found(office, clerk) == []
    assert found(office, clerk, department=parks.pk) == []
    assert found(office, clerk, number=case.reference) == []
    assert queries.case_for([office], case.pk) is None
    assert queries.case_for([], case.pk) is None


def test_counting_stops_where_nobody_cares_any_more(office, clerk, version, monkeypatch):
    monkeypatch.setattr(queries, "MOST_COUNTED", 2)
    for _number in range(5):
        make(version)
    rows = queries.matching([office], person=clerk, filters=Filters(), today=TODAY)

    assert queries.capped_count(rows) == 3


def test_the_next_case_is_the_one_due_next_that_nobody_else_has(office, clerk, version):
    colleague = factories.make_clerk(office, email="two@frankfurt.example")
    first = make(version, due_on=TODAY)
    make(version, due_on=TODAY + dt.timedelta(days=1), state="in_review", assigned_to=colleague)
    last = make(version, due_on=TODAY + dt.timedelta(days=2))

    def following(case):
        return queries.next_case([office], person=clerk, after=case, today=TODAY)

    assert following(first) == last
    assert following(last) == first
    last.delete()
    assert following(first) is None
