"""The sweeper finds what is due by its state alone, in bounded batches, and gives up at last."""

import datetime as dt

import pytest

from rathaus.outbox import leasing, retrying, sweeping
from rathaus.outbox.models import Delivery, Event, Routine
from rathaus.outbox.queries import SIGN_OF_LIFE, state_of_post, stuck_deliveries
from rathaus.outbox.routines import KEPT, forget_old_news


@pytest.fixture
def delivery(hears, happen):
    hears(lambda _id: None)
    return happen()[0]


def test_what_waits_longest_comes_first(hears, happen, clock):
    hears(lambda _id: None)
    rows = [happen()[0] for _ in range(3)]
    Delivery.objects.filter(pk=rows[2].pk).update(due_at=clock.at - dt.timedelta(hours=1))

    found = sweeping.due(at=clock.at)

    assert found[0] == rows[2].pk
    assert set(found) == {row.pk for row in rows}
    assert sweeping.due(at=clock.at, limit=1) == [rows[2].pk]


@pytest.mark.parametrize(
    ("fields", "is_due"),
    [
        ({"state": "waiting"}, True),
        ({"state": "done"}, False),
        ({"state": "stuck"}, False),
        ({"state": "waiting", "due_in": 1}, False),
        ({"state": "running", "leased_for": 1}, False),
        ({"state": "running", "leased_for": 0}, True),
        ({"state": "running", "leased_for": -1, "due_in": 1}, False),
        ({"state": "running", "leased_for": -1, "attempts": retrying.MOST_ATTEMPTS}, False),
    ],
)
def test_due_is_what_is_open_and_free(delivery, clock, fields, is_due):
    fields = dict(fields)
    second = dt.timedelta(seconds=1)
    if "leased_for" in fields:
        fields["leased_until"] = clock.at + fields.pop("leased_for") * second
    fields["due_at"] = clock.at + fields.pop("due_in", 0) * second
    Delivery.objects.update(**fields)

    assert sweeping.due(at=clock.at) == ([delivery.pk] if is_due else [])


def test_what_killed_its_worker_every_time_is_shown_as_stuck(delivery, clock):
    Delivery.objects.update(state="running", attempts=retrying.MOST_ATTEMPTS, leased_until=clock.at)

    sweeping.tidy(at=clock.at)

    stuck = stuck_deliveries().get()
    assert (stuck.pk, stuck.last_error) == (
        delivery.pk,
        "The worker died or hung at every attempt.",
    )


def test_a_sweep_is_a_sign_of_life(db, clock):
    sweeping.tidy(at=clock.at)
    clock.forward(seconds=30)
    sweeping.tidy(at=clock.at)

    assert Routine.objects.get(name=SIGN_OF_LIFE).done_at == clock.at


def test_the_state_of_the_post_tells_waiting_from_failing_and_stuck(hears, happen, clock):
    hears(lambda _id: None)
    rows = [happen()[0] for _ in range(4)]
    Delivery.objects.filter(pk=rows[0].pk).update(attempts=3)
    Delivery.objects.filter(pk=rows[1].pk).update(state="stuck")
    Delivery.objects.filter(pk=rows[2].pk).update(state="done")
    sweeping.tidy(at=clock.at)

    post = state_of_post()

    assert (post.waiting, post.failing, post.stuck) == (1, 1, 1)
    assert post.worker_answers(at=clock.at, within=dt.timedelta(seconds=1))
    assert not post.worker_answers(at=clock.forward(seconds=2), within=dt.timedelta(seconds=1))


def test_old_news_is_forgotten_once_everybody_heard_it_and_never_before(hears, happen, clock):
    hears(lambda _id: None)
    heard, unheard, stuck = (happen()[0] for _ in range(3))
    Delivery.objects.filter(pk=heard.pk).update(state="done")
    Delivery.objects.filter(pk=stuck.pk).update(state="stuck")

    forget_old_news(clock.at + KEPT)
    assert Event.objects.count() == 3
    forget_old_news(clock.at + KEPT + dt.timedelta(seconds=1))

    assert set(Event.objects.all()) == {unheard.event, stuck.event}


def test_a_lease_is_shorter_than_the_longest_work_which_renews_it():
    assert leasing.LEASE < leasing.LONGEST
