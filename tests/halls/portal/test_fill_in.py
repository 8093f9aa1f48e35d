"""The walk through the pages of an application, in a browser without JavaScript."""

from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.applications.models import Draft, Submission
from tests import factories
from tests.pages import Visitor

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(name="nachweis.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def at_the_dogs(frankfurt, **name):
    factories.make_version(frankfurt)
    kim = Visitor()
    kim.start()
    kim.press("Weiter", f_name="Kim Muster")
    return kim


def test_an_application_is_walked_from_the_first_page_to_its_number(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()

    assert kim.start().heading == "Halterin oder Halter"
    assert kim.press("Weiter", f_name="Kim Muster", f_email="kim@muster.example").heading == (
        "Ihre Hunde"
    )
    kim.press(
        "Weiter", **{"f_call-0": "Bello", "f_mixed-0": "false", "f_reduced": "false"}
    )
    assert kim.page.heading == "Prüfen Sie Ihre Angaben"
    kim.press("Verbindlich absenden")

    assert kim.page.heading == "Ihr Antrag ist eingegangen"
    submission = Submission.objects.get()
    assert submission.answers == {
        "name": "Kim Muster",
        "email": "kim@muster.example",
        "dogs": [{"call": "Bello", "mixed": False}],
        "reduced": False,
    }
    assert submission.email == "kim@muster.example"
    assert submission.number in kim.page.text.replace(" ", "")
    assert not Draft.objects.exists()
