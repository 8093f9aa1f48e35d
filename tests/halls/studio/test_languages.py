"""Staff translate in a grid, and send texts to translators; nothing that was typed is lost."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_engine.translating import source_digest
from forms_engine.translating.sentences import REFUSALS as ENGINE
from rathaus.cities.scope import for_city
from rathaus.processes.drafting import begin
from rathaus.processes.models import Process
from rathaus.studio.translation_sentences import REFUSALS
from tests.forms_engine.translating.test_state import ONE
from tests.halls.studio.test_processes import member

TYPED = re.compile(r'name="(text:[^"]*)"[^>]*>\n(.*?)</textarea>', re.DOTALL)


@pytest.fixture
def designer(client, frankfurt):
    client.force_login(member(frankfurt, "designer"))
    return client


@pytest.fixture
def process(frankfurt):
    with for_city(frankfurt):
        return begin(ONE, city=frankfurt)


def address(process, more=""):
    return f"/frankfurt/baukasten/{process.pk}/sprachen/{more}"


def now(process):
    with for_city(process.city):
        return Process.objects.get(pk=process.pk).working


def as_shown(page):
    """Return the fields of the grid as a browser would send them."""
    content = page.content.decode()
    fields = {html.unescape(name): html.unescape(text) for name, text in TYPED.findall(content)}
    shown = re.search(r'name="gezeigt" value="([^"]*)"', content)
    return fields | {"gezeigt": html.unescape(shown[1])}


def test_the_grid_shows_each_text_with_its_place_and_state_in_words(designer, process):
    page = designer.get(address(process, "?sprache=en"))

    content = page.content.decode()
    assert page.status_code == 200
    assert "0 von 5 übersetzt" in content
    assert "Gebühren" in content
    assert "Hier steht" not in content
    assert [line.said for line in page.context["lines"]].count("fehlt") == 5


def test_what_was_typed_is_one_change_that_is_taken_back_at_once(designer, process):
    fields = as_shown(designer.get(address(process, "?sprache=en")))
    fields |= {"text:title": "Barbecue", "text:f_wood.label": " Wood?\r\nYes "}

    answer = designer.post(address(process, "?sprache=en"), fields)

    assert answer.status_code == 303
    assert now(process)["texts"]["en"] == {"title": "Barbecue", "f_wood.label": "Wood?\nYes"}
    designer.post(f"/frankfurt/baukasten/{process.pk}/rueckgaengig/")
    assert now(process) == ONE


def test_filters_narrow_the_grid_to_what_is_left_to_do(designer, process):
    fields = as_shown(designer.get(address(process, "?sprache=en")))
    designer.post(address(process, "?sprache=en"), fields | {"text:title": "Barbecue"})

    def names(query):
        page = designer.get(address(process, f"?sprache=en&{query}"))
        return [line.row.name for line in page.context["lines"]]

    assert "title" not in names("stand=fehlt")
    assert names("stand=veraltet") == []
    assert names("teil=p_one") == ["p_one.title", "f_wood.label", "options.f_wood.ja"]
    assert names("teil=danach") == ["fees.day.label"]
    assert names("teil=prozess") == ["title", "keywords.0"]
    assert names("teil=nonsense") == []


def test_an_outdated_text_is_confirmed_without_typing_it_again(designer, process):
    with for_city(process.city):
        process.working = {
            **ONE,
            "texts": {"en": {"title": "Barbecue"}},
            "translated_from": {"en": {"title": source_digest("Feuerstelle")}},
        }
        process.save()
    page = designer.get(address(process, "?sprache=en&stand=veraltet"))
    assert [line.said for line in page.context["lines"]] == ["veraltet"]

    designer.post(address(process, "?sprache=en"), as_shown(page) | {"stimmt": "title"})

    assert now(process)["translated_from"]["en"]["title"] == source_digest("Grillplatz")


def test_who_comes_second_keeps_the_own_text_and_sees_the_other(designer, process):
    fields = as_shown(designer.get(address(process, "?sprache=en")))
    designer.post(address(process, "?sprache=en"), fields | {"text:title": "Barbecue"})
    mine = fields | {"text:title": "Grill", "text:p_one.title": "Date"}

    refused = designer.post(address(process, "?sprache=en&stand=fehlt"), mine)

    content = refused.content.decode()
    assert refused.status_code == 409
    assert "Inzwischen steht hier: „Barbecue“" in content
    assert as_shown(refused)["text:title"] == "Grill"
    assert as_shown(refused)["text:p_one.title"] == "Date"
    assert now(process)["texts"]["en"] == {"title": "Barbecue"}
    again = designer.post(address(process, "?sprache=en"), as_shown(refused))
    assert again.status_code == 303
    # What the page showed as present was no change; what was typed is one.
    assert now(process)["texts"]["en"] == {"title": "Grill", "p_one.title": "Date"}


def test_what_was_typed_for_a_text_that_is_gone_is_shown(designer, process):
    fields = as_shown(designer.get(address(process, "?sprache=en")))
    with for_city(process.city):
        process.working = {**ONE, "nodes": {"p_one": {**ONE["nodes"]["p_one"], "order": []}}}
        process.save()

    refused = designer.post(
        address(process, "?sprache=en"), fields | {"text:f_wood.label": "Firewood?"}
    )

    assert refused.status_code == 409
    assert "Firewood?" in refused.content.decode()


def test_a_source_that_changed_while_somebody_translated_makes_the_translation_outdated(
    designer, process
):
    fields = as_shown(designer.get(address(process, "?sprache=en")))
    with for_city(process.city):
        process.working = {**ONE, "title": "Feuerstelle"}
        process.save()

    designer.post(address(process, "?sprache=en"), fields | {"text:title": "Barbecue"})

    page = designer.get(address(process, "?sprache=en&stand=veraltet"))
    assert [line.row.name for line in page.context["lines"]] == ["title"]


def test_easy_language_is_added_as_a_language_of_its_own_and_removed_again(designer, process):
    added = designer.post(address(process, "dazu/"), {"sprache": "de-x-leicht"}, follow=True)

    assert "Leichte Sprache ist hinzugefügt" in added.content.decode()
    assert now(process)["languages"] == ["de", "en", "de-x-leicht"]
    designer.post(address(process, "weg/"), {"sprache": "de-x-leicht"})
    assert now(process)["languages"] == ["de", "en"]


def test_arabic_is_typed_from_the_right(designer, process):
    designer.post(address(process, "dazu/"), {"sprache": "ar"})

    content = designer.get(address(process, "?sprache=ar")).content.decode()

    assert 'lang="ar" dir="rtl"' in content


@pytest.mark.parametrize("code", ["", "../x", "de", "en", "x" * 100])
def test_a_language_that_is_none_or_there_already_is_refused_in_words(designer, process, code):
    answer = designer.post(address(process, "dazu/"), {"sprache": code}, follow=True)

    assert answer.status_code == 200
    assert now(process)["languages"] == ["de", "en"]


@pytest.mark.parametrize("name", ["texte.csv", "texte.xliff"])
def test_a_translators_file_comes_back_as_one_change_with_a_summary(designer, process, name):
    file = designer.get(address(process, f"{name}?sprache=en"))
    assert file["Content-Disposition"].startswith('attachment; filename="grillplatz-en.')
    content = file.content.decode("utf-8-sig")
    if name.endswith("csv"):
        content = content.replace('"Grillplatz";""', '"Grillplatz";"Barbecue"')
    else:
        content = content.replace(
            ' state="needs-translation"></target>', ' state="final">Barbecue</target>', 1
        )

    answer = designer.post(
        address(process, "einlesen/"),
        {"sprache": "en", "datei": SimpleUploadedFile(name, content.encode())},
        follow=True,
    )

    assert "1 Text ist übernommen." in answer.content.decode()
    assert now(process)["texts"]["en"] == {"title": "Barbecue"}
    with for_city(process.city):
        assert [each.command for each in process.edits.all()] == ["set_texts"]


def test_unknown_and_older_texts_of_a_file_are_named(designer, process):
    lines = "name;source;translation\ntitle;Feuerstelle;Fire\nf_gone.label;Weg;Gone\n"

    answer = designer.post(
        address(process, "einlesen/"),
        {"sprache": "en", "datei": SimpleUploadedFile("a.csv", lines.encode())},
        follow=True,
    )

    content = answer.content.decode()
    assert "Er gilt als veraltet: title" in content
    assert "1 Text gehört zu nichts in diesem Prozess: f_gone.label" in content


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"words", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", b" " * 6_000_000],
)
def test_a_file_that_is_none_ends_in_a_sentence(designer, process, content):
    file = SimpleUploadedFile("a.csv", content)

    answer = designer.post(address(process, "einlesen/"), {"sprache": "en", "datei": file})

    assert answer.status_code == 422
    assert answer.context["file_error"]


def test_no_file_and_no_language_end_in_words_too(designer, process):
    assert designer.post(address(process, "einlesen/"), {"sprache": "en"}).status_code == 422
    assert designer.post(address(process, "einlesen/"), {"sprache": "fr"}).status_code == 404
    assert designer.get(address(process, "texte.csv?sprache=fr")).status_code == 404
    assert designer.post(address(process, "?sprache=fr")).status_code == 404


@pytest.mark.parametrize("shown", ["", "[]", "{", '{"title": 1}', '{"title": [1,2,3]}', "[" * 9999])
def test_a_form_that_somebody_made_up_changes_nothing(designer, process, shown):
    answer = designer.post(
        address(process, "?sprache=en"), {"gezeigt": shown, "text:title": "Barbecue"}
    )

    assert answer.status_code == 303
    assert now(process) == ONE


def test_every_reason_of_the_engine_has_its_german_sentence():

    assert set(REFUSALS) == set(ENGINE)
