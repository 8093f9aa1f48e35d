"""Commands on fees, routing, letters, parameters and roles: found again, taken back, not lost."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.checking.form import form_findings
from forms_engine.definition import Definition, canonical
from forms_engine.editing import EditRejected, apply, edit
from forms_engine.editing.rooms import ROOMS, item_of, items_of, mark_of

YES = {"field": "f_bites", "is": {"const": True}}
DOGS: Definition = {
    "format": "rathaus-process/1",
    "title": "Hund anmelden",
    "languages": ["de", "en"],
    "order": ["p_one"],
    "nodes": {
        "p_one": {"kind": "page", "title": "Hund", "order": ["f_bites", "f_breed"]},
        "f_bites": {"kind": "boolean", "key": "bites", "label": "Beißt er?"},
        "f_breed": {
            "kind": "choice",
            "key": "breed",
            "label": "Rasse",
            "options": {"parameter": "breeds"},
            "show_when": {"parameter": "asks_breed", "is": {"const": True}},
        },
    },
    "parameters": {
        "breeds": {"label": "Rassen", "default": []},
        "asks_breed": {"label": "Nach der Rasse fragen?", "default": False},
        "rate": {"label": "Satz", "help": "Im Jahr"},
        "days": {"label": "Frist"},
        "unused": {"label": "Ungenutzt", "default": None},
    },
    "roles": {"tax": {"label": "Steueramt"}, "order": {"label": "Ordnungsamt"}},
    "fees": [
        {"label": "Hund", "amount": {"parameter": "rate"}},
        {"id": "extra", "label": "Gefährlich", "amount": "10.00", "when": YES},
    ],
    "routing": [
        {"when": YES, "to": ["order"], "due_days": {"parameter": "days"}},
        {"to": ["tax"]},
    ],
    "notices": [
        {"key": "yes", "on": "granted", "title": "Bescheid", "body": "Satz {{ parameter.rate }}"}
    ],
    "texts": {"en": {"fees.0.label": "Dog", "fees.extra.label": "Dangerous"}},
}


def done(definition: Definition, command: str, **arguments: Any) -> Definition:
    edited = edit(definition, command, arguments)
    assert canonical(apply(edited.definition, edited.undo)) == canonical(definition)
    return edited.definition


def refused(definition: Definition, command: str, **arguments: Any) -> EditRejected:
    with pytest.raises(EditRejected) as caught:
        edit(definition, command, arguments)
    return caught.value


def names(definition: Definition, room: str) -> list[str]:
    return [name for name, _item in items_of(definition, room)]


def test_a_new_fee_gets_a_name_that_stays_when_its_label_changes():
    item = {"label": "Mahnung", "amount": "5.00"}

    added = done(DOGS, "add_item", room="fees", item=item)
    name = names(added, "fees")[-1]
    changed = done(added, "set_item", room="fees", item=name, values={"label": "Erinnerung"})

    assert name.startswith("f_")
    assert item_of(changed, "fees", name) == {"id": name, "label": "Erinnerung", "amount": "5.00"}


def test_what_had_only_a_position_gets_a_name_and_its_translation_follows():
    changed = done(DOGS, "set_item", room="fees", item="0", values={"amount": "7.00"})

    name = names(changed, "fees")[0]
    assert name != "0"
    assert changed["fees"][0]["amount"] == "7.00"
    assert changed["texts"]["en"] == {f"fees.{name}.label": "Dog", "fees.extra.label": "Dangerous"}


def test_null_and_nothing_take_an_attribute_away_and_leave_the_rest():
    changed = done(DOGS, "set_item", room="fees", item="extra", values={"when": None, "group": ""})

    assert changed["fees"][1] == {"id": "extra", "label": "Gefährlich", "amount": "10.00"}


def test_a_removed_item_takes_its_translations_along():
    removed = done(DOGS, "remove_item", room="fees", item="extra")

    assert [fee["label"] for fee in removed["fees"]] == ["Hund"]
    assert "fees.extra.label" not in removed["texts"]["en"]


def test_the_last_item_takes_the_room_along():
    assert "notices" not in done(DOGS, "remove_item", room="notices", item="yes")


def test_a_rule_that_always_holds_stays_last():
    rule = {"to": ["tax"], "when": {"field": "f_bites", "is": {"const": False}}}
    added = done(DOGS, "add_item", room="routing", item=rule)

    assert [rule.get("when") is None for rule in added["routing"]] == [False, False, True]
    assert added["routing"][1]["when"]["is"] == {"const": False}
    last = names(added, "routing")[2]
    assert refused(added, "move_item", room="routing", item=last, position=0).message.code == (
        "nothing_changed"
    )


def test_rules_change_places_among_those_with_a_condition():
    rule = {"to": ["tax"], "when": {"field": "f_bites", "is": {"const": False}}}
    added = done(DOGS, "add_item", room="routing", item=rule)
    first, second, last = names(added, "routing")

    moved = done(added, "move_item", room="routing", item=second, position=0)

    assert names(moved, "routing") == [second, first, last]


def test_what_somebody_else_changed_meanwhile_is_not_written_over():
    was = mark_of(DOGS["fees"][1])
    theirs = done(DOGS, "set_item", room="fees", item="extra", values={"amount": "11.00"})
    mine = {"room": "fees", "item": "extra", "values": {"amount": "12.00"}, "was": was}

    refusal = refused(theirs, "set_item", **mine)

    assert refusal.message.code == "changed_meanwhile"
    assert refusal.now["amount"] == "11.00"
    assert done(DOGS, "set_item", **mine)["fees"][1]["amount"] == "12.00"


@pytest.mark.parametrize(
    ("command", "arguments", "code"),
    [
        ("set_item", {"room": "fees", "item": "gone", "values": {}}, "no_such_item"),
        ("remove_item", {"room": "fees", "item": "7"}, "no_such_item"),
        ("add_item", {"room": "nodes", "item": {}}, "arguments"),
        ("add_item", {"room": "fees", "item": {"label": "x"}}, "wrong_form"),
        ("add_item", {"room": "fees", "item": {"label": "x", "amount": "5"}}, "wrong_form"),
        ("add_item", {"room": "routing", "item": {"to": []}}, "wrong_form"),
        ("set_item", {"room": "fees", "item": "extra", "values": {"colour": 1}}, "wrong_form"),
        ("set_parameter", {"values": {"label": ""}}, "wrong_form"),
        ("set_parameter", {"values": {"label": "x"}, "parameter": "gone"}, "no_such_item"),
        ("remove_role", {"role": "gone"}, "no_such_item"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    command: str, arguments: dict[str, Any], code: str
):
    assert refused(DOGS, command, **arguments).message.code == code


def test_a_parameter_is_named_after_its_label_once():
    added = done(DOGS, "set_parameter", values={"label": "Satz für Größe", "default": "1.00"})
    again = done(added, "set_parameter", values={"label": "Satz für Größe"})
    changed = done(again, "set_parameter", parameter="satz_fuer_groesse", values={"label": "Neu"})

    assert list(again["parameters"])[-2:] == ["satz_fuer_groesse", "satz_fuer_groesse_2"]
    assert changed["parameters"]["satz_fuer_groesse"] == {"label": "Neu", "default": "1.00"}


def test_no_default_differs_from_a_default_of_nothing():
    none = done(DOGS, "set_parameter", parameter="breeds", values={"has_default": False})
    null = done(DOGS, "set_parameter", parameter="breeds", values={"default": None})

    assert none["parameters"]["breeds"] == {"label": "Rassen"}
    assert null["parameters"]["breeds"] == {"label": "Rassen", "default": None}


@pytest.mark.parametrize(
    ("parameter", "leaning"),
    [
        ("breeds", ["leans_parameter_options"]),
        ("asks_breed", ["leans_parameter_shown"]),
        ("rate", ["leans_parameter_fee", "leans_parameter_text"]),
        ("days", ["leans_parameter_routing"]),
    ],
)
def test_a_parameter_that_is_used_is_not_removed_but_says_where(parameter: str, leaning: list[str]):
    refusal = refused(DOGS, "remove_parameter", parameter=parameter)

    assert refusal.message.code == "leans_on"
    assert [each.code for each in refusal.findings] == leaning


def test_what_nothing_uses_is_removed_and_the_room_with_the_last():
    removed = done(DOGS, "remove_parameter", parameter="unused")
    alone = {**DOGS, "routing": [{"to": ["tax"]}]}

    assert "unused" not in removed["parameters"]
    assert refused(DOGS, "remove_role", role="order").findings[0].params["number"] == 1
    assert done(alone, "remove_role", role="order")["roles"] == {"tax": {"label": "Steueramt"}}


# --- any sequence of them ----------------------------------------------------------------------

WORDS = st.sampled_from(["Hund", "", "ß", "{{ parameter.rate }}", "x" * 90])
FIGURES = st.sampled_from(["1.00", "5", {"parameter": "rate"}, ["1.00", "2.00"], None, []])
WHENS = st.sampled_from([None, YES, {"field": "f_gone", "is": {}}])
ITEMS: dict[str, st.SearchStrategy[Any]] = {
    "fees": st.fixed_dictionaries({"label": WORDS}, optional={"amount": FIGURES, "when": WHENS}),
    "routing": st.fixed_dictionaries(
        {"to": st.lists(st.sampled_from(["tax", "order"]), max_size=2)}, optional={"when": WHENS}
    ),
    "notices": st.fixed_dictionaries(
        {"on": st.sampled_from(["granted", "nonsense"]), "title": WORDS, "body": WORDS}
    ),
    "constraints": st.fixed_dictionaries({"schema": st.just({}), "message": WORDS}),
}
VALUES = st.fixed_dictionaries(
    {"label": WORDS},
    optional={"default": FIGURES, "has_default": st.booleans(), "help": WORDS},
)


def commands(draw: Any, definition: Definition) -> tuple[str, dict[str, Any]]:
    room = draw(st.sampled_from(sorted(ROOMS)))
    item = draw(st.sampled_from([*names(definition, room), "gone", "0"]))
    parameter = draw(st.sampled_from(["", "gone", *sorted(definition.get("parameters", {}))]))
    role = draw(st.sampled_from(["", "gone", *sorted(definition.get("roles", {}))]))
    position = draw(st.integers(-1, 4))
    choices: list[tuple[str, dict[str, Any]]] = [
        ("add_item", {"room": room, "item": draw(ITEMS[room]), "position": position}),
        ("set_item", {"room": room, "item": item, "values": draw(ITEMS[room])}),
        ("remove_item", {"room": room, "item": item}),
        ("move_item", {"room": room, "item": item, "position": position}),
        ("set_parameter", {"parameter": parameter, "values": draw(VALUES)}),
        ("remove_parameter", {"parameter": parameter}),
        ("set_role", {"role": role, "values": {"label": draw(WORDS)}}),
        ("remove_role", {"role": role}),
    ]
    return draw(st.sampled_from(choices))


@settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(st.data())
def test_taking_any_of_them_back_gives_the_first_document_byte_for_byte(data: Any) -> None:
    untouched = copy.deepcopy(DOGS)
    document, undos = DOGS, []
    for _ in range(8):
        name, arguments = commands(data.draw, document)
        try:
            edited = edit(document, name, arguments)
        except EditRejected:
            continue
        document = edited.definition
        undos.append(edited.undo)
        assert [each for each in form_findings(document) if each.level == "error"] == []

    for undo in reversed(undos):
        document = apply(document, undo)

    assert canonical(document) == canonical(untouched)
    assert untouched == DOGS
