"""What is done regularly is done by whoever sweeps, once at a time, and never stops the rest."""

import datetime as dt

import pytest

from rathaus.cities.scope import ALL_CITIES, current_scope
from rathaus.outbox import repeating
from rathaus.outbox.models import Routine

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def nothing_else(monkeypatch, db):
    monkeypatch.setattr(repeating, "_registered", {})


def test_a_routine_runs_at_first_sight_and_then_at_its_pause(nothing_else, clock):
    ran = []

    @repeating.every(HOUR)
    def look(at):
        ran.append((at, current_scope()))

    began = clock.at
    repeating.run_due(at=clock.at)
    repeating.run_due(at=clock.forward(minutes=59))
    repeating.run_due(at=clock.forward(minutes=1))

    assert ran == [(began, ALL_CITIES), (began + HOUR, ALL_CITIES)]


def test_a_routine_that_fails_is_noted_and_the_next_one_runs(nothing_else, clock):
    @repeating.every(HOUR)
    def bad(_at):
        raise ValueError("Erika Mustermann")

    @repeating.every(HOUR)
    def good(_at):
        pass

    ran = repeating.run_due(at=clock.at)

    assert [name.rpartition(".")[2] for name in ran] == ["bad", "good"]
    failed = Routine.objects.get(name__endswith="bad")
    assert (failed.done_at, failed.due_at) == (None, clock.at + HOUR)
    assert failed.last_error.startswith("ValueError at tests/")


def test_of_two_workers_that_sweep_at_once_one_runs_the_routine(nothing_else, clock):
    ran = []

    @repeating.every(HOUR)
    def look(at):
        ran.append(at)
        if len(ran) == 1:
            repeating.run_due(at=at)

    repeating.run_due(at=clock.at)

    assert len(ran) == 1
