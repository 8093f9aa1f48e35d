"""Commands that translate: nothing is written over, everything is taken back."""

import pytest

from forms_engine.editing import EditRejected, apply, edit
from forms_engine.translating import source_digest
from tests.forms_engine.translating.test_state import ONE, translated


def refused(definition, command, arguments):
    with pytest.raises(EditRejected) as caught:
        edit(definition, command, arguments)
    return caught.value.message.code


def test_several_texts_are_one_edit_that_is_taken_back_at_once():
    texts = {"title": "Barbecue", "p_one.title": "Date"}

    edited = edit(ONE, "set_texts", {"language": "en", "texts": texts})

    assert edited.definition["texts"] == {"en": texts}
    assert edited.said.code == "translated"
    assert apply(edited.definition, edited.undo) == ONE


def test_an_empty_translation_is_taken_away_with_what_was_remembered_of_it():
    definition = translated(title="Barbecue")

    edited = edit(definition, "set_text", {"language": "en", "name": "title", "text": ""})

    assert edited.definition == ONE


def test_what_somebody_else_translated_meanwhile_is_not_written_over():
    definition = translated(title="Barbecue")
    mine = {"language": "en", "name": "title", "text": "Grill", "was": ""}

    assert refused(definition, "set_text", mine) == "changed_meanwhile"
    assert edit(ONE, "set_text", mine).definition["texts"]["en"]["title"] == "Grill"


def test_a_translation_of_an_older_text_is_outdated_from_the_start():
    arguments = {
        "language": "en",
        "texts": {"title": "Barbecue"},
        "sources": {"title": source_digest("Grillen")},
    }

    edited = edit(ONE, "set_texts", arguments)

    assert edited.definition["translated_from"]["en"]["title"] == source_digest("Grillen")


@pytest.mark.parametrize(
    ("command", "arguments", "code"),
    [
        ("set_text", {"language": "en", "name": "f_gone.label", "text": "x"}, "unknown_text"),
        ("set_text", {"language": "fr", "name": "title", "text": "x"}, "unknown_language"),
        ("set_text", {"language": "de", "name": "title", "text": "x"}, "source_language"),
        ("set_texts", {"language": "en", "texts": {"title": 1}}, "unknown_text"),
        ("add_language", {"language": "../en"}, "language_form"),
        ("add_language", {"language": "en"}, "nothing_changed"),
        ("remove_language", {"language": "de"}, "source_language"),
        ("remove_language", {"language": "fr"}, "unknown_language"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(command, arguments, code):
    assert refused(ONE, command, arguments) == code


def test_a_language_comes_and_goes_with_its_translations():
    definition = translated(title="Barbecue")

    more = edit(definition, "add_language", {"language": "de-x-leicht"}).definition
    fewer = edit(more, "remove_language", {"language": "en"})

    assert more["languages"] == ["de", "en", "de-x-leicht"]
    assert fewer.definition == {**ONE, "languages": ["de", "de-x-leicht"]}
    assert apply(fewer.definition, fewer.undo) == more


def test_a_whole_file_is_set_at_once_and_taken_back_at_once():
    nodes = {f"f_{n}": {"kind": "text", "key": f"k{n}", "label": str(n)} for n in range(80)}
    page = {"kind": "page", "title": "Viel", "order": list(nodes)}
    large = {**ONE, "order": ["p_one"], "nodes": {"p_one": page, **nodes}}
    large["texts"] = {"en": {"title": "Barbecue"}}
    texts = {f"{node_id}.label": "x" for node_id in nodes} | {"title": ""}

    edited = edit(large, "set_texts", {"language": "en", "texts": texts})

    assert edited.definition["texts"]["en"] == {f"{node_id}.label": "x" for node_id in nodes}
    assert set(edited.definition["translated_from"]["en"]) == {f"{each}.label" for each in nodes}
    assert len(edited.patch) < 10
    assert apply(edited.definition, edited.undo) == large
