"""The operating unit never sees what citizens wrote: its pages do not even ask for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rathaus.people.inviting import invite
from rathaus.people.models import Membership
from rathaus.sharing.bundles import take_over_all
from rathaus.sharing.models import Installation
from tests import cast, factories, sharing_stories
from tests.house.every_address import OPERATING

WORDS = ("Kim Muster", "Bello", cast.CITIZEN_EMAIL, "Grund der Ablehnung")
TABLES = ("applications_", "cases_", "notices_")


@pytest.fixture
def ids(frankfurt, wiesbaden):
    """Return what every page needs, of two cities in which citizens applied."""
    offer = sharing_stories.offered(frankfurt)
    sharing_stories.offered(wiesbaden, slug="hund-eigen")
    take_over_all([offer], city=wiesbaden, by=None, at=cast.NOW)
    numbers = []
    for city in (frankfurt, wiesbaden):
        version = factories.make_version(city, slug="mit-antrag")
        submission = factories.make_submission(version)
        factories.make_case(submission, reason="Grund der Ablehnung")
        numbers.append(submission.number)
    invitation = invite(
        "erste@wiesbaden.example",
        first_name="Erna",
        last_name="Ersting",
        role=Membership.Role.ADMINISTRATOR,
        city=wiesbaden,
        by=None,
        at=cast.NOW,
    )
    installation = Installation.objects.create(name="Nord", public_key="ab" * 32)
    return {
        "slug": wiesbaden.slug,
        "offer_id": offer.pk,
        "invitation_id": invitation.pk,
        "installation_id": installation.pk,
        "numbers": numbers,
    }


@pytest.mark.parametrize("name", OPERATING)
def test_no_page_asks_for_applications_cases_or_letters(hall, ids, name):
    path = reverse(name, kwargs={need: ids[need] for need in OPERATING[name]})

    with CaptureQueriesContext(connection) as asked:
        answer = hall.get(path)

    statements = [query["sql"] for query in asked.captured_queries]
    assert answer.status_code in {200, 405}
    assert not [sql for sql in statements if any(table in sql for table in TABLES)]
    text = answer.content.decode()
    assert not [word for word in (*WORDS, *ids["numbers"]) if word in text]


def test_a_city_in_the_address_opens_nothing_to_the_operating_unit(hall, ids):
    for path in ("schreibtisch/vorgaenge/", "baukasten/", "baukasten/regal/", "betrieb/"):
        assert hall.get(f"/wiesbaden/{path}").status_code == 404
