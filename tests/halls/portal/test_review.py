"""Checking the answers, sending them once, and what is said then."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.applications import access, filling_in
from rathaus.applications.models import Draft, Submission
from rathaus.outbox.models import Event
from tests import cast, factories
from tests.plain_browser import Visitor

PDF = b"%PDF-1.7\n%%EOF\n"


def at_the_review(frankfurt, **changes):
    factories.make_version(frankfurt, definition=factories.make_definition(**changes))
    kim = Visitor()
    kim.start()
    kim.press("Weiter", f_name="Kim Muster", f_email=cast.CITIZEN_EMAIL)
    kim.press("Weiter", **{"f_call-0": "Bello", "f_mixed-0": "false", "f_reduced": "false"})
    assert kim.page.heading == "Prüfen Sie Ihre Angaben"
    return kim


def test_every_page_is_read_aloud_with_a_link_of_its_own_to_change_it(in_frankfurt):
    kim = at_the_review(in_frankfurt)

    for text in ("Kim Muster", "Bello", "Hund 1", "keine Angabe", "Nein"):
        assert text in kim.page.text
    changing = [link.text for link in kim.page.links if "ändern" in link.text]
    assert changing == ["„Halterin oder Halter“ ändern", "„Ihre Hunde“ ändern"]


def test_after_changing_a_page_one_is_back_at_checking(in_frankfurt):
    kim = at_the_review(in_frankfurt)

    kim.follow("„Halterin oder Halter“ ändern")
    kim.press("Weiter", f_name="Mika Muster")

    assert kim.page.heading == "Prüfen Sie Ihre Angaben"
    assert "Mika Muster" in kim.page.text


def test_a_page_that_a_change_brings_up_is_asked_before_checking_again(in_frankfurt):
    kim = at_the_review(in_frankfurt)

    kim.follow("„Ihre Hunde“ ändern")
    page = kim.press("Weiter", f_reduced="true")

    assert page.heading == "Nachweis"
    assert "Diese Seite fehlt noch, bevor Sie absenden können" in page.text
    proof = SimpleUploadedFile("nachweis.pdf", PDF)
    assert kim.press("Weiter", f_proof=proof).heading == "Prüfen Sie Ihre Angaben"


def test_answers_that_are_not_asked_any_more_are_dropped_with_notice(in_frankfurt):
    kim = at_the_review(in_frankfurt)
    kim.follow("„Ihre Hunde“ ändern")
    kim.press("Weiter", f_reduced="true")
    kim.press("Weiter", f_proof=SimpleUploadedFile("nachweis.pdf", PDF))
    kim.follow("„Ihre Hunde“ ändern")

    page = kim.press("Weiter", f_reduced="false")

    assert "Diese Angaben schicken wir nicht mit" in page.text
    assert "gebraucht: Nachweis" in page.text
    kim.press("Verbindlich absenden")
    submission = Submission.objects.get()
    assert "proof" not in submission.answers
    assert not submission.uploads.exists()


def test_checking_leads_to_the_first_page_that_is_missing(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()
    first = kim.start()

    page = kim.open(first.address.replace("p_owner", "pruefen"))

    assert page.heading == "Halterin oder Halter"


def test_a_page_that_was_left_unfinished_has_to_be_finished(in_frankfurt):
    kim = at_the_review(in_frankfurt)
    kim.follow("„Halterin oder Halter“ ändern")
    kim.press("Zurück", f_name="")

    assert kim.page.heading == "Halterin oder Halter"
    kim.client.post(kim.page.address.partition("p_owner")[0] + "pruefen/")
    assert not Submission.objects.exists()


def test_a_constraint_over_pages_is_told_when_all_are_answered(in_frankfurt):
    constraint = {
        "schema": {"not": {"properties": {"name": {"const": "Kim"}, "reduced": {"const": False}}}},
        "message": "Kim braucht eine Ermäßigung.",
    }
    definition = factories.make_definition(constraints=[constraint])
    factories.make_version(in_frankfurt, definition=definition)
    kim = Visitor()
    kim.start()

    assert kim.press("Weiter", f_name="Kim").heading == "Ihre Hunde"
    page = kim.press("Weiter", **{"f_call-0": "B", "f_mixed-0": "false", "f_reduced": "false"})
    assert page.errors == ["Kim braucht eine Ermäßigung."]


# --- once ---------------------------------------------------------------------------------------


def test_sending_twice_makes_one_submission_and_leads_to_the_same_confirmation(in_frankfurt):
    kim = at_the_review(in_frankfurt)
    review = kim.page

    first = kim.press("Verbindlich absenden")
    kim.page = review
    second = kim.press("Verbindlich absenden")

    assert first.address == second.address
    assert first.heading == second.heading == "Ihr Antrag ist eingegangen"
    assert Submission.objects.count() == 1
    assert Event.objects.filter(name="submission.received").count() == 1


def test_going_back_after_sending_leads_to_the_confirmation(in_frankfurt):
    kim = at_the_review(in_frankfurt)
    draft = kim.page.address.partition("pruefen")[0]
    kim.press("Verbindlich absenden")

    for path in ("", "p_owner/", "pruefen/", "speichern/"):
        assert kim.open(draft + path).heading == "Ihr Antrag ist eingegangen"


def test_the_confirmation_says_number_day_and_what_happens_next(in_frankfurt):
    kim = at_the_review(in_frankfurt)

    page = kim.press("Verbindlich absenden")

    number = Submission.objects.get().number
    assert number.count("-") == 3
    assert " - ".join(number.split("-")) in page.text.replace("-", " - ").replace("  ", " ")
    assert "In der Regel bis zum" in page.text
    assert "Die Eingangsbestätigung wird gerade erstellt." in page.text
    assert cast.CITIZEN_EMAIL in page.text


# --- e-mail -------------------------------------------------------------------------------------


def without_email():
    name = {"kind": "text", "key": "name", "label": "Name", "required": True}
    return factories.one_page(name)


def test_a_form_without_an_email_question_asks_for_one_before_sending(in_frankfurt):
    factories.make_version(in_frankfurt, definition=without_email())
    kim = Visitor()
    kim.start()
    kim.press("Weiter", f_name="Kim")

    page = kim.press("Verbindlich absenden", email="kim@")
    assert (page.status, "Geben Sie eine E-Mail-Adresse ein" in page.text) == (422, True)
    kim.press("Verbindlich absenden", email=cast.CITIZEN_EMAIL)

    assert Submission.objects.get().email == cast.CITIZEN_EMAIL


def test_the_address_may_be_left_out_where_it_is_not_needed(in_frankfurt):
    factories.make_version(in_frankfurt, definition=without_email())
    kim = Visitor()
    kim.start()
    kim.press("Weiter", f_name="Kim")

    kim.press("Verbindlich absenden")

    assert Submission.objects.get().email == ""


def test_where_the_address_identifies_it_is_confirmed_by_a_link_before_sending(in_frankfurt):
    kim = at_the_review(in_frankfurt, identification="email")
    review = kim.page.address
    assert not any("absenden" in button.text for button in kim.page.buttons)
    kim.client.post(review)
    assert not Submission.objects.exists()

    page = kim.press("Link schicken")
    assert f"Wir haben einen Link an {cast.CITIZEN_EMAIL} geschickt" in page.text
    draft = Draft.objects.get()
    assert Event.objects.get().name == "draft.saved_for_later"
    kim.open(f"/weiter/{access.resume_token(draft)}/")

    assert kim.press("Verbindlich absenden").heading == "Ihr Antrag ist eingegangen"


def test_another_address_than_the_confirmed_one_is_confirmed_anew(in_frankfurt):
    kim = at_the_review(in_frankfurt, identification="email")
    kim.press("Link schicken")
    kim.open(f"/weiter/{access.resume_token(Draft.objects.get())}/")
    kim.follow("„Halterin oder Halter“ ändern")

    page = kim.press("Weiter", f_email="other@muster.example")

    assert "Bestätigen Sie zuerst Ihre E-Mail-Adresse" in page.text


# --- save for later -------------------------------------------------------------------------------


def test_an_application_is_saved_and_resumed_on_another_device(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()
    kim.start()
    kim.press("Speichern und später fortsetzen", f_name="Kim", f_email=cast.CITIZEN_EMAIL)
    assert kim.page.values["email"] == [cast.CITIZEN_EMAIL]
    assert kim.press("Link schicken").heading == "Ihr Antrag ist gespeichert"
    draft = Draft.objects.get()
    assert [(event.name, event.subject_id) for event in Event.objects.all()] == [
        ("draft.saved_for_later", draft.pk)
    ]

    phone = Visitor()
    page = phone.open(f"/weiter/{access.resume_token(draft)}/")

    assert page.heading == "Ihre Hunde"
    phone.press("Zurück")
    assert phone.page.values["f_name"] == ["Kim"]


def test_saving_for_later_wants_an_address(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()
    kim.start()
    kim.press("Speichern und später fortsetzen")

    page = kim.press("Link schicken", email="")

    assert page.status == 422
    assert "Geben Sie Ihre E-Mail-Adresse ein." in page.text
    assert not Event.objects.exists()


def test_a_changed_link_opens_nothing(in_frankfurt):
    draft = factories.make_draft(factories.make_version(in_frankfurt), email="kim@muster.example")
    token = access.resume_token(draft)

    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x", token.replace(".", "")):
        assert Visitor().open(f"/weiter/{wrong}/").status == 410


def test_the_link_of_an_expired_draft_says_so(in_frankfurt):
    version = factories.make_version(in_frankfurt)
    draft = factories.make_draft(version, expires_at=cast.NOW - dt.timedelta(days=400))

    page = Visitor().open(f"/weiter/{access.resume_token(draft)}/")

    assert page.status == 410
    assert page.heading == "Diesen Entwurf gibt es nicht mehr"


def test_a_draft_can_be_deleted_with_its_files(in_frankfurt):
    kim = at_the_review(in_frankfurt)
    kim.follow("Speichern und später fortsetzen")
    kim.follow("Antrag löschen")

    assert kim.press("Ja, löschen").heading == "Der Antrag ist gelöscht"
    assert not Draft.objects.exists()


def test_closing_takes_the_draft_out_of_this_browser(in_frankfurt):
    kim = at_the_review(in_frankfurt)
    review = kim.page.address
    kim.follow("Speichern und später fortsetzen")
    kim.press("Link schicken")

    kim.press("In diesem Browser schließen")

    assert Draft.objects.exists()
    assert kim.open(review).status == 404


@pytest.mark.parametrize("path", ["schliessen/", "bestaetigen/"])
def test_what_changes_something_needs_a_post(in_frankfurt, path):
    kim = at_the_review(in_frankfurt)

    assert kim.open(kim.page.address.replace("pruefen/", path)).status == 405


def test_saving_again_moves_the_expiry(in_frankfurt, now):
    draft = factories.make_draft(factories.make_version(in_frankfurt))

    filling_in.save_page(
        draft, page_id="p_owner", answers={"name": "Kim"}, language="de",
        at=now + dt.timedelta(days=10),
    )  # fmt: skip

    assert draft.expires_at == now + dt.timedelta(days=40)
