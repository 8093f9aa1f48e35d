"""What has to go in time goes by itself, with the runner and with Celery's clock alike."""

import datetime as dt
import os

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from rathaus.applications.models import Draft
from rathaus.celery import app
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox import repeating, tasks
from rathaus.outbox.models import Event
from rathaus.outbox.working import Worker
from tests import factories
from tests.rathaus.notices.test_forgetting import closed_case, counts

# Whose deletion is promised somewhere; whoever takes one away has to argue for it here.
PROMISED = {
    "applications.routines.delete_expired_drafts",
    "notices.routines.forget_closed_cases",
    "notices.routines.forget_stray_files",
    "outbox.routines.forget_old_news",
    "people.routines.forget_ended_sessions",
}


def by_celery(monkeypatch):
    monkeypatch.setattr("rathaus.outbox.sweeping.waiting_in_redis", lambda: 0)
    monkeypatch.setattr("rathaus.outbox.sweeping.wake", lambda _ids: None)
    app.tasks[settings.CELERY_BEAT_SCHEDULE["sweep"]["task"]].run()


def by_the_runner(_monkeypatch):
    orders, reports = os.pipe(), os.pipe()
    try:
        Worker(orders=orders[0], report=reports[1])._tidy()
    finally:
        for pipe in (*orders, *reports):
            os.close(pipe)


def test_every_promise_is_registered_in_every_process():
    assert set(repeating._registered) >= PROMISED
    assert tasks.sweep.name == settings.CELERY_BEAT_SCHEDULE["sweep"]["task"]


@pytest.mark.parametrize("sweep", [by_celery, by_the_runner])
def test_what_is_over_is_gone_after_one_sweep(frankfurt, client, monkeypatch, sweep):
    now, long_ago = timezone.now(), timezone.now() - dt.timedelta(days=4000)
    closed_case(frankfurt, decided_at=long_ago)
    version = factories.make_version(frankfurt, slug="andere")
    factories.make_draft(version, expires_at=now - dt.timedelta(seconds=1))
    kept = factories.make_draft(version, expires_at=now + dt.timedelta(days=1))
    Session.objects.create(session_key="old", session_data="x", expire_date=long_ago)
    Session.objects.create(
        session_key="new", session_data="x", expire_date=now + dt.timedelta(hours=1)
    )
    with for_city(frankfurt):
        Event.objects.create(city=frankfurt, name="x.y", subject_id=kept.pk, recorded_at=long_ago)

    sweep(monkeypatch)

    assert counts() == [0, 0, 0, 0, 0]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    with for_city(ALL_CITIES):
        assert list(Draft.objects.values_list("pk", flat=True)) == [kept.pk]
        assert not Event.objects.exists()
