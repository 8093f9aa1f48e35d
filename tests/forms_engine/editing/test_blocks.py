"""Blocks: made, inserted, brought to a newer version without losing what was made of them here."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.checking.form import form_findings
from forms_engine.definition import Definition, canonical
from forms_engine.editing import EditRejected, apply, edit
from forms_engine.editing.blending import blend
from forms_engine.editing.blocks import block_ids, clip_of_block
from forms_engine.editing.placing import inside
from forms_engine.merging import merge

many = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
FORM: Definition = {
    "format": "rathaus-process/1",
    "title": "Anmelden",
    "languages": ["de", "en"],
    "order": ["p_one", "p_two"],
    "nodes": {
        "p_one": {"kind": "page", "title": "Eins", "order": ["f_who", "g_bank"]},
        "f_who": {"kind": "boolean", "key": "who", "label": "Für sich selbst?"},
        "g_bank": {
            "kind": "group",
            "title": "Bankverbindung",
            "order": ["f_other", "f_name", "f_iban"],
            "show_when": {"field": "f_who", "is": {"const": True}},
        },
        "f_other": {"kind": "boolean", "key": "other", "label": "Anderes Konto?"},
        "f_name": {
            "kind": "text",
            "key": "name",
            "label": "Wem gehört es?",
            "show_when": {"field": "f_other", "is": {"const": True}},
        },
        "f_iban": {"kind": "iban", "key": "iban", "label": "IBAN"},
        "p_two": {"kind": "page", "title": "Zwei", "order": ["f_iban_too"]},
        "f_iban_too": {"kind": "text", "key": "iban_too", "label": "Noch etwas"},
    },
    "texts": {"en": {"f_iban.label": "IBAN", "f_who.label": "For yourself?"}},
}
EMPTY: Definition = {
    "format": "rathaus-process/1",
    "title": "Leer",
    "languages": ["de", "en"],
    "order": ["p_one"],
    "nodes": {"p_one": {"kind": "page", "title": "Seite", "order": []}},
}


def done(definition: Definition, name: str, **arguments: Any) -> Definition:
    edited = edit(definition, name, arguments)
    assert canonical(apply(edited.definition, edited.undo)) == canonical(definition)
    assert not [each for each in form_findings(edited.definition) if each.level == "error"]
    return edited.definition


@pytest.fixture
def first() -> dict[str, Any]:
    return clip_of_block(FORM, "g_bank")[0]


def inserted(clip: dict[str, Any]) -> tuple[Definition, str, dict[str, str]]:
    """Return a form with a block, the group's id, and the ids of the rest by the block's names."""
    edited = edit(EMPTY, "insert_block", {"clip": clip, "block": "bank@1", "into": "p_one"})
    names = block_ids(edited.definition, edited.selected)
    return edited.definition, edited.selected, {name: each for each, name in names.items()}


def second(first: dict[str, Any]) -> dict[str, Any]:
    """Return a newer version: a question more, one less, one called otherwise."""
    clip = copy.deepcopy(first)
    clip["nodes"]["g_bank"]["order"] = ["f_bic", "f_other", "f_iban"]
    clip["nodes"]["f_bic"] = {"kind": "text", "key": "bic", "label": "BIC"}
    clip["nodes"]["f_iban"]["label"] = "IBAN des Kontos"
    clip["texts"]["en"]["f_iban.label"] = "IBAN of the account"
    del clip["nodes"]["f_name"]
    return clip


def test_a_block_holds_what_is_in_a_group_and_nothing_of_the_process(first):
    assert first["order"] == ["g_bank"]
    assert list(first["nodes"]) == ["g_bank", "f_other", "f_name", "f_iban"]
    assert "show_when" not in first["nodes"]["g_bank"]
    assert first["texts"] == {"en": {"f_iban.label": "IBAN"}}


def test_conditions_that_ask_for_the_rest_of_the_process_are_named_and_left_out():
    form = copy.deepcopy(FORM)
    form["nodes"]["f_iban"]["show_when"] = {"field": "f_who", "is": {}}

    clip, _ids, lost = clip_of_block(form, "g_bank")

    assert lost == ["IBAN"]
    assert "show_when" not in clip["nodes"]["f_iban"]


def test_what_is_calculated_from_the_rest_of_the_process_is_no_block():
    form = copy.deepcopy(FORM)
    form["nodes"]["f_iban"] = {"kind": "calculated", "calculate": {"sum": ["f_iban_too"]}}

    with pytest.raises(EditRejected) as refused:
        clip_of_block(form, "g_bank")

    assert refused.value.message.code == "block_reaches_out"


def test_a_question_alone_is_no_block():
    with pytest.raises(EditRejected) as refused:
        clip_of_block(FORM, "f_iban")

    assert refused.value.message.code == "no_block"


def test_an_inserted_block_knows_its_origin_and_keeps_its_rules_and_translations(first):
    form, group, ids = inserted(first)

    assert form["nodes"][group]["block"] == "bank@1"
    assert ids.keys() == first["nodes"].keys()
    rule = form["nodes"][ids["f_name"]]["show_when"]
    assert rule == {"field": ids["f_other"], "is": {"const": True}}
    assert form["texts"]["en"] == {f"{ids['f_iban']}.label": "IBAN"}


def test_who_inserts_the_same_block_has_added_the_same(first):
    mine, theirs = (inserted(first)[0] for _side in range(2))

    merged = merge(EMPTY, mine, theirs)

    assert not merged.conflicts
    assert merged.definition == mine == theirs


def test_who_changed_the_inserted_block_is_asked_about_that_alone(first):
    form, _group, ids = inserted(first)
    mine = done(form, "set", node=ids["f_iban"], attribute="help", value="Von uns")
    theirs = done(form, "set", node=ids["f_iban"], attribute="help", value="Von dort")

    merged = merge(EMPTY, mine, theirs)

    assert [each.at for each in merged.conflicts] == [("nodes", ids["f_iban"], "help")]


def test_a_block_that_is_inserted_twice_is_there_twice(first):
    form, group, _ids = inserted(first)
    arguments = {"clip": first, "block": "bank@1", "into": "p_one"}

    form = done(form, "insert_block", **arguments)

    assert len(form["nodes"]["p_one"]["order"]) == 2
    assert form["nodes"]["p_one"]["order"][0] == group


def test_the_values_of_the_city_that_a_block_asks_for_come_with_it(first):
    first["nodes"]["f_iban"]["show_when"] = {"parameter": "debit", "is": {"const": True}}
    form = copy.deepcopy(FORM)
    form["nodes"]["f_iban"]["show_when"] = {"parameter": "debit", "is": {"const": True}}
    form["parameters"] = {"debit": {"label": "Lastschrift?"}, "other": {"label": "Anderes"}}

    target, _group, _ids = inserted(clip_of_block(form, "g_bank")[0])

    assert target["parameters"] == {"debit": {"label": "Lastschrift?"}}


def test_a_newer_version_brings_what_is_new_and_takes_what_is_gone(first):
    form, group, ids = inserted(first)

    form = done(form, "take_block", node=group, block="bank@2", clip=second(first), base=first)

    nodes = form["nodes"]
    assert nodes[group]["block"] == "bank@2"
    assert [nodes[each]["label"] for each in nodes[group]["order"]] == [
        "BIC", "Anderes Konto?", "IBAN des Kontos",
    ]  # fmt: skip
    assert nodes[group]["order"][2] == ids["f_iban"]
    assert ids["f_name"] not in nodes
    assert form["texts"]["en"] == {f"{ids['f_iban']}.label": "IBAN of the account"}


def test_what_was_changed_here_stays(first):
    form, group, ids = inserted(first)
    form = done(form, "set", node=ids["f_other"], attribute="label", value="Fremdes Konto?")
    form = done(form, "add", kind="text", into=group, position=1, label="Unser Zeichen", id="own")
    form = done(form, "set", node=group, attribute="title", value="Ihr Konto")
    key = form["nodes"][ids["f_iban"]]["key"]

    form = done(form, "take_block", node=group, block="bank@2", clip=second(first), base=first)

    nodes = form["nodes"]
    assert nodes[group]["title"] == "Ihr Konto"
    assert [nodes[each]["label"] for each in nodes[group]["order"]] == [
        "BIC", "Fremdes Konto?", "Unser Zeichen", "IBAN des Kontos",
    ]  # fmt: skip
    assert nodes[ids["f_iban"]]["key"] == key


def test_what_was_changed_here_stays_also_where_the_newer_version_leaves_it_out(first):
    form, group, ids = inserted(first)
    form = done(form, "set", node=ids["f_name"], attribute="help", value="Nur bei uns")

    form = done(form, "take_block", node=group, block="bank@2", clip=second(first), base=first)

    assert ids["f_name"] in form["nodes"][group]["order"]


def test_what_was_taken_out_or_arranged_here_stays_so(first):
    form, group, ids = inserted(first)
    form = done(form, "delete", nodes=[ids["f_name"]])
    form = done(form, "move", nodes=[ids["f_iban"]], into=group, position=0)
    clip = copy.deepcopy(first)
    clip["nodes"]["f_name"]["label"] = "Inhaber"

    form = done(form, "take_block", node=group, block="bank@2", clip=clip, base=first)

    assert form["nodes"][group]["order"] == [ids["f_iban"], ids["f_other"]]


def test_rules_on_what_goes_are_named_first(first):
    form, group, ids = inserted(first)
    form = done(form, "add", kind="text", into="p_one", label="Warum?", id="why")
    asked = {"field": ids["f_name"], "is": {}}
    form = done(form, "set", node="why", attribute="show_when", value=asked)
    arguments = {"node": group, "block": "bank@2", "clip": second(first), "base": first}

    with pytest.raises(EditRejected) as refused:
        edit(form, "take_block", arguments)

    assert [each.at for each in refused.value.findings] == ["why"]
    form = done(form, "take_block", **arguments, anyway=True)
    assert "show_when" not in form["nodes"]["why"]


def test_a_group_that_became_a_block_gets_its_newer_versions_too(first):
    clip, ids, _lost = clip_of_block(FORM, "g_bank")
    form = done(FORM, "mark_block", node="g_bank", block="bank@1", ids=ids)

    form = done(form, "take_block", node="g_bank", block="bank@2", clip=second(clip), base=clip)

    assert form["nodes"]["f_iban"]["label"] == "IBAN des Kontos"
    assert form["nodes"]["g_bank"]["show_when"] == FORM["nodes"]["g_bank"]["show_when"]


def test_a_next_version_made_here_keeps_the_names_of_the_one_before(first):
    form, group, _ids = inserted(first)
    form = done(form, "add", kind="text", into=group, label="BIC", id="own")

    clip, _ids, _lost = clip_of_block(form, group)

    assert clip["nodes"].keys() == {*first["nodes"], "own"}
    assert clip["nodes"]["f_name"]["show_when"]["field"] == "f_other"
    assert not any("block_node" in node or "block" in node for node in clip["nodes"].values())


@pytest.mark.parametrize("block", ["bank", "Bank@1", "bank@0", "bank@1 ", "@1"])
def test_a_block_has_a_name_and_a_number(first, block):
    with pytest.raises(EditRejected):
        edit(EMPTY, "insert_block", {"clip": first, "block": block, "into": "p_one"})


@st.composite
def changed(draw: Any, definition: Definition, root: str, marks: str) -> Definition:
    """Draw a document that differs inside of a group."""
    for number in range(draw(st.integers(0, 4))):
        here = [each for each in inside(definition, root) if each != root]
        groups = [each for each in inside(definition, root) if "order" in definition["nodes"][each]]
        node = draw(st.sampled_from(here)) if here else ""
        into = draw(st.sampled_from(groups))
        position = draw(st.integers(0, 4))
        what = draw(st.sampled_from(["add", "add_group", "delete", "move", "set"]))
        arguments: dict[str, Any] = {"into": into, "position": position}
        if what.startswith("add"):
            kind = "group" if what == "add_group" else "text"
            arguments |= {"kind": kind, "label": marks, "id": f"{marks}_{number}"}
        elif what == "delete":
            arguments = {"nodes": [node], "anyway": True}
        elif what == "move":
            arguments |= {"nodes": [node], "anyway": True}
        else:
            arguments = {"node": node, "attribute": "help", "value": f"{marks} {number}"}
        try:
            definition = edit(definition, what.replace("_group", ""), arguments).definition
        except EditRejected:
            continue
    return definition


def blended(mine: Definition, base: Definition, new: Definition, root: str) -> Any:
    def nodes(of: Definition) -> dict[str, Any]:
        return {each: of["nodes"][each] for each in inside(of, root)}

    return blend(root, mine=nodes(mine), base=nodes(base), new=nodes(new))


@many
@given(st.data())
def test_blending_takes_all_of_the_newer_version_where_nothing_was_changed_here(data):
    new = data.draw(changed(FORM, "g_bank", "new"))

    result = blended(FORM, FORM, new, "g_bank")

    wanted = {each: new["nodes"][each] for each in inside(new, "g_bank")}
    keyless = [{**node, "key": None} for node in result.nodes.values()]
    assert keyless == [{**wanted[each], "key": None} for each in result.nodes]
    assert result.nodes.keys() == wanted.keys()


@many
@given(st.data())
def test_blending_changes_nothing_where_the_newer_version_says_the_same(data):
    mine = data.draw(changed(FORM, "g_bank", "own"))

    result = blended(mine, FORM, FORM, "g_bank")

    assert result.nodes == {each: mine["nodes"][each] for each in inside(mine, "g_bank")}
    assert not result.added
    assert not result.removed


@many
@given(st.data())
def test_no_update_loses_what_was_added_here_and_every_document_stays_in_form(data):
    first = clip_of_block(FORM, "g_bank")[0]
    form, group, _ids = inserted(first)
    mine = data.draw(changed(form, group, "own"))
    newer = data.draw(changed(FORM, "g_bank", "new"))
    clip = clip_of_block(newer, "g_bank")[0]

    arguments = {"node": group, "block": "bank@2", "clip": clip, "base": first, "anyway": True}
    after = done(mine, "take_block", **arguments)

    own = {each for each in inside(mine, group) if each.startswith("own_")}
    stand = list(inside(after, group))
    assert own <= set(stand)
    assert len(stand) == len(set(stand))
    assert after["nodes"].keys() - set(stand) == mine["nodes"].keys() - set(inside(mine, group))
