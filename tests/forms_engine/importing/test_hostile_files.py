"""Files that mean harm, or no form at all: each gets one sentence, and none an exception."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms_engine.checking import check
from forms_engine.importing import SourceFile, read
from forms_engine.importing.sentences import REFUSALS

ENDLESS = {"$ref": "#"}
RECURSIVE = {
    "type": "object",
    "properties": {"child": {"$ref": "#"}, "name": {"type": "string"}},
}
FOREIGN = {
    "type": "object",
    "properties": {"name": {"$ref": "http://203.0.113.1/schema.json"}},
}
MULTIPLYING = {
    "type": "object",
    "properties": {"a": {"$ref": "#/$defs/d0"}},
    "$defs": {
        f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 4} for n in range(20)
    } | {"d20": {"type": "string"}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"not json", "not-json"),
        (b'{"a": 1', "not-json"),
        (b"\xff\xfe\x00", "not-text"),
        (b'{"type": "object", "type": "string"}', "key-twice"),
        (b'{"a": NaN}', "no-number"),
        (b'{"a": 1e999}', "number-too-large"),
        (b'{"a": "\\u0000"}', "nul-character"),
        (b'{"a": "\\ud800"}', "half-character"),
        (b"[" * 500 + b"]" * 500, "too-deep"),
        (b"[" * 100_000, "too-deep"),
        (b" " * (9 * 1024 * 1024), "file-too-large"),
        (b"[]", "no-form"),
        (b"17", "no-form"),
        (b'{"hello": "world"}', "no-form"),
        (b'{"type": "string"}', "no-object"),
        (b'{"type": "object"}', "no-question"),
        (b'{"format": "rathaus-process/9"}', "other-format"),
        (b'{"format": "rathaus-process/1"}', "has-errors"),
        (json.dumps(ENDLESS).encode(), "endless"),
        (json.dumps(MULTIPLYING).encode(), "references-multiply"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(content, code):
    [form] = read([SourceFile("form.json", content)])

    assert form.definition is None
    assert form.refused.code == code
    assert "%(" not in str(form.refused)


def test_nothing_is_ever_fetched():
    [form] = read([SourceFile("form.json", json.dumps(FOREIGN).encode())])

    assert [remark.message.code for remark in form.not_expressed][:1] == ["reference-not-found"]


def test_a_form_inside_itself_is_asked_as_far_as_it_makes_sense():
    [form] = read([SourceFile("form.json", json.dumps(RECURSIVE).encode())])

    assert form.definition is not None
    assert len(form.definition["nodes"]) < 20
    assert "accepted-only" in {remark.message.code for remark in form.not_expressed}


def test_a_byte_order_mark_is_no_mistake():
    schema = b'\xef\xbb\xbf{"type": "object", "properties": {"a": {"type": "string"}}}'

    [form] = read([SourceFile("form.json", schema)])

    assert form.definition is not None


_names = st.sampled_from(
    ["type", "properties", "items", "allOf", "if", "then", "$ref", "required", "enum", "title",
     "format", "order", "nodes", "baUiSchema", "ui:widget", "elements", "scope", "schema", "a"]
)  # fmt: skip
_leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=6),
    st.sampled_from(["object", "array", "string", "#", "#/properties/a", "Control", "a"]),
)  # fmt: skip
_anything = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=4),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_anything, min_size=1, max_size=3))
def test_whatever_the_files_hold_the_answer_is_a_form_or_a_sentence(values):
    files = [
        SourceFile(f"{number}.json", json.dumps(value).encode())
        for number, value in enumerate(values)
    ]

    for form in read(files):
        if form.definition is None:
            assert form.refused.code in REFUSALS
        else:
            assert not [each for each in check(form.definition) if each.level == "error"]
