"""An operator sees what is stuck and delivers it once more."""

from io import StringIO

import pytest
from django.core.management import call_command

from rathaus.outbox.models import Delivery


def outbox(**options):
    out = StringIO()
    call_command("outbox", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def rows(hears, happen):
    hears(lambda _id: None)
    rows = [happen()[0] for _ in range(3)]
    Delivery.objects.filter(pk=rows[0].pk).update(
        state="stuck", attempts=14, last_error="TimeoutError at rathaus/x.py:1"
    )
    return rows


def test_it_lists_what_is_stuck_with_its_reason(rows):
    said = outbox()

    assert said.startswith("stuck 1 · failing 0 · waiting 2 · worker seen never\n")
    assert f"{rows[0].pk}  frankfurt  test.happened →" in said
    assert "attempt 14" in said
    assert "TimeoutError at rathaus/x.py:1" in said
    assert str(rows[1].pk) not in said


def test_it_lists_what_waits_when_asked(rows):
    said = outbox(waiting=True)

    assert [str(row.pk) in said for row in rows] == [True, True, True]


def test_retrying_begins_anew_with_what_is_stuck(rows):
    assert outbox(retry=True, city="wiesbaden") == "0 deliveries begin anew.\n"
    assert outbox(retry=True, listener=rows[0].listener) == "1 deliveries begin anew.\n"

    assert set(Delivery.objects.values_list("state", "attempts")) == {("waiting", 0)}
