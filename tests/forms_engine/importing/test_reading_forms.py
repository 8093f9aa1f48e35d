"""Small forms in each language that is read, written here, and what becomes of them."""

import json

from forms_engine.answers import judge
from forms_engine.checking import check
from forms_engine.compiling import compile_definition
from forms_engine.importing import SourceFile, read

PARKING = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Resident parking",
    "type": "object",
    "required": ["name", "electric"],
    "properties": {
        "name": {"type": "string", "title": "Your name", "minLength": 2},
        "electric": {"type": "boolean", "title": "Is the car electric?"},
        "zone": {"enum": ["north", "south"], "title": "Zone"},
        "plates": {
            "type": "array",
            "title": "Number plates",
            "maxItems": 2,
            "items": {"type": "string", "pattern": "^[A-Z]{1,3}-"},
        },
    },
    "if": {"properties": {"electric": {"const": True}}, "required": ["electric"]},
    "then": {"properties": {"charger": {"type": "string", "title": "Charger"}}},
}


def files(**values):
    return [
        SourceFile(f"{name}.json", json.dumps(value, ensure_ascii=False).encode())
        for name, value in values.items()
    ]


def imported(**values):
    [form] = read(files(**values))
    assert form.definition is not None, form.refused
    assert not [finding for finding in check(form.definition) if finding.level == "error"]
    return form


def kinds(form):
    nodes = form.definition["nodes"].values()
    return {node["key"]: node["kind"] for node in nodes if node.get("key")}


def codes(form):
    return [remark.message.code for remark in form.not_expressed]


def accepts(form, answers):
    return not judge(compile_definition(form.definition, parameters={}), answers)


def test_a_plain_schema_becomes_questions_and_judges_as_before():
    form = imported(schema=PARKING)

    assert form.dialect == "json-schema"
    assert form.definition["title"] == "Resident parking"
    assert kinds(form)["name"] == "text"
    assert kinds(form)["electric"] == "boolean"
    assert kinds(form)["zone"] == "choice"
    assert kinds(form)["plates"] == "list"
    assert accepts(form, {"name": "Kim", "electric": False, "plates": ["F-1"]})
    assert not accepts(form, {"name": "K", "electric": False})
    assert not accepts(form, {"name": "Kim"})
    assert not accepts(form, {"name": "Kim", "electric": False, "plates": ["1"]})


def test_an_if_then_becomes_a_condition():
    form = imported(schema=PARKING)

    charger = next(n for n in form.definition["nodes"].values() if n.get("key") == "charger")
    assert charger["show_when"]["is"] == {"const": True}


def test_older_drafts_are_read_as_they_were_meant():
    seven = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "definitions": {"plate": {"type": "string", "title": "Plate", "maxLength": 3}},
        "properties": {"plate": {"$ref": "#/definitions/plate"}},
        "dependencies": {"plate": ["zone"]},
    }
    form = imported(schema=seven)

    assert accepts(form, {"plate": "F-1", "zone": "north"})
    assert not accepts(form, {"plate": "F-1"})
    assert not accepts(form, {"plate": "F-123", "zone": "north"})


def test_a_json_forms_layout_says_pages_order_and_rules():
    layout = {
        "type": "Categorization",
        "elements": [
            {
                "type": "Category",
                "label": "The car",
                "elements": [
                    {"type": "Control", "scope": "#/properties/electric"},
                    {
                        "type": "Control",
                        "scope": "#/properties/zone",
                        "label": "Which zone?",
                        "rule": {
                            "effect": "SHOW",
                            "condition": {
                                "scope": "#/properties/electric",
                                "schema": {"const": False},
                            },
                        },
                    },
                ],
            },
            {
                "type": "Category",
                "label": "You",
                "elements": [{"type": "Control", "scope": "#/properties/name"}],
            },
        ],
    }
    form = imported(schema=PARKING, uischema=layout)
    nodes = form.definition["nodes"]

    assert form.dialect == "json-forms"
    assert [nodes[page]["title"] for page in form.definition["order"]][:2] == ["The car", "You"]
    zone = next(node for node in nodes.values() if node.get("key") == "zone")
    assert zone["label"] == "Which zone?"
    assert zone["show_when"]["is"] == {"const": False}
    assert "outside-layout" in codes(form)


def test_an_rjsf_layout_says_widgets_help_and_order():
    layout = {
        "ui:order": ["zone", "*"],
        "name": {"ui:widget": "textarea", "ui:help": "As in your passport", "ui:rows": 3},
        "zone": {"ui:placeholder": "north"},
    }
    form = imported(schema={**PARKING, "title": "Parking"}, uischema=layout)

    assert form.dialect == "rjsf"
    assert kinds(form)["name"] == "longtext"
    assert next(iter(kinds(form))) == "zone"
    name = next(node for node in form.definition["nodes"].values() if node.get("key") == "name")
    assert name["help"] == "As in your passport"


def test_the_steps_of_a_municipal_form_become_pages():
    steps = {
        "type": "object",
        "allOf": [
            {
                "type": "object",
                "properties": {
                    "owner": {
                        "type": "object",
                        "title": "Owner",
                        "properties": {
                            "name": {
                                "type": "string",
                                "title": "Name",
                                "baUiSchema": {
                                    "ui:widget": "Input",
                                    "ui:options": {"helptext": "First and last", "colour": "red"},
                                },
                            }
                        },
                        "required": ["name"],
                    }
                },
                "required": ["owner"],
            },
            {
                "type": "object",
                "properties": {
                    "dog": {
                        "type": "object",
                        "title": "Dog",
                        "properties": {
                            "story": {
                                "type": "string",
                                "title": "Story",
                                "baUiSchema": {"ui:widget": "TextArea"},
                            }
                        },
                    }
                },
            },
        ],
    }
    form = imported(schema=steps)
    nodes = form.definition["nodes"]

    assert form.dialect == "bratislava"
    assert [nodes[page]["title"] for page in form.definition["order"]] == ["Owner", "Dog"]
    assert kinds(form)["story"] == "longtext"
    assert "First and last" in [node.get("help") for node in nodes.values()]
    assert [str(remark) for remark in form.not_expressed] == [
        (
            "schema.json#/allOf/0/properties/owner/properties/name/baUiSchema/ui:options/colour: "
            "“colour” of the layout has no native form."
        )
    ]


def test_schema_and_layout_may_stand_in_one_file():
    form = imported(
        both={"schema": PARKING, "uiSchema": {"name": {"ui:help": "x"}}, "formData": {}}
    )

    assert form.dialect == "rjsf"
    assert codes(form)[0] == "part-not-read"


def test_our_own_format_comes_back_as_it_is():
    own = imported(schema=PARKING).definition

    form = imported(own=own)

    assert form.definition == own
    assert [remark.message.code for remark in form.taken_over] == ["own-format"]


def test_files_that_refer_to_each_other_are_one_form():
    base = {"definitions": {"name": {"type": "string", "title": "Name", "minLength": 3}}}
    main = {
        "type": "object",
        "properties": {"name": {"$ref": "base.json#/definitions/name"}},
    }
    form = imported(main=main, base=base)

    assert not accepts(form, {"name": "K"})


def test_what_cannot_be_asked_is_reported_and_accepted():
    form = imported(
        schema={
            "type": "object",
            "properties": {"name": {"type": "string"}, "matrix": {"type": "array"}},
        }
    )

    assert [(remark.message.code, remark.at) for remark in form.not_expressed] == [
        ("accepted-only", "/properties/matrix")
    ]
    assert accepts(form, {"name": "Kim", "matrix": [[1, 2]]})
