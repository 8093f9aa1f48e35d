"""Which texts are translated, and which translations are out of date."""

from forms_engine.editing import edit
from forms_engine.translating import rows, source_digest, states
from tests import factories

ONE = {
    "format": "rathaus-process/1",
    "title": "Grillplatz",
    "languages": ["de", "en"],
    "keywords": ["Park"],
    "order": ["p_one"],
    "nodes": {
        "p_one": {"kind": "page", "title": "Termin", "order": ["f_wood"]},
        "f_wood": {
            "kind": "choice",
            "key": "wood",
            "label": "Holz?",
            "options": [{"value": "ja", "label": "Ja"}],
        },
    },
    "fees": [{"id": "day", "label": "Je Tag", "amount": "5.00"}],
}


def translated(**texts):
    return edit(ONE, "set_texts", {"language": "en", "texts": texts}).definition


def test_a_text_without_translation_is_missing_but_nobody_misses_a_keyword():
    assert states(ONE, "en") == {
        "title": "missing",
        "keywords.0": "optional",
        "p_one.title": "missing",
        "f_wood.label": "missing",
        "options.f_wood.ja": "missing",
        "fees.day.label": "missing",
    }


def test_a_translation_is_outdated_once_its_source_says_something_else():
    definition = translated(**{"f_wood.label": "Wood?"})
    assert states(definition, "en")["f_wood.label"] == "current"

    changed = edit(
        definition, "set", {"node": "f_wood", "attribute": "label", "value": "Holz gewünscht?"}
    ).definition

    assert states(changed, "en")["f_wood.label"] == "outdated"
    assert changed["texts"]["en"]["f_wood.label"] == "Wood?"


def test_a_translation_that_came_with_a_file_counts_as_current():
    definition = {**ONE, "texts": {"en": {"title": "Barbecue"}}}

    assert states(definition, "en")["title"] == "current"


def test_saving_the_same_words_again_confirms_them():
    definition = translated(title="Barbecue") | {"title": "Grillplatz mieten"}

    again = edit(definition, "set_texts", {"language": "en", "texts": {"title": "Barbecue"}})

    assert states(again.definition, "en")["title"] == "current"
    assert again.definition["translated_from"]["en"]["title"] == source_digest("Grillplatz mieten")


def test_every_row_says_where_its_text_stands():
    found = {row.name: (row.page_id, row.around, row.attribute) for row in rows(ONE, "en")}

    assert found == {
        "title": ("", (), "title"),
        "keywords.0": ("", (), "keywords"),
        "p_one.title": ("p_one", ("Termin",), "title"),
        "f_wood.label": ("p_one", ("Termin", "Holz?"), "label"),
        "options.f_wood.ja": ("p_one", ("Termin", "Holz?"), "option"),
        "fees.day.label": ("", ("Je Tag",), "label"),
    }


def test_every_text_of_the_dog_tax_has_a_row_with_a_place():
    definition = factories.make_definition()

    assert [row.name for row in rows(definition, "en")] == list(states(definition, "en"))
    assert all(row.source and row.attribute for row in rows(definition, "en"))
