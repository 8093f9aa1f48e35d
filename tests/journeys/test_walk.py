"""One application travels from the browser to a PDF notice, with every real part."""

import contextlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from rathaus.demo.people import PASSWORD
from tests import dog_tax
from tests.pages import Person, link_in, pdf_pictures, pdf_text, picture_folder
from tests.servers import wait_for


@pytest.fixture(
    params=[("sqlite", "embedded"), ("postgres", "celery")], ids=["sqlite-embedded", "pg-celery"]
)
def hall(request, town_hall):
    database, queue = request.param
    return town_hall(database=database, queue=queue)


@pytest.fixture
def proof(tmp_path):
    return dog_tax.proof_in(tmp_path)


@pytest.mark.timeout(300)
def test_an_application_travels_from_the_browser_to_a_pdf_notice(hall, browser, proof, request):
    pictures = picture_folder(request.node.callspec.id)
    citizen = Person(browser, hall, "frankfurt")
    citizen.pictures = pictures

    finds_the_service(citizen)
    puts_mistakes_right(citizen)
    registers_two_dogs(citizen, proof)
    elsewhere = goes_on_with_another_device(citizen, browser)
    number = submits_once(elsewhere)
    receives_a_receipt(elsewhere, number)
    department_decides(hall, browser, number, pictures)
    fetches_the_notice(elsewhere, number)
    nobody_else_sees_anything(hall, browser, number)


def finds_the_service(citizen):
    citizen.open()
    citizen.picture("hall")
    citizen.page.get_by_role("searchbox").fill("Hundesteur")
    citizen.press("Suchen")
    citizen.picture("search")
    citizen.follow("Hund zur Hundesteuer anmelden")

    assert "102,00 €" in citizen.text()
    assert "etwa 5 Minuten" in citizen.text()
    assert "Kassen- und Steueramt" in citizen.text()
    citizen.picture("service")
    citizen.press("Antrag starten")


def puts_mistakes_right(citizen):
    citizen.fill(f_name__given_name="Kim", f_email="kim@")
    citizen.press("Weiter")
    citizen.picture("mistakes")

    assert citizen.page.title().startswith("Fehler: ")
    expect(citizen.page.locator("#fehler")).to_be_focused()
    citizen.page.locator("#fehler a").first.click()
    expect(citizen.page.locator('[name="f_name-family_name"]')).to_be_focused()
    expect(citizen.page.locator('[name="f_email"]')).to_have_value("kim@")

    dog_tax.says_the_rest_of_the_owner(citizen)
    citizen.press("English")
    expect(citizen.page.locator('[name="f_name-family_name"]')).to_have_value("Muster")
    assert citizen.heading() == "Dog owner"
    citizen.press("Deutsch")
    citizen.press("Weiter")
    assert citizen.heading() == "Ihre Hunde"


def registers_two_dogs(citizen, proof):
    dog_tax.describes_a_dog(citizen, 0, name="Bello", breed="none", trained=True)
    citizen.fill(f_breed_other__0="Dackel")
    citizen.page.locator('[name="f_trained_proof-0"]').wait_for()
    citizen.fill(f_trained_proof__0=proof)
    citizen.page.locator('[name="_do"][value^="add:l_dogs"]').click()
    expect(citizen.page.get_by_text("begleithund.png").first).to_be_visible()
    dog_tax.describes_a_dog(citizen, 1, name="Rex", dangerous=True, trained=False)
    citizen.picture("dogs")
    citizen.press("Weiter")

    assert citizen.heading() == "Befreiung und Ermäßigung"
    citizen.page.go_back()
    expect(citizen.page.locator('[name="f_call-1"]')).to_have_value("Rex")
    citizen.press("Weiter")
    citizen.fill(f_relief=False)
    citizen.press("Weiter")


def goes_on_with_another_device(citizen, browser):
    """Return the same citizen at another device, at the page where they stopped."""
    citizen.fill(f_rhythm="yearly", f_debit=True)
    citizen.page.locator('[name="f_iban"]').wait_for()
    citizen.press("Speichern und später fortsetzen")
    citizen.picture("save-for-later")
    citizen.page.locator("main input[type=email]").fill(dog_tax.KIM)
    citizen.submit()
    citizen.picture("saved")

    letter = wait_for(lambda: citizen.hall.letters(to=dog_tax.KIM))[-1]
    elsewhere = Person(browser, citizen.hall, citizen.city)
    elsewhere.pictures = citizen.pictures
    elsewhere._taken = citizen._taken
    elsewhere.page.goto(link_in(letter, "/weiter/"))
    if elsewhere.page.locator('[name="f_rhythm"]').count() == 0:
        elsewhere.picture("resume")
        elsewhere.submit()

    expect(elsewhere.page.locator('[name="f_rhythm"][value="yearly"]')).to_be_checked()
    elsewhere.fill(f_holder="Kim Muster", f_iban="DE02 1203 0000 0000 2020 51")
    elsewhere.picture("payment")
    elsewhere.press("Weiter")
    elsewhere.fill(f_correct=True, f_electronic=True, f_privacy=True)
    elsewhere.press("Weiter")
    return elsewhere


