"""Whom a link to an application lets in, and for how long."""

import datetime as dt

import pytest
from django.utils import timezone

from rathaus.applications import access, filling_in
from tests import cast, factories
from tests.plain_browser import Visitor


def test_a_link_to_an_address_that_was_corrected_opens_nothing(in_frankfurt):
    draft = factories.make_draft(
        factories.make_version(in_frankfurt),
        email="mistyped@muster.example",
        expires_at=timezone.now() + dt.timedelta(days=9),
    )
    strangers = access.resume_token(draft)
    filling_in.save_for_later(draft, email=cast.CITIZEN_EMAIL, at=timezone.now())

    assert Visitor().open(f"/weiter/{strangers}/").status == 410
    assert (
        Visitor().open(f"/weiter/{access.resume_token(draft)}/").heading == "Halterin oder Halter"
    )


@pytest.mark.parametrize(("days", "email", "status"), [
    (89, cast.CITIZEN_EMAIL, 200),
    (91, cast.CITIZEN_EMAIL, 410),
    (1, "other@muster.example", 410),
])  # fmt: skip
def test_the_link_of_what_was_sent_shows_it_for_as_long_as_other_links(
    in_frankfurt, days, email, status
):
    version = factories.make_version(in_frankfurt)
    draft = factories.make_draft(version, email=email)
    token = access.resume_token(draft)
    factories.make_submission(
        version, draft_id=draft.pk, submitted_at=timezone.now() - dt.timedelta(days=days)
    )
    draft.delete()

    page = Visitor().open(f"/weiter/{token}/")

    assert page.status == status
    if status == 410:
        assert page.heading == "Dieser Link gilt nicht mehr"
        assert "Links zuschicken" in page.text
