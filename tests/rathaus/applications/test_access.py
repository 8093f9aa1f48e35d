"""Signed links and cookies."""

import datetime as dt
import time

from django.http import HttpResponse
from django.test import RequestFactory

from rathaus.applications import access
from tests import factories


def request_with(response, name=access.COOKIE):
    request = RequestFactory().get("/")
    request.COOKIES[name] = response.cookies[access.COOKIE].value
    return request


def draft_in(city, **fields):
    return factories.make_draft(factories.make_version(city), **fields)


def test_the_cookie_opens_its_draft_and_no_other(in_frankfurt):
    version = factories.make_version(in_frankfurt)
    draft, other = factories.make_draft(version), factories.make_draft(version)
    response = HttpResponse()
    access.give_cookie(response, draft.pk)

    assert access.holds_cookie(request_with(response), draft.pk)
    assert not access.holds_cookie(request_with(response), other.pk)


def test_the_cookie_goes_to_the_drafts_pages_only_and_not_to_scripts(in_frankfurt):
    draft = draft_in(in_frankfurt)
    response = HttpResponse()
    access.give_cookie(response, draft.pk)

    cookie = response.cookies[access.COOKIE]
    assert cookie["path"].endswith(f"/antrag/{draft.pk}/")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_cookie_is_too_old_after_a_day(in_frankfurt, monkeypatch):
    draft = draft_in(in_frankfurt)
    response = HttpResponse()
    access.give_cookie(response, draft.pk)
    tomorrow = time.time() + 24 * 3600 + 5
    monkeypatch.setattr(time, "time", lambda: tomorrow)

    assert not access.holds_cookie(request_with(response), draft.pk)


def test_a_link_names_its_draft_and_proves_its_mailbox(in_frankfurt):
    draft = draft_in(in_frankfurt, email="kim@muster.example")

    draft_id, mailbox = access.read_resume_token(access.resume_token(draft))

    assert draft_id == draft.pk
    assert access.proves_mailbox(draft, mailbox)
    draft.email = "other@muster.example"
    assert not access.proves_mailbox(draft, mailbox)


def test_a_link_without_address_proves_nothing(in_frankfurt):
    draft = draft_in(in_frankfurt)
    _draft_id, mailbox = access.read_resume_token(access.resume_token(draft))

    assert not access.proves_mailbox(draft, mailbox)


def test_tokens_of_one_purpose_do_not_work_for_another(in_frankfurt):
    version = factories.make_version(in_frankfurt)
    submission = factories.make_submission(version)

    assert access.read_citizen_token(access.citizen_token(submission)) == submission.pk
    assert access.read_resume_token(access.citizen_token(submission)) is None
    assert access.read_citizen_token(access.resume_token(factories.make_draft(version))) is None


def test_a_link_to_what_was_sent_is_too_old_after_90_days(in_frankfurt, monkeypatch):
    submission = factories.make_submission(factories.make_version(in_frankfurt))
    token = access.citizen_token(submission)
    monkeypatch.setattr(access, "LINK_LASTS", dt.timedelta(seconds=-1))

    assert access.read_citizen_token(token) is None
