"""Looking is logged, once for each look."""

import datetime as dt

from rathaus.cases import viewing
from rathaus.cases.models import HistoryRow


def test_a_look_is_logged_once_within_some_minutes_for_each_person(case, clerk, colleague, now):
    viewing.note_view(case, by=clerk, at=now)
    viewing.note_view(case, by=clerk, at=now + dt.timedelta(minutes=9))
    viewing.note_view(case, by=colleague, at=now + dt.timedelta(minutes=9))
    viewing.note_view(case, by=clerk, at=now + dt.timedelta(minutes=11))

    looks = HistoryRow.objects.order_by("pk").values_list("kind", "by__email")
    assert list(looks) == [
        ("viewed", clerk.email),
        ("viewed", colleague.email),
        ("viewed", clerk.email),
    ]


def test_each_file_is_a_look_of_its_own(case, clerk, now):
    viewing.note_file_view(case, what="Nachweis (Datei 1 von 2)", by=clerk, at=now)
    viewing.note_file_view(case, what="Nachweis (Datei 2 von 2)", by=clerk, at=now)

    assert HistoryRow.objects.filter(kind="file_viewed").count() == 2
