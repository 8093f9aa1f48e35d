"""Files of an application, and what going back, another language and a second window do to it."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.applications import uploading
from rathaus.applications.models import Draft, Submission, Upload
from tests import factories
from tests.plain_browser import Button, Visitor

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(name="nachweis.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def at_the_dogs(frankfurt):
    factories.make_version(frankfurt)
    kim = Visitor()
    kim.start()
    kim.press("Weiter", f_name="Kim Muster")
    return kim


# --- files --------------------------------------------------------------------------------------


def at_the_proof(frankfurt):
    kim = at_the_dogs(frankfurt)
    kim.press("Weiter", **{"f_call-0": "Bello", "f_mixed-0": "false", "f_reduced": "true"})
    return kim


def test_a_file_is_listed_after_uploading_and_can_be_looked_at_and_removed(in_frankfurt):
    kim = at_the_proof(in_frankfurt)

    kim.press("Datei hochladen", f_proof=pdf("mein nachweis.pdf"))
    assert "mein nachweis.pdf" in kim.page.text
    file = kim.client.get(kim.page.link("mein nachweis.pdf"))
    assert (file.content, file["Content-Type"]) == (PDF, "application/pdf")

    kim.press("Entfernen")
    assert "mein nachweis.pdf" not in kim.page.text
    assert not Upload.objects.exists()


def test_weiter_takes_a_chosen_file_along(in_frankfurt):
    kim = at_the_proof(in_frankfurt)

    kim.press("Weiter", f_proof=pdf())
    kim.press("Verbindlich absenden")

    submission = Submission.objects.get()
    upload = Upload.objects.get()
    assert upload.submission == submission
    assert submission.answers["proof"] == str(upload.pk)
    assert uploading.read(upload) == PDF


def test_an_upload_lies_encrypted(in_frankfurt, django_capture_on_commit_callbacks):
    kim = at_the_proof(in_frankfurt)

    kim.press("Weiter", f_proof=pdf())

    upload = Upload.objects.get()
    with default_storage.open(upload.file.name) as stored:
        assert b"PDF" not in stored.read()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("leer.pdf", b""), "Die Datei „leer.pdf“ ist leer. Wählen Sie eine andere."),
        (
            ("groß.pdf", PDF + b"x" * 100_000),
            "Die Datei „groß.pdf“ ist zu groß. Sie darf höchstens 100 kB groß sein.",
        ),
        (
            ("seite.pdf", b"<html><script>alert(1)</script></html>"),
            "Die Datei „seite.pdf“ geht hier nicht. Möglich sind: PDF, PNG.",
        ),
    ],
)
def test_a_file_that_is_refused_is_refused_with_a_sentence(in_frankfurt, file, sentence):
    kim = at_the_proof(in_frankfurt)

    page = kim.press("Datei hochladen", f_proof=pdf(*file))

    assert page.status == 422
    assert page.errors == [sentence]
    assert not Upload.objects.exists()


def test_pressing_upload_without_a_file_says_so(in_frankfurt):
    kim = at_the_proof(in_frankfurt)

    assert kim.press("Datei hochladen").errors == ["Laden Sie bei „Nachweis“ eine Datei hoch."]


def test_a_file_survives_a_mistake_beside_it(in_frankfurt):
    file = {"kind": "file", "key": "proof", "label": "Nachweis", "required": True}
    name = {"kind": "text", "key": "name", "label": "Name", "required": True}
    factories.make_version(in_frankfurt, definition=factories.one_page(file, name))
    kim = Visitor()
    kim.start()

    page = kim.press("Weiter", f_proof=pdf())

    assert page.errors == ["Füllen Sie „Name“ aus."]
    assert "nachweis.pdf" in page.text
    assert kim.press("Weiter", f_name="Kim").heading == "Prüfen Sie Ihre Angaben"
    assert Upload.objects.count() == 1


def test_another_drafts_file_is_no_answer(in_frankfurt):
    kim = at_the_proof(in_frankfurt)
    kim.press("Datei hochladen", f_proof=pdf())
    alien = str(Upload.objects.get().pk)
    mika = Visitor()
    mika.start()
    mika.press("Weiter", f_name="Mika")
    mika.press("Weiter", **{"f_call-0": "Rex", "f_mixed-0": "false", "f_reduced": "true"})

    page = mika.press("Weiter", f_proof=alien)

    assert page.errors == ["Laden Sie bei „Nachweis“ eine Datei hoch."]


# --- back, language, two windows ------------------------------------------------------------------


def test_back_keeps_what_was_typed_whether_or_not_it_is_in_order(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)

    kim.press("Zurück", **{"f_call-0": "Bello"})
    assert kim.page.heading == "Halterin oder Halter"
    assert kim.page.values["f_name"] == ["Kim Muster"]
    kim.press("Weiter")

    assert kim.page.values["f_call-0"] == ["Bello"]


def test_back_on_the_first_page_leads_to_the_service(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()
    kim.start()

    assert kim.press("Zurück", f_name="Kim").address == "/frankfurt/leistungen/hund-anmelden/"
    assert Draft.objects.get().answers == {"name": "Kim"}


def test_switching_the_language_keeps_the_page_and_what_is_typed(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()
    first = kim.start()

    page = kim.send(Button("_language", "en"), {"f_name": "Kim Muster", "f_email": "kim@"})

    assert page.address == first.address
    assert page.language == "en"
    assert page.heading == "Dog owner"
    assert page.values["f_name"] == ["Kim Muster"]
    assert page.values["f_email"] == ["kim@"]
    assert page.labels["f_name"] == "Name of the owner"
    kim.press(page.buttons[-2].text.strip(), f_email="")
    assert Draft.objects.get().language == "en"


def test_a_page_saved_in_another_window_is_not_overwritten_unseen(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()
    kim.start()
    other = Visitor()
    other.client.cookies = kim.client.cookies
    other.open(kim.page.address)
    other.press("Weiter", f_name="Mika")

    page = kim.press("Weiter", f_name="Kim")

    assert "inzwischen in einem anderen Fenster gespeichert" in page.text
    assert page.values["f_name"] == ["Kim"]
    assert Draft.objects.get().answers["name"] == "Mika"
    kim.press("Weiter")
    assert Draft.objects.get().answers["name"] == "Kim"


def test_pressing_weiter_twice_is_no_conflict(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()
    first = kim.start()
    kim.press("Weiter", f_name="Kim")
    kim.page = first

    assert kim.press("Weiter", f_name="Kim").heading == "Ihre Hunde"
