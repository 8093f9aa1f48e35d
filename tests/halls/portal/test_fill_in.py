"""The walk through the pages of an application, in a browser without JavaScript."""

from django.core.files.uploadedfile import SimpleUploadedFile

from forms_engine.binding import wording
from rathaus.applications.models import Draft, Submission
from tests import factories
from tests.plain_browser import Visitor

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(name="nachweis.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def at_the_dogs(frankfurt):
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
    kim.press("Weiter", **{"f_call-0": "Bello", "f_mixed-0": "false", "f_reduced": "false"})
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


# --- mistakes -----------------------------------------------------------------------------------


def test_a_mistake_is_named_at_the_top_and_at_the_field_and_what_was_typed_stays(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()
    kim.start()

    page = kim.press(
        "Weiter",
        f_name="",
        f_email="kim@",
        **{"f_born-day": "31", "f_born-month": "2", "f_born-year": "1990"},
    )

    assert page.status == 422
    assert page.title.startswith("Fehler: Halterin oder Halter – Hund anmelden")
    assert page.errors == [
        "Füllen Sie „Name“ aus.",
        wording.SENTENCES["format_email"] % {"label": "E-Mail"},
        "Geben Sie bei „Geburtsdatum“ ein Datum ein, das es gibt, zum Beispiel 3 5 2026.",
    ]
    assert page.values["f_email"] == ["kim@"]
    assert page.values["f_born-month"] == ["2"]
    assert page.attributes["f_name"]["aria-invalid"] == "true"
    assert page.attributes["f_name"]["aria-describedby"] == "f_name-error"
    assert page.attributes["fehler"]["role"] == "alert"
    assert {"autofocus", "tabindex"} <= page.attributes["fehler"].keys()


def test_every_link_of_the_error_summary_leads_to_an_input(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)
    kim.press("Hund hinzufügen")

    page = kim.press("Weiter", **{"f_call-0": "Bello"})

    targets = [link.href[1:] for link in page.links if link.text in page.errors]
    assert targets == ["f_mixed-0", "f_reduced"]
    assert all(target in page.attributes for target in targets)


def test_a_mistake_in_the_second_row_says_so(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)
    kim.press("Hund hinzufügen", **{"f_call-0": "Bello", "f_mixed-0": "false"})

    page = kim.press("Weiter", **{"f_mixed-1": "false", "f_reduced": "false"})

    assert page.errors == ["Hund 2: Füllen Sie „Rufname“ aus."]


def test_what_was_typed_wrongly_is_still_there_when_the_person_comes_back(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim = Visitor()
    first = kim.start()
    kim.press("Weiter", f_name="Kim", f_email="kim@")

    page = kim.open(first.address)

    assert page.values["f_name"] == ["Kim"]
    assert page.values["f_email"] == ["kim@"]
    assert page.errors == []


# --- conditions ---------------------------------------------------------------------------------


def test_a_question_that_an_answer_brings_up_is_shown_after_weiter_and_is_no_mistake(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)
    assert "f_breed2-0" not in kim.page.attributes

    page = kim.press("Weiter", **{"f_call-0": "Bello", "f_mixed-0": "true", "f_reduced": "false"})

    assert page.status == 200
    assert "Nach Ihren Antworten haben wir weitere Fragen" in page.text
    assert page.errors == []
    assert not page.title.startswith("Fehler")
    assert "f_breed2-0" in page.attributes
    assert kim.press("Weiter").errors == ["Füllen Sie „Zweite Rasse“ aus."]
    assert kim.press("Weiter", **{"f_breed2-0": "Dackel"}).heading == "Prüfen Sie Ihre Angaben"


def test_an_answer_that_its_condition_hides_is_not_stored(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)
    kim.press("Weiter", **{"f_call-0": "Bello", "f_mixed-0": "true", "f_reduced": "false"})
    kim.press("Weiter", **{"f_breed2-0": "Dackel"})
    kim.follow("„Ihre Hunde“ ändern")

    kim.press("Weiter", **{"f_mixed-0": "false"})
    kim.press("Verbindlich absenden")

    assert Submission.objects.get().answers["dogs"] == [{"call": "Bello", "mixed": False}]


def test_a_hidden_page_is_skipped_and_counted_as_perhaps(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)

    assert "Schritt 2 von etwa 3" in kim.page.text
    kim.press("Weiter", **{"f_call-0": "Bello", "f_mixed-0": "false", "f_reduced": "true"})
    assert kim.page.heading == "Nachweis"
    assert "Schritt 3 von etwa 4" in kim.page.text


def test_the_address_of_a_hidden_page_leads_on_and_of_no_page_to_404(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)
    base = kim.page.address.rpartition("p_dogs")[0]

    assert kim.open(f"{base}p_proof/").heading == "Ihre Hunde"
    assert kim.open(f"{base}p_none/").status == 404


# --- rows ---------------------------------------------------------------------------------------


def test_rows_are_added_up_to_the_most_and_keep_what_is_typed(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)

    kim.press("Hund hinzufügen", **{"f_call-0": "Bello"})
    page = kim.press("Hund hinzufügen", **{"f_call-1": "Rex"})

    assert page.address.endswith("/p_dogs/")
    assert page.values["f_call-0"] == ["Bello"]
    assert page.values["f_call-1"] == ["Rex"]
    assert page.values["l_dogs-rows"] == ["3"]
    assert "Mehr als 3 Einträge sind nicht möglich." in page.text
    assert not any("hinzufügen" in button.text for button in page.buttons)


def test_a_removed_row_can_be_brought_back(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)
    kim.press("Hund hinzufügen", **{"f_call-0": "Bello"})

    page = kim.press("Hund 1 entfernen", **{"f_call-1": "Rex"})
    assert page.values["f_call-0"] == ["Rex"]
    assert "f_call-1" not in page.values
    assert "Der Eintrag wurde entfernt." in page.text

    page = kim.press("Rückgängig machen")
    assert (page.values["f_call-0"], page.values["f_call-1"]) == (["Bello"], ["Rex"])
    assert "Rückgängig" not in page.text


def test_the_last_row_of_a_list_that_needs_one_cannot_be_removed(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)

    assert not any("entfernen" in button.text for button in kim.page.buttons)


def test_an_empty_row_too_many_is_no_mistake(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)
    kim.press("Hund hinzufügen", **{"f_call-0": "Bello", "f_mixed-0": "false"})

    page = kim.press("Weiter", f_reduced="false")

    assert page.heading == "Prüfen Sie Ihre Angaben"
    assert Draft.objects.get().answers["dogs"] == [{"call": "Bello", "mixed": False}]


def test_a_list_of_bare_values_is_stored_as_values(in_frankfurt):
    tags = {"kind": "list", "key": "tags", "title": "Merkmal", "order": ["f_tag"]}
    definition = factories.one_page(tags)
    definition["nodes"]["f_tag"] = {"kind": "text", "label": "Merkmal"}
    factories.make_version(in_frankfurt, definition=definition)
    kim = Visitor()
    kim.start()
    kim.press("Merkmal hinzufügen")
    kim.press("Merkmal hinzufügen", **{"f_tag-0": "laut"})

    kim.press("Weiter", **{"f_tag-1": "groß"})

    assert Draft.objects.get().answers == {"tags": ["laut", "groß"]}


# --- who may, what may be sent ------------------------------------------------------------------


def test_another_browser_finds_nothing(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)
    stranger = Visitor()
    draft = kim.page.address.rpartition("p_dogs")[0]

    for path in ("", "p_dogs/", "pruefen/", "eingegangen/", "speichern/", "loeschen/"):
        assert stranger.open(draft + path).status == 404
    assert stranger.client.post(f"{draft}p_dogs/", {"f_name": "x"}).status_code == 404
    assert stranger.client.post(f"{draft}pruefen/").status_code == 404


def test_the_cookie_of_one_draft_does_not_open_another(in_frankfurt):
    factories.make_version(in_frankfurt)
    kim, mika = Visitor(), Visitor()
    kim.start()
    mika.start()

    kim.client.cookies["antrag"]["path"] = "/"
    assert kim.open(mika.page.address).status == 404


def test_another_city_does_not_have_the_draft(in_frankfurt, wiesbaden):
    factories.make_version(wiesbaden)
    kim = at_the_dogs(in_frankfurt)

    assert kim.client.get(kim.page.address.replace("frankfurt", "wiesbaden")).status_code != 200


def test_a_post_without_the_steps_name_is_refused(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)

    assert kim.client.post(kim.page.address, {"f_call-0": "x"}).status_code == 400


def test_a_process_that_is_offline_cannot_be_started(in_frankfurt):
    process = factories.make_version(in_frankfurt).process
    process.is_online = False
    process.save()

    assert Visitor().start().status == 404


def test_starting_needs_a_post(in_frankfurt):
    factories.make_version(in_frankfurt)

    assert Visitor().open("/leistungen/hund-anmelden/antrag/").status == 405


def test_pages_are_not_kept_by_browsers(in_frankfurt):
    kim = at_the_dogs(in_frankfurt)

    assert "no-store" in kim.client.get(kim.page.address)["Cache-Control"]
