"""What is accepted of a proposal comes over whole, under names that are free."""

import pytest

from forms_engine.checking import check
from forms_engine.definition import answer_paths
from forms_engine.editing import EditRejected, apply, edit
from forms_engine.editing.choosing import chosen, clip_for, conditions_lost
from forms_engine.translating import rows
from tests import factories
from tests.forms_engine.translating.test_state import ONE

TWO = {
    "format": "rathaus-process/1",
    "title": "Zwei",
    "order": ["p_a", "p_b"],
    "nodes": {
        "p_a": {"kind": "page", "title": "A", "order": ["f_wood", "g_in"]},
        "f_wood": {"kind": "boolean", "key": "wood", "label": "Holz?"},
        "g_in": {"kind": "group", "title": "Drin", "order": ["f_how"]},
        "f_how": {
            "kind": "text",
            "key": "how",
            "label": "Wie viel?",
            "show_when": {"field": "f_wood", "is": {"const": True}},
        },
        "p_b": {"kind": "page", "title": "B", "order": ["f_b"]},
        "f_b": {"kind": "text", "key": "b", "label": "B?"},
    },
    "constraints": [{"schema": {"required": ["b"]}, "message": "So nicht."}],
}
ALL = frozenset(TWO["nodes"])


def test_everything_accepted_is_the_document_itself():
    assert chosen(TWO, ALL) is TWO


def test_what_is_refused_takes_everything_in_it_with_it():
    kept = chosen(TWO, ALL - {"g_in", "p_b"})

    assert kept["order"] == ["p_a"]
    assert sorted(kept["nodes"]) == ["f_wood", "p_a"]
    assert "constraints" not in kept
    assert check(kept) is not None


def test_a_group_of_which_nothing_is_left_goes_too():
    assert "g_in" not in chosen(TWO, ALL - {"f_how"})["nodes"]


def test_a_condition_on_what_was_left_out_goes_and_is_named():
    assert conditions_lost(TWO, ALL - {"f_wood"}) == ["Wie viel?"]
    assert "show_when" not in chosen(TWO, ALL - {"f_wood"})["nodes"]["f_how"]
    assert conditions_lost(TWO, ALL - {"f_wood", "f_how"}) == []


@pytest.mark.parametrize("accepted", [set(), {"p_a"}, {"f_wood"}, {"nonsense"}])
def test_nothing_accepted_is_refused(accepted):
    with pytest.raises(EditRejected) as refused:
        chosen(TWO, accepted)

    assert refused.value.message.code == "nothing_to_paste"


def taken_in(target, into="", position=None):
    clip = clip_for(target, TWO, into)
    arguments = {"clip": clip, "name": "zwei.json", "into": into, "position": position}
    return edit(target, "take_in", arguments)


def test_pages_come_in_with_their_rules_and_without_doubled_names():
    edited = taken_in(ONE, position=0)

    after = edited.definition
    assert [after["nodes"][each]["title"] for each in after["order"]] == ["A", "B", "Termin"]
    assert not [each for each in check(after) if each.level == "error"]
    assert ("wood_2",) in answer_paths(after).values()
    assert sum("show_when" in node for node in after["nodes"].values()) == 1
    assert str(edited.said) == "6 items taken over from “zwei.json”"
    assert apply(after, edited.undo) == ONE


def test_questions_alone_come_onto_a_page_that_is_there():
    after = taken_in(ONE, into="p_one").definition

    labels = [after["nodes"][each].get("label") for each in after["nodes"]["p_one"]["order"]]
    assert labels == ["Holz?", "Holz?", None, "B?"]
    assert not [each for each in check(after) if each.level == "error"]


def test_a_form_taken_into_itself_doubles_no_name():
    definition = factories.make_definition()
    clip = clip_for(definition, definition, "")

    after = edit(definition, "take_in", {"clip": clip, "name": "x"}).definition

    assert not [each for each in check(after) if each.code == "key_twice"]
    assert len(list(rows(after, "en"))) > len(list(rows(definition, "en")))
