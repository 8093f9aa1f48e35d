"""A citizen follows an application by a signed link, without an account."""

import datetime as dt

import pytest
from django.utils import timezone

from rathaus.applications.access import citizen_token
from rathaus.cases.models import Case
from rathaus.cities.scope import for_city
from rathaus.cities.sealing import blind_index
from rathaus.notices import archive
from rathaus.notices.models import Notice
from rathaus.outbox.models import Event
from rathaus.portal import opened
from rathaus.portal.asking_for_links import EVENT, NOT_AGAIN_FOR, ask_for_links
from tests import cast
from tests.factories import department_of, make_submission, make_version


@pytest.fixture
def submission(frankfurt):
    index = blind_index(cast.CITIZEN_EMAIL, city_id=frankfurt.pk)
    return make_submission(make_version(frankfurt), email_index=index)


@pytest.fixture
def notice(frankfurt, submission):
    pdf = b"%PDF-1.7 a notice"
    with for_city(frankfurt):
        made = Notice(
            city=frankfurt,
            submission=submission,
            kind="receipt",
            title="Eingangsbestätigung",
            sha256=archive.hash_of(pdf),
            issued_at=cast.NOW,
        )
        made.file = archive.place_of(made)
        archive.keep(made, pdf)
        made.save(force_insert=True)
    yield made
    archive.drop(made)


def open_link(client, submission, city="frankfurt"):
    return client.get(f"/{city}/meine-antraege/{citizen_token(submission)}/", follow=True)


def test_the_link_from_the_mail_shows_where_the_application_stands(client, submission):
    answer = open_link(client, submission)

    assert answer.redirect_chain == [("/frankfurt/meine-antraege/", 302)]
    page = answer.content.decode()
    assert submission.number in page
    assert "Hund anmelden" in page
    assert "eingegangen" in page


def test_a_decision_is_shown(client, frankfurt, submission):
    with for_city(frankfurt):
        Case.objects.create(
            city=frankfurt,
            submission=submission,
            process=submission.version.process,
            department=department_of(frankfurt),
            reference=submission.number,
            submitted_at=cast.NOW,
            due_on=cast.NOW.date(),
            opened_at=cast.NOW,
            state="granted",
            decided_at=cast.NOW,
        )

    page = open_link(client, submission).content.decode()

    assert "Entschieden: bewilligt" in page
    assert "Steueramt" in page


def test_without_a_link_nothing_is_shown(client, submission):
    page = client.get("/frankfurt/meine-antraege/").content.decode()

    assert submission.number not in page
    assert "Links zuschicken" in page


@pytest.mark.parametrize("token", ["nonsense", "a.b.c"])
def test_a_link_that_was_not_made_here_opens_nothing(client, frankfurt, token):
    answer = client.get(f"/frankfurt/meine-antraege/{token}/")

    assert answer.status_code == 404
    assert "Dieser Link gilt nicht mehr" in answer.content.decode()


def test_a_link_opens_nothing_in_another_city(client, wiesbaden, submission):
    answer = open_link(client, submission, city="wiesbaden")

    assert answer.status_code == 404
    assert submission.number not in answer.content.decode()


def test_what_was_opened_in_one_city_is_not_shown_in_another(client, wiesbaden, submission):
    open_link(client, submission)

    assert submission.number not in client.get("/wiesbaden/meine-antraege/").content.decode()


def test_a_document_is_handed_out_to_who_opened_its_application(client, frankfurt, notice):
    open_link(client, notice.submission)

    answer = client.get(f"/frankfurt/meine-antraege/dokumente/{notice.pk}/")

    assert answer.content == b"%PDF-1.7 a notice"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    with for_city(frankfurt):
        assert Notice.objects.get(pk=notice.pk).opened_at is not None


def test_a_document_does_not_exist_for_anybody_else(client, wiesbaden, notice):
    assert client.get(f"/frankfurt/meine-antraege/dokumente/{notice.pk}/").status_code == 404
    open_link(client, notice.submission)
    assert client.get(f"/wiesbaden/meine-antraege/dokumente/{notice.pk}/").status_code == 404


def test_who_shares_a_computer_can_close_everything(client, submission):
    open_link(client, submission)

    page = client.post("/frankfurt/meine-antraege/schliessen/", follow=True).content.decode()

    assert submission.number not in page


def test_after_an_hour_the_link_is_needed_again(client, rf, submission):
    request = rf.get("/")
    request.session = client.session
    opened.remember(request, submission.pk, at=cast.NOW)

    assert opened.opened(request, at=cast.NOW + dt.timedelta(minutes=59)) == [submission.pk]
    assert opened.opened(request, at=cast.NOW + dt.timedelta(minutes=61)) == []


@pytest.mark.parametrize("email", [cast.CITIZEN_EMAIL, "stranger@muster.example"])
def test_the_answer_does_not_say_whether_an_address_is_known(client, submission, email):
    answer = client.post("/frankfurt/meine-antraege/", {"email": email})

    assert answer.status_code == 200
    assert "Wenn wir Anträge mit dieser Adresse haben" in answer.content.decode()


def test_links_are_asked_for_once_in_ten_minutes(frankfurt, submission):
    now = timezone.now()
    with for_city(frankfurt):
        ask_for_links(email="nobody@muster.example", at=now)
        assert not Event.objects.filter(name=EVENT).exists()
        ask_for_links(email=cast.CITIZEN_EMAIL, at=now)
        ask_for_links(email=cast.CITIZEN_EMAIL.upper(), at=now)
        assert Event.objects.filter(name=EVENT, subject_id=submission.pk).count() == 1
        ask_for_links(email=cast.CITIZEN_EMAIL, at=now + NOT_AGAIN_FOR * 2)
        assert Event.objects.filter(name=EVENT).count() == 2


def test_what_is_no_address_is_explained(client, frankfurt):
    answer = client.post("/frankfurt/meine-antraege/", {"email": "kim"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "<title>Fehler: Meine Anträge" in page
    assert "zum Beispiel name@beispiel.de" in page
    assert 'aria-invalid="true"' in page
