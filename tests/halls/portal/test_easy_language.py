"""A form that is written in easy language too is offered in it; the house around it is German."""

import pytest

from rathaus.applications.models import Draft
from rathaus.cities.scope import for_city
from rathaus.portal.checking import check_of
from rathaus.portal.walk import Walk
from tests import factories

EASY = {"f_name.label": "Wie heißen Sie?", "title": "Den Hund anmelden", "p_owner.title": "Sie"}


@pytest.fixture
def page(client, frankfurt):
    definition = factories.make_definition(languages=["de", "de-x-leicht"])
    definition["texts"] = {**definition.get("texts", {}), "de-x-leicht": EASY}
    factories.make_version(frankfurt, definition=definition)
    return client.post("/frankfurt/leistungen/hund-anmelden/antrag/").url


def choose(client, page, language, **typed):
    step = page.rstrip("/").rpartition("/")[2]
    fields = {"fill_in-current_step": step, "_seen": "0", "_language": language, **typed}
    return client.post(page, fields, follow=True).content.decode()


def only_draft(city):
    with for_city(city):
        return Draft.objects.get()


def test_easy_language_is_offered_and_kept_with_what_was_typed(client, frankfurt, page):
    assert "Leichte Sprache" in client.get(page).content.decode()

    shown = choose(client, page, "de-x-leicht", f_name="Kim")

    assert "Wie heißen Sie?" in shown
    assert 'value="Kim"' in shown
    assert '<html lang="de"' in shown
    assert "Alltagssprache" in shown
    # Untranslated texts stay as they were written, and the house speaks German.
    assert "Geburtsdatum" in shown
    assert "Weiter" in shown
    assert only_draft(frankfurt).language == "de-x-leicht"


def test_the_way_back_to_everyday_language_and_to_english_is_offered(client, frankfurt, page):
    choose(client, page, "de-x-leicht")

    assert "Wie heißen Sie?" not in choose(client, page, "de")
    assert "Wie heißen Sie?" in choose(client, page, "de-x-leicht")
    assert '<html lang="en"' in choose(client, page, "en")


def test_the_check_page_reads_easy_labels_and_german_answers(frankfurt, page):
    draft = only_draft(frankfurt)
    draft.language = "de-x-leicht"
    draft.answers = {"name": "Kim", "born_on": "1990-05-03"}

    with for_city(frankfurt):
        check = check_of(Walk(draft))

    shown = [row for part in check.pages for _group, rows in part.groups for row in rows]
    rows = {row.label: row.value_text for row in shown}
    assert rows["Wie heißen Sie?"] == "Kim"
    assert rows["Geburtsdatum"] == "3. Mai 1990"


def test_a_form_without_easy_language_does_not_offer_it(client, frankfurt):
    factories.make_version(frankfurt)
    page = client.post("/frankfurt/leistungen/hund-anmelden/antrag/").url

    assert "Leichte Sprache" not in client.get(page).content.decode()
    assert '<html lang="de"' in choose(client, page, "de-x-leicht")
    assert only_draft(frankfurt).language == "de"
