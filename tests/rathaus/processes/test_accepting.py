"""Warnings are accepted with a reason, as long as they say the same."""

import pytest

from rathaus.processes.accepting import (
    MOST_LETTERS,
    ReasonMissing,
    accept,
    acceptances_of,
    name_of,
    withdraw,
)
from rathaus.processes.drafting import begin
from tests import factories
from tests.forms_engine.documents import one_page

NAME = name_of("retention_missing", "/retention", {})


@pytest.fixture
def process(in_frankfurt):
    return begin(one_page({"kind": "text"}), city=in_frankfurt)


@pytest.fixture
def person(db):
    return factories.make_user("someone@frankfurt.example")


def test_what_was_accepted_is_kept_with_who_when_and_why(process, person, now):
    accept(process, finding=NAME, reason="  Archiv \n hilft ", by=person, at=now)

    kept = acceptances_of(process)[NAME]
    assert (kept.reason, kept.by, kept.at) == ("Archiv hilft", person, now)


def test_accepting_again_changes_the_reason(process, person, now):
    for reason in ("Erst so", "Dann so"):
        accept(process, finding=NAME, reason=reason, by=person, at=now)

    assert [each.reason for each in acceptances_of(process).values()] == ["Dann so"]


def test_nothing_is_accepted_without_a_reason(process, person, now):
    with pytest.raises(ReasonMissing):
        accept(process, finding=NAME, reason=" \n ", by=person, at=now)

    assert acceptances_of(process) == {}


def test_a_reason_without_end_is_cut(process, person, now):
    kept = accept(process, finding=NAME, reason="x" * 9000, by=person, at=now)

    assert len(kept.reason) == MOST_LETTERS


def test_an_acceptance_can_be_withdrawn(process, person, now):
    accept(process, finding=NAME, reason="Weil", by=person, at=now)

    withdraw(process, finding=NAME)

    assert acceptances_of(process) == {}


def test_a_finding_that_says_something_else_has_another_name():
    assert name_of("a", "f", {"count": 1}) != name_of("a", "f", {"count": 2})
    assert name_of("a", "f", {"x": 1, "y": 2}) == name_of("a", "f", {"y": 2, "x": 1})
    assert len(NAME) == 64
