"""News is committed with the change that makes it, with a delivery for each listener."""

import uuid

import pytest
from django.db import transaction

from rathaus.cities.scope import NoCityChosen, for_city
from rathaus.outbox import recording
from rathaus.outbox.models import Delivery, Event
from rathaus.outbox.recording import RecordedOutsideTransaction, record
from tests.rathaus.outbox.conftest import NEWS


def first(_subject_id):
    pass


def second(_subject_id):
    pass


def test_every_listener_gets_a_delivery_of_its_own_due_at_once(hears, in_frankfurt, now):
    names = [hears(first), hears(second)]

    with transaction.atomic():
        event = record(NEWS, subject_id=uuid.uuid4(), at=now)

    rows = Delivery.objects.filter(event=event).order_by("listener")
    assert [(row.listener, row.state, row.attempts, row.due_at) for row in rows] == [
        (name, "waiting", 0, now) for name in sorted(names)
    ]
    assert {row.city for row in rows} == {in_frankfurt}


def test_news_without_listeners_is_kept_and_nobody_is_woken(
    in_frankfurt, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        event = record("test.unheard", subject_id=uuid.uuid4())

    assert Event.objects.get() == event
    assert callbacks == []


def test_one_commit_wakes_once_for_all_deliveries(
    hears, in_frankfurt, django_capture_on_commit_callbacks, monkeypatch
):
    hears(first)
    hears(second)
    woken = []
    monkeypatch.setattr(recording, "wake", lambda ids: woken.append(set(ids)))

    with django_capture_on_commit_callbacks(execute=True):
        event = record(NEWS, subject_id=uuid.uuid4())

    assert woken == [set(event.deliveries.values_list("pk", flat=True))]


@pytest.mark.django_db(transaction=True)
def test_news_outside_of_a_transaction_is_refused(in_frankfurt):
    with pytest.raises(RecordedOutsideTransaction, match=r"Record test\.happened inside"):
        record(NEWS, subject_id=uuid.uuid4())

    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_takes_its_news_along(hears, in_frankfurt):
    hears(first)

    with transaction.atomic():
        record(NEWS, subject_id=uuid.uuid4())
        transaction.set_rollback(True)

    assert (Event.objects.count(), Delivery.objects.count()) == (0, 0)


def test_news_without_a_city_is_refused(db):
    with pytest.raises(NoCityChosen):
        record(NEWS, subject_id=uuid.uuid4())


def test_a_city_does_not_see_the_news_of_another(in_frankfurt, wiesbaden):
    record(NEWS, subject_id=uuid.uuid4())

    with for_city(wiesbaden):
        assert not Event.objects.exists()
