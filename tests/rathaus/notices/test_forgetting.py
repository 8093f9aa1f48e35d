"""Closed cases go when their promised time is over, and nothing else does."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage

from rathaus.applications.models import Submission, Upload
from rathaus.cases import history
from rathaus.cases.models import Case, HistoryRow
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.notices import archive
from rathaus.notices.forgetting import forget_closed
from rathaus.notices.models import Notice
from rathaus.outbox.models import Delivery, Event
from tests import cast, factories
from tests.halls.desk.conftest import attach

DAY = dt.timedelta(days=1)
PROMISE = {"draft_days": 30, "closed_days": 10}


def closed_case(city, *, retention=None, slug="hund-anmelden", **fields):
    """Make a decided case with a notice, a file and a look at it."""
    definition = factories.make_definition(retention=PROMISE if retention is None else retention)
    version = factories.make_version(city, slug=slug, definition=definition)
    submission = factories.make_submission(version)
    attach(submission)
    case = factories.make_case(submission, **{"state": "granted", "decided_at": cast.NOW, **fields})
    if case.decided_at:
        issue(case)
    with for_city(city):
        history.note(case, kind=history.Kind.VIEWED, by=None, at=cast.NOW)
    return case


def issue(case):
    pdf = b"%PDF-1.7 a notice"
    with for_city(case.city):
        notice = Notice(
            city=case.city,
            submission=case.submission,
            case=case,
            kind="granted",
            title="Bescheid",
            sha256=archive.hash_of(pdf),
            issued_at=cast.NOW,
        )
        notice.file.name = archive.place_of(notice)
        archive.keep(notice, pdf)
        notice.save(force_insert=True)
    return notice


def counts():
    with for_city(ALL_CITIES):
        return [model.objects.count() for model in (Case, HistoryRow, Notice, Upload, Submission)]


def test_a_case_goes_with_everything_when_the_promised_time_is_over(
    frankfurt, wiesbaden, django_capture_on_commit_callbacks
):
    cases = [closed_case(frankfurt), closed_case(wiesbaden)]
    with for_city(ALL_CITIES):
        files = [row.file.name for case in cases for row in case.submission.uploads.all()]
        files += [notice.file.name for notice in Notice.objects.all()]
    assert len(files) == 4

    assert forget_closed(at=cast.NOW + 10 * DAY - dt.timedelta(seconds=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_closed(at=cast.NOW + 10 * DAY) == 2

    assert counts() == [0, 0, 0, 0, 0]
    assert not [name for name in files if default_storage.exists(name)]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "in_review", "decided_at": None},
        {"retention": {"draft_days": 30}},
        {"decided_at": cast.NOW + 300 * DAY},
    ],
    ids=["open", "nothing promised", "decided later"],
)
def test_what_is_open_or_has_time_left_stays(frankfurt, fields):
    closed_case(frankfurt, **fields)
    before = counts()

    assert forget_closed(at=cast.NOW + 300 * DAY) == 0
    assert counts() == before


def test_a_case_stays_while_its_notice_is_not_issued_or_somebody_has_not_heard(frankfurt):
    without = closed_case(frankfurt)
    unheard = closed_case(frankfurt, slug="andere")
    with for_city(frankfurt):
        Notice.objects.filter(case=without).delete()
        event = Event.objects.create(
            city=frankfurt, name="case.decided", subject_id=unheard.pk, recorded_at=cast.NOW
        )
        Delivery.objects.create(
            city=frankfurt, event=event, listener="x", due_at=cast.NOW, state="stuck"
        )

    assert forget_closed(at=cast.NOW + 300 * DAY) == 0
