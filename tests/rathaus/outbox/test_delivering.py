"""A listener is told until it has heard; whatever it does, others are told too."""

import datetime as dt
import logging
import uuid

import pytest

from rathaus.cities.models import Department
from rathaus.cities.scope import current_city
from rathaus.outbox import leasing, retrying
from rathaus.outbox.delivering import current_delivery_id, deliver
from rathaus.outbox.models import Delivery
from tests import factories


def state_of(delivery):
    row = Delivery.objects.get(pk=delivery.pk)
    return row.state, row.attempts


def test_a_listener_is_told_the_subject_inside_the_city_of_the_news(
    hears, happen, clock, frankfurt
):
    told = []

    def hear(subject_id):
        told.append((subject_id, current_city(), current_delivery_id()))

    hears(hear)
    subject_id = uuid.uuid4()
    [delivery] = happen(subject_id)

    assert deliver(delivery.pk, clock=clock) is True

    assert told == [(subject_id, frankfurt, delivery.pk)]
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.done_at) == ("done", 1, clock.at)
    assert current_delivery_id() is None


def test_what_is_done_is_not_done_again(hears, happen, clock):
    told = []
    hears(told.append)
    [delivery] = happen()

    assert [deliver(delivery.pk, clock=clock), deliver(delivery.pk, clock=clock)] == [True, False]
    assert len(told) == 1


def test_a_delivery_that_does_not_exist_is_nothing(in_frankfurt):
    assert deliver(uuid.uuid4()) is False


def test_two_workers_never_tell_the_same_listener_at_once(hears, happen, clock):
    inner = []
    hears(lambda _id: inner.append(deliver(delivery.pk, clock=clock)))
    [delivery] = happen()

    assert deliver(delivery.pk, clock=clock) is True
    assert inner == [False]


@pytest.mark.parametrize("slow", [False, True])
def test_a_listener_that_fails_is_told_again_after_a_pause(hears, happen, clock, slow):
    answers = iter([ValueError("x"), None])

    def hear(_subject_id):
        if problem := next(answers):
            raise problem

    hears(hear, slow=slow)
    [delivery] = happen()

    assert deliver(delivery.pk, clock=clock) is False
    assert state_of(delivery) == ("waiting", 1)
    assert deliver(delivery.pk, clock=clock) is False  # not due yet
    clock.forward(seconds=3)
    assert deliver(delivery.pk, clock=clock) is True
    assert state_of(delivery) == ("done", 2)


def test_what_a_failing_listener_wrote_is_taken_back(hears, happen, clock, frankfurt):
    def hear(_subject_id):
        factories.make_department(frankfurt, key="half")
        raise ValueError

    hears(hear)
    [delivery] = happen()

    deliver(delivery.pk, clock=clock)

    assert not Department.objects.filter(key="half").exists()


def test_who_lost_the_lease_while_working_leaves_nothing_behind(hears, happen, clock, frankfurt):
    def hear(_subject_id):
        factories.make_department(frankfurt, key="late")
        Delivery.objects.filter(pk=delivery.pk).update(attempts=2)  # somebody took over

    hears(hear)
    [delivery] = happen()

    assert deliver(delivery.pk, clock=clock) is False

    assert not Department.objects.filter(key="late").exists()
    assert state_of(delivery)[0] == "running"


def test_one_poisonous_listener_does_not_stop_the_others(hears, happen, clock):
    def bad(_subject_id):
        raise RuntimeError

    told = []

    def good(subject_id):
        told.append(subject_id)

    hears(bad)
    hears(good)

    assert [deliver(row.pk, clock=clock) for row in happen()] == [False, True]
    assert len(told) == 1


def test_the_lease_of_a_worker_that_died_runs_out(hears, happen, clock):
    told = []
    hears(told.append)
    [delivery] = happen()
    Delivery.objects.update(
        state="running", attempts=1, leased_until=clock.at + leasing.LEASE, due_at=clock.at
    )

    assert deliver(delivery.pk, clock=clock) is False
    clock.at += leasing.LEASE
    assert deliver(delivery.pk, clock=clock) is True
    assert state_of(delivery) == ("done", 2)


def test_it_is_tried_for_three_days_and_then_sticks_where_people_see_it(hears, happen, clock):
    def never(_subject_id):
        raise TimeoutError

    hears(never)
    [delivery] = happen()
    began = clock.at

    while Delivery.objects.get().state == "waiting":
        clock.at = Delivery.objects.get().due_at
        deliver(delivery.pk, clock=clock)

    assert state_of(delivery) == ("stuck", retrying.MOST_ATTEMPTS)
    assert dt.timedelta(days=2) < clock.at - began < dt.timedelta(days=4)


def test_a_stuck_delivery_begins_anew_when_somebody_says_so(hears, happen, clock):
    told = []
    hears(told.append)
    [delivery] = happen()
    Delivery.objects.update(state="stuck", attempts=retrying.MOST_ATTEMPTS)

    assert deliver(delivery.pk, clock=clock) is False
    assert retrying.retry(delivery, at=clock.at) is True
    assert deliver(delivery.pk, clock=clock) is True
    assert retrying.retry(delivery, at=clock.at) is False


def test_what_a_citizen_wrote_is_neither_kept_nor_logged_with_a_failure(
    hears, happen, clock, caplog
):
    def hear(_subject_id):
        raise ValueError("Erika Mustermann")

    hears(hear)
    [delivery] = happen()

    with caplog.at_level(logging.DEBUG):
        deliver(delivery.pk, clock=clock)

    delivery.refresh_from_db()
    assert delivery.last_error.startswith("ValueError at tests/rathaus/outbox/test_delivering.py:")
    assert "Mustermann" not in delivery.last_error + caplog.text
    assert f"Delivery {delivery.pk}" in caplog.text


def test_a_listener_that_this_release_does_not_know_waits_for_one_that_does(
    hears, happen, clock, monkeypatch
):
    name = hears(lambda _id: None)
    [delivery] = happen()
    Delivery.objects.update(listener="gone.listeners.hear")

    assert deliver(delivery.pk, clock=clock) is False

    delivery.refresh_from_db()
    assert delivery.last_error.startswith("NobodyByThatName")
    Delivery.objects.update(listener=name)
    clock.forward(seconds=3)
    assert deliver(delivery.pk, clock=clock) is True


def test_pauses_grow_to_half_a_day():
    seconds = [retrying.pause_after(attempts).total_seconds() for attempts in range(1, 15)]

    assert seconds[0] == pytest.approx(2, rel=0.2)
    assert seconds[5] == pytest.approx(2048, rel=0.2)
    assert seconds[-1] == pytest.approx(43200, rel=0.2)


def test_delivering_costs_three_statements_and_a_transaction(
    hears, happen, clock, django_assert_num_queries
):
    hears(lambda _id: None)
    [delivery] = happen()

    # Load, lease, savepoint (outside of tests BEGIN and COMMIT), mark, release.
    with django_assert_num_queries(5):
        deliver(delivery.pk, clock=clock)
