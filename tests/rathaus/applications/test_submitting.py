"""Sending a draft: once, complete, with its files."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from rathaus.applications import numbers, submitting, uploading
from rathaus.applications.models import Draft, Submission, Upload
from rathaus.applications.submitting import NoDraft, NotComplete, NotConfirmed, submit
from rathaus.outbox.models import Event
from tests import cast, factories

PDF = b"%PDF-1.7\n%%EOF\n"


def take(draft, content=PDF, name="a.pdf"):
    node = cast.DOG_TAX["nodes"]["f_proof"]
    file = SimpleUploadedFile(name, content)
    return uploading.take_in(draft, node_id="f_proof", node=node, file=file, at=cast.NOW)


def test_a_draft_becomes_a_submission_with_the_news_of_it(in_frankfurt, now):
    version = factories.make_version(in_frankfurt)
    draft = factories.make_draft(version, answers=cast.DOG_ANSWERS, language="en")

    submission = submit(draft.pk, at=now)

    assert submission.answers == cast.DOG_ANSWERS
    assert submission.email == cast.CITIZEN_EMAIL
    assert (submission.draft_id, submission.version_id) == (draft.pk, version.pk)
    assert (submission.language, submission.submitted_at) == ("en", now)
    event = Event.objects.get()
    assert (event.name, event.subject_id) == ("submission.received", submission.pk)
    assert not Draft.objects.exists()


def test_sending_again_returns_what_was_sent(in_frankfurt, now):
    version = factories.make_version(in_frankfurt)
    draft = factories.make_draft(version, answers=cast.DOG_ANSWERS)

    assert submit(draft.pk, at=now) == submit(draft.pk, at=now + dt.timedelta(days=1))
    assert Submission.objects.count() == Event.objects.count() == 1


def test_what_is_not_valid_is_not_sent(in_frankfurt, now):
    draft = factories.make_draft(factories.make_version(in_frankfurt), answers={"name": "Kim"})

    with pytest.raises(NotComplete) as refused:
        submit(draft.pk, at=now)

    assert {fault.node_id for fault in refused.value.faults} == {"l_dogs", "f_reduced"}
    assert Draft.objects.exists()
    assert not Event.objects.exists()


def test_what_is_typed_and_not_yet_an_answer_is_not_passed_over(in_frankfurt, now):
    draft = factories.make_draft(
        factories.make_version(in_frankfurt),
        answers=cast.DOG_ANSWERS,
        pages={"p_owner": {"revision": 2, "typed": {"level": {"fields": {}, "lists": {}}}}},
    )

    with pytest.raises(NotComplete):
        submit(draft.pk, at=now)


def test_hidden_answers_are_not_sent(in_frankfurt, now):
    dogs = [{"call": "Bello", "mixed": False, "second_breed": "Dackel"}]
    answers = {**cast.DOG_ANSWERS, "dogs": dogs}
    draft = factories.make_draft(factories.make_version(in_frankfurt), answers=answers)

    assert submit(draft.pk, at=now).answers == cast.DOG_ANSWERS


def test_files_go_along_and_those_no_answer_names_are_deleted(
    in_frankfurt, now, django_capture_on_commit_callbacks
):
    draft = factories.make_draft(factories.make_version(in_frankfurt))
    sent, left = take(draft), take(draft)
    draft.answers = {**cast.DOG_ANSWERS, "reduced": True, "proof": str(sent.pk)}
    draft.save()

    with django_capture_on_commit_callbacks(execute=True):
        submission = submit(draft.pk, at=now)

    assert list(Upload.objects.values_list("pk", "submission")) == [(sent.pk, submission.pk)]
    assert not default_storage.exists(left.file.name)
    assert uploading.read(Upload.objects.get()) == PDF


def test_a_file_of_another_draft_is_not_sent_along(in_frankfurt, now):
    version = factories.make_version(in_frankfurt)
    other = take(factories.make_draft(version))
    answers = {**cast.DOG_ANSWERS, "reduced": True, "proof": str(other.pk)}
    draft = factories.make_draft(version, answers=answers)

    with pytest.raises(NotComplete) as refused:
        submit(draft.pk, at=now)
    assert [fault.code for fault in refused.value.faults] == ["format_upload"]


def test_an_address_that_identifies_has_to_be_confirmed(in_frankfurt, now):
    definition = factories.make_definition(identification="email")
    version = factories.make_version(in_frankfurt, definition=definition)
    draft = factories.make_draft(
        version, answers=cast.DOG_ANSWERS, email="other@muster.example", email_confirmed=True
    )

    with pytest.raises(NotConfirmed):
        submit(draft.pk, at=now)
    draft.email = cast.CITIZEN_EMAIL
    draft.save()
    assert submit(draft.pk, at=now).email == cast.CITIZEN_EMAIL


def test_nothing_is_sent_where_there_is_no_draft(in_frankfurt, now):
    with pytest.raises(NoDraft):
        submit(cast.DRAFT_ID, at=now)


def test_a_number_that_exists_already_is_drawn_again(in_frankfurt, now, monkeypatch):
    version = factories.make_version(in_frankfurt)
    taken = submit(factories.make_draft(version, answers=cast.DOG_ANSWERS).pk, at=now).number
    fresh = numbers.new_number(in_frankfurt, at=now)
    drawn = iter([taken, fresh])
    monkeypatch.setattr(submitting, "new_number", lambda _city, **_at: next(drawn))

    draft = factories.make_draft(version, answers=cast.DOG_ANSWERS)

    assert submit(draft.pk, at=now).number == fresh


def test_a_database_that_refuses_for_another_reason_is_heard(in_frankfurt, now, monkeypatch):
    version = factories.make_version(in_frankfurt)
    taken = submit(factories.make_draft(version, answers=cast.DOG_ANSWERS).pk, at=now).number
    monkeypatch.setattr(submitting, "new_number", lambda _city, **_at: taken)
    draft = factories.make_draft(version, answers=cast.DOG_ANSWERS)

    with pytest.raises(IntegrityError):
        submit(draft.pk, at=now)
    assert Draft.objects.filter(pk=draft.pk).exists()
