"""The inbox: what a clerk sees, finds, and never sees."""

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rathaus.cases import keyset
from rathaus.cities.scope import for_city
from rathaus.people.models import Membership
from tests import factories

INBOX = "/frankfurt/schreibtisch/vorgaenge/"


def page(client, query=""):
    response = client.get(INBOX + query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_clerk_sees_the_cases_of_the_own_department(client, clerk, case):
    html = page(client)

    assert case.reference in html
    assert "Hund anmelden" in html
    assert 'class="status status--received">eingegangen' in html
    assert "noch niemand" in html


def test_other_departments_and_cities_cases_are_not_there(client, clerk, frankfurt, wiesbaden):
    parks = factories.make_department(frankfurt, key="parks")
    version = factories.make_version(frankfurt)
    hidden = [
        factories.make_case(factories.make_submission(version), department=parks),
        factories.make_case(factories.make_submission(factories.make_version(wiesbaden))),
    ]

    html = page(client)

    assert "Alles erledigt" in html
    assert not any(case.reference in html for case in hidden)


def test_saved_views_count_what_lies_in_them(client, clerk, version):
    today = timezone.localdate()
    for fields in (
        {"due_on": today - dt.timedelta(days=1)},
        {"due_on": today + dt.timedelta(days=30)},
        {"due_on": today, "state": "in_review", "assigned_to": clerk},
    ):
        factories.make_case(factories.make_submission(version), **fields)

    response = client.get(INBOX)

    assert [(view.label, view.count, view.is_here) for view in response.context["views"]] == [
        ("Alle offenen", "3", True),
        ("Neu", "2", False),
        ("Meine", "1", False),
        ("Frist diese Woche", "2", False),
        ("Überfällig", "1", False),
    ]
    for view in response.context["views"]:
        rows = client.get(INBOX + view.address).context["rows"]
        assert str(len(rows)) == view.count


def test_overdue_is_said_in_words(client, clerk, version):
    due_on = timezone.localdate() - dt.timedelta(days=3)
    factories.make_case(factories.make_submission(version), due_on=due_on)

    assert "seit 3 Tagen überfällig" in page(client)


def test_the_department_is_a_filter_where_there_are_several(client, clerk, case, frankfurt):
    assert 'name="amt"' not in page(client)

    parks = factories.make_department(frankfurt, key="parks", name="Grünflächenamt")
    with for_city(frankfurt):
        Membership.objects.create(city=frankfurt, user=clerk, role="clerk", department=parks)

    assert 'name="amt"' in page(client)
    assert case.reference not in page(client, f"?amt={parks.pk}")
    assert case.reference in page(client, f"?amt={case.department_id}")


def test_one_number_leads_to_one_case(client, clerk, case):
    assert case.reference in page(client, f"?nummer={case.reference[-4:]}")
    assert "Kein Vorgang mit „4711“" in page(client, "?nummer=4711")


def test_nothing_found_says_how_to_see_all_again(client, clerk, case):
    html = page(client, "?status=granted")

    assert "Kein Vorgang passt zu dieser Auswahl." in html
    assert f'href="{INBOX}"' in html


def test_pages_turn_and_keep_the_filters(client, clerk, version, monkeypatch):
    monkeypatch.setattr(keyset, "PAGE_SIZE", 2)
    for _number in range(3):
        factories.make_case(factories.make_submission(version))

    first = client.get(INBOX + "?status=received&sortierung=due")
    second = client.get(INBOX + first.context["after"])

    assert [len(answer.context["rows"]) for answer in (first, second)] == [2, 1]
    assert first.context["after"].startswith("?status=received&sortierung=due&ab=after~")
    assert first.context["before"] == ""
    assert second.context["after"] == ""
    back = client.get(INBOX + second.context["before"])
    assert [row.case for row in back.context["rows"]] == [row.case for row in first.context["rows"]]


def test_column_heads_sort_and_say_how_it_is_sorted(client, clerk, case):
    html = page(client)
    assert 'aria-sort="descending"' in html
    assert "?sortierung=oldest" in html
    assert "?sortierung=due" in html

    html = page(client, "?sortierung=due")
    assert 'aria-sort="ascending"' in html
    assert "?sortierung=due_last" in html


def test_the_number_of_statements_does_not_grow_with_the_cases(client, clerk, version):
    client.get(INBOX)  # what a process remembers about the city
    counts = []
    for _round in range(2):
        for _number in range(1 + 2 * len(counts)):
            factories.make_case(factories.make_submission(version))
        with CaptureQueriesContext(connection) as statements:
            client.get(INBOX)
        counts.append(len(statements))

    assert len(set(counts)) == 1, counts
    assert counts[0] <= 13


def test_a_part_sent_alone_equals_the_part_in_the_page(client, clerk, case):
    part = client.get(INBOX, headers={"HX-Request": "true"}).content.decode()

    assert part.strip().startswith('<div id="liste">')
    assert part.strip() in page(client)


NONSENSE = [
    *("", "x", "-1", "0", "²", "\x00", "None", "%00", "' OR 1=1 --", "🐕", "nan", "1e9", "[]"),
    *("received", "me", "due", "before~~", "after~2026-11-23~" + "0" * 32),
    *("9" * 40, "a" * 5000),
]


@pytest.mark.parametrize("seed", range(40))
def test_nonsense_in_the_address_is_answered_calmly(client, clerk, case, seed):
    chance = random.Random(seed)
    names = ["status", "vorgang", "amt", "frist", "zustaendig", "nummer", "sortierung", "ab", "x"]
    query = {name: chance.choice(NONSENSE) for name in chance.sample(names, 5)}

    assert client.get(INBOX, query).status_code == 200


def test_a_city_without_its_departments_has_no_desk_for_strangers(client, frankfurt, wiesbaden):
    client.force_login(factories.make_clerk(factories.department_of(wiesbaden)))

    assert client.get(INBOX).status_code == 404
    assert client.get("/frankfurt/schreibtisch/").status_code == 404


def test_who_is_not_signed_in_comes_back_after_the_login(client, frankfurt):
    response = client.get(INBOX + "?status=received")

    assert response.url == (
        "/frankfurt/konto/login/?next=/frankfurt/schreibtisch/vorgaenge/%3Fstatus%3Dreceived"
    )


def test_a_designer_has_no_inbox(client, frankfurt):
    designer = factories.make_user()
    with for_city(frankfurt):
        Membership.objects.create(city=frankfurt, user=designer, role="designer")
    client.force_login(designer)

    assert client.get(INBOX).status_code == 404


def test_nobody_keeps_a_copy_of_staff_pages(client, clerk, case):
    assert client.get(INBOX).headers["Cache-Control"] == "no-store, private"


def test_the_inbox_is_not_posted_to(client, clerk):
    assert client.post(INBOX).status_code == 405
