"""The town hall's e-mails: a link in the citizen's language, and nothing anybody could pry."""

import re

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.db import transaction

from rathaus.applications import access
from rathaus.cities.sealing import blind_index
from rathaus.notices.models import Notice
from rathaus.outbox.delivering import deliver
from rathaus.outbox.models import Delivery
from rathaus.outbox.recording import record
from tests import cast, factories


@pytest.fixture
def version(in_frankfurt):
    return factories.make_version(in_frankfurt)


def make_notice(submission, *, kind="receipt"):
    return Notice.objects.create(
        city=submission.city,
        submission=submission,
        kind=kind,
        title="Bescheid über die Hundesteuer für Bello",
        file=ContentFile(b"", name="notice"),
        sha256="0" * 64,
        issued_at=cast.NOW,
    )


def happen(name, subject):
    """Record news, deliver it to who writes e-mails, and return those deliveries."""
    with transaction.atomic():
        event = record(name, subject_id=subject.pk)
    found = list(Delivery.objects.filter(event=event, listener__startswith="connectors."))
    for delivery in found:
        deliver(delivery.pk)
        delivery.refresh_from_db()
    return found


def only_letter():
    [letter] = mail.outbox
    return letter


def token_in(letter, *, before):
    [token] = re.findall(rf"http://testserver/frankfurt/{before}/(\S+)/\n", letter.body)
    return token


def test_who_saves_for_later_gets_a_link_that_opens_the_draft(version):
    draft = factories.make_draft(version, email=cast.CITIZEN_EMAIL)

    [delivery] = happen("draft.saved_for_later", draft)

    letter = only_letter()
    assert delivery.state == "done"
    assert letter.to == [cast.CITIZEN_EMAIL]
    assert access.read_resume_token(token_in(letter, before="weiter"))[0] == draft.pk
    assert "Der Link gilt bis zum" in letter.body


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("receipt", "Ihr Antrag ist eingegangen – Frankfurt am Main"),
        ("granted", "Neues Schreiben zu Ihrem Antrag – Frankfurt am Main"),
        ("refused", "Neues Schreiben zu Ihrem Antrag – Frankfurt am Main"),
    ],
)
def test_who_gets_a_document_gets_a_link_to_it_and_never_the_file(version, kind, subject):
    submission = factories.make_submission(version)

    happen("notice.issued", make_notice(submission, kind=kind))

    letter = only_letter()
    assert letter.subject == subject
    assert letter.attachments == []
    token = token_in(letter, before="meine-antraege")
    assert access.read_citizen_token(token) == submission.pk
    assert submission.number in letter.body


def test_an_email_says_neither_who_nor_what_about_nor_how_it_ended(version):
    submission = factories.make_submission(version)

    happen("notice.issued", make_notice(submission, kind="refused"))

    letter = only_letter()
    said = (letter.subject + letter.body).casefold()
    told = [version.definition["title"], "Bescheid", "Bello", "abgelehnt", "refused"]
    assert [word for word in told if word.casefold() in said] == []


def test_the_same_delivery_has_the_same_message_id_and_the_city_as_sender(version, in_frankfurt):
    submission = factories.make_submission(version)
    notice = make_notice(submission)

    [delivery] = happen("notice.issued", notice)
    Delivery.objects.filter(pk=delivery.pk).update(
        state="waiting", due_at=delivery.done_at, leased_until=None
    )
    deliver(delivery.pk)

    first, again = (letter.message() for letter in mail.outbox)
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Message-ID"].endswith("@frankfurt.example>")
    assert first["Auto-Submitted"] == "auto-generated"
    assert mail.outbox[0].from_email == f"{in_frankfurt.name} <{in_frankfurt.email}>"


def test_what_was_sent_is_not_sent_again(version):
    [delivery] = happen("notice.issued", make_notice(factories.make_submission(version)))

    assert deliver(delivery.pk) is False
    assert len(mail.outbox) == 1


def test_without_an_address_nothing_is_sent_and_the_news_is_delivered(version):
    submission = factories.make_submission(version, email="")
    draft = factories.make_draft(version)

    told = happen("notice.issued", make_notice(submission))
    told += happen("draft.saved_for_later", draft)

    assert [delivery.state for delivery in told] == ["done", "done"]
    assert mail.outbox == []


def test_a_draft_that_was_sent_or_deleted_meanwhile_needs_no_link(version):
    draft = factories.make_draft(version, email=cast.CITIZEN_EMAIL)
    with transaction.atomic():
        event = record("draft.saved_for_later", subject_id=draft.pk)
    draft.delete()
    delivery = event.deliveries.get()

    deliver(delivery.pk)

    delivery.refresh_from_db()

    assert (delivery.state, mail.outbox) == ("done", [])


@pytest.mark.parametrize(("language", "header"), [("de", "de"), ("en", "en"), ("uk", "de")])
def test_it_is_written_in_the_language_of_the_application_or_in_german(version, language, header):
    submission = factories.make_submission(version, language=language)

    happen("notice.issued", make_notice(submission))

    assert only_letter().message()["Content-Language"] == header


def test_who_lost_the_links_gets_one_for_each_application_of_the_mailbox(version):
    index = blind_index(cast.CITIZEN_EMAIL, city_id=version.city_id)
    mine = [factories.make_submission(version, email_index=index) for _ in range(2)]
    of_somebody_else = factories.make_submission(version, email="somebody@else.example")

    happen("links.requested", mine[-1])

    numbers = [submission.number for submission in [*mine, of_somebody_else]]
    assert [number in only_letter().body for number in numbers] == [True, True, False]


def test_a_mail_server_that_is_away_is_tried_again_later(version, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    [delivery] = happen("notice.issued", make_notice(factories.make_submission(version)))

    assert (delivery.state, delivery.attempts) == ("waiting", 1)
    assert delivery.last_error.startswith("ConnectionRefusedError")


def test_nothing_in_an_email_is_escaped_for_html(version, in_frankfurt):
    in_frankfurt.authority = "Magistrat „Mitte“ & Umland"
    in_frankfurt.save()

    happen("notice.issued", make_notice(factories.make_submission(version)))

    assert "Magistrat „Mitte“ & Umland" in only_letter().body