def submits_once(citizen):
    """Return the number of the submission."""
    text = citizen.text()
    assert "begleithund.png" in text
    assert "Rottweiler" in text
    assert "1.002,00 €" in text
    citizen.picture("review")

    submit = citizen.page.get_by_role("button", name="Absenden").first
    with contextlib.suppress(Exception):  # the page may be gone before the second click
        submit.dblclick(timeout=5000)
    citizen.page.wait_for_url("**/eingegangen/")
    citizen.page.reload()
    rows = citizen.hall.rows("SELECT number FROM applications_submission")
    assert len(rows) == 1
    number = rows[0][0]
    assert number in citizen.text()
    return number


def receives_a_receipt(citizen, number):
    letter = wait_for(lambda: citizen.hall.letters(to=dog_tax.KIM)[1:], within=30)[-1]
    assert [part.get_content_type() for part in letter.iter_attachments()] == []
    citizen.page.reload()
    citizen.picture("received")

    citizen.page.goto(link_in(letter, "/meine-antraege/"))
    citizen.picture("my-applications")
    receipt = citizen.download(first_document(citizen))
    pdf_pictures(receipt, citizen.pictures, "receipt")
    assert number in pdf_text(receipt)
    assert "Rottweiler" in pdf_text(receipt)


def first_document(citizen, containing="/dokumente/"):
    """Return the address of the first document on the page."""
    found = citizen.page.locator(f'a[href*="{containing}"]').first
    return citizen.hall.base_url + found.get_attribute("href")


def department_decides(hall, browser, number, pictures):
    ((department, case_id, due_on),) = wait_for(
        lambda: hall.rows(
            "SELECT d.key, c.id, c.due_on FROM cases_case c"
            " JOIN cities_department d ON d.id = c.department_id"
        ),
        within=30,
    )
    assert (department, bool(case_id), bool(due_on)) == ("steuern", True, True)

    clerk = Person(browser, hall, "frankfurt")
    clerk.pictures = pictures
    clerk._taken = 50
    clerk.open("schreibtisch/vorgaenge/")
    clerk.picture("login")
    clerk.log_in("steuer@frankfurt.example", PASSWORD)
    clerk.open("schreibtisch/vorgaenge/")
    clerk.picture("inbox")
    clerk.follow(number)
    assert "Wann" not in clerk.heading()
    assert "Seit wann ist der Hund in Ihrem Haushalt?" in clerk.text()
    clerk.picture("case")
    upload = first_document(clerk, containing="/anlagen/")
    assert clerk.download(upload) == dog_tax.PROOF

    clerk.press("Übernehmen")
    clerk.follow("Entscheiden")
    clerk.page.locator('[name="state"][value="granted"]').check()
    clerk.picture("decide")
    clerk.press("Bescheid ansehen")
    clerk.picture("preview")
    clerk.page.locator('button[name="step"][value="decide"]').click()
    assert "bewilligt" in clerk.text()
    clerk.picture("decided")


def fetches_the_notice(citizen, number):
    letter = wait_for(lambda: citizen.hall.letters(to=dog_tax.KIM)[2:], within=60)[-1]
    assert [part.get_content_type() for part in letter.iter_attachments()] == []
    assert len(citizen.hall.rows("SELECT id FROM notices_notice WHERE kind = 'granted'")) == 1

    citizen.page.goto(link_in(letter, "/meine-antraege/"))
    citizen.picture("notice-is-there")
    documents = citizen.page.locator('a[href*="/dokumente/"]')
    texts = {}
    for link in documents.all():
        address = citizen.hall.base_url + link.get_attribute("href")
        pdf = citizen.download(address)
        texts[pdf_text(pdf)] = pdf
    notice = next(text for text in texts if "Bescheid über die Hundesteuer" in text)
    pdf_pictures(texts[notice], citizen.pictures, "notice")
    for words in (number, "102,00 €", "900,00 €", "1.002,00 €", "Kim Muster", "15. Januar"):
        assert words in notice
    assert "Widerspruch" in notice


def nobody_else_sees_anything(hall, browser, number):
    ((case_id,),) = hall.rows("SELECT id FROM cases_case")
    case_path = f"/frankfurt/schreibtisch/vorgaenge/{_dashed(str(case_id))}/"
    strangers = {
        "verkehr@frankfurt.example": "frankfurt",
        "steuer@wiesbaden.example": "wiesbaden",
    }
    for email, city in strangers.items():
        stranger = Person(browser, hall, city)
        stranger.log_in(email, PASSWORD)
        stranger.open("schreibtisch/vorgaenge/")

        assert number not in stranger.page.content()
        assert stranger.status(case_path) == 404
        assert stranger.status(case_path.replace("frankfurt", city)) == 404


def _dashed(case_id):
    # SQLite keeps a UUID as 32 digits.
    plain = case_id.replace("-", "")
    return "-".join([plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]])


def test_the_pictures_are_kept_where_somebody_asks_for_them(monkeypatch, tmp_path):
    monkeypatch.setenv("RATHAUS_PICTURES", str(tmp_path))

    assert picture_folder("here") == Path(tmp_path) / "here"
