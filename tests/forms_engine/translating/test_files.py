"""Translations leave as tables and XLIFF and come back the same; hostile files come to nothing."""

import contextlib
import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.editing import edit
from forms_engine.translating import NotReadable, Outgoing, source_digest, states
from forms_engine.translating.files import LARGEST, read_translations
from forms_engine.translating.spreadsheet import read_csv, write_csv
from forms_engine.translating.xliff import in_xml, read_xliff, write_xliff
from tests.forms_engine.translating.test_state import ONE, translated

many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
# What a definition can hold: no NUL, no half characters.
LETTERS = st.characters(exclude_characters="\x00", exclude_categories=("Cs",))
TEXTS = st.one_of(
    st.text(LETTERS, max_size=60),
    st.text(st.sampled_from("=+-@'\"\t\r\n;,<>&]﻿ ö＝"), max_size=12),
)
NAMES = st.text(LETTERS, min_size=1, max_size=40)
LINES = st.dictionaries(NAMES, st.tuples(TEXTS, TEXTS), max_size=6)


def outgoing(lines):
    return [
        Outgoing(name=name, where=source, source=source, text=text, state="current", said="da")
        for name, (source, text) in lines.items()
    ]


def as_xliff(lines, target="en"):
    return write_xliff(outgoing(lines), original="x", source="de", target=target).decode()


@many
@given(LINES)
def test_a_table_comes_back_as_it_left(lines):
    written = write_csv(outgoing(lines)).decode("utf-8-sig")

    assert {each.name: (each.source, each.text) for each in read_csv(written)} == lines


@many
@given(LINES)
def test_no_cell_of_a_table_is_a_formula(lines):
    written = write_csv(outgoing(lines)).decode("utf-8-sig")

    for cells in csv.reader(io.StringIO(written, newline=""), delimiter=";"):
        assert not any(cell.startswith(tuple("=+-@\t\r\n＝")) for cell in cells)


@many
@given(LINES)
def test_xliff_comes_back_as_it_left_but_for_what_xml_cannot_hold(lines):
    back = read_xliff(as_xliff(lines), target="en")

    wanted = [
        (in_xml(name), in_xml(a), in_xml(b)) for name, (a, b) in lines.items() if in_xml(name)
    ]
    assert [(each.name, each.source, each.text) for each in back] == wanted


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_is_read_whatever_separates_its_cells(separator):
    content = separator.join(["Name", "Translation"]) + "\n" + separator.join(["title", "Grill"])

    assert read_translations(ONE, "en", content.encode("utf-16")).texts == {"title": "Grill"}
    assert read_translations(ONE, "en", content.encode("cp1252")).texts == {"title": "Grill"}


def test_a_file_says_what_is_unknown_untranslated_and_translated_from_something_older():
    content = (
        "name;where;source;translation;state\n"
        "title;;Grillplatz;Barbecue;\n"
        "p_one.title;;Tag;Day;\n"
        "f_wood.label;;Holz?;;\n"
        "f_gone.label;;Weg;Gone;\n"
    )

    taken = read_translations(ONE, "en", content.encode())

    assert taken.texts == {"title": "Barbecue", "p_one.title": "Day"}
    assert (taken.unknown, taken.outdated, taken.empty) == (["f_gone.label"], ["p_one.title"], 1)
    after = edit(
        ONE, "set_texts", {"language": "en", "texts": taken.texts, "sources": taken.sources}
    ).definition
    assert states(after, "en")["title"] == "current"
    assert states(after, "en")["p_one.title"] == "outdated"


def test_an_outdated_text_becomes_current_only_where_the_translator_says_so():
    definition = translated(title="Grill") | {"title": "Grillen"}

    def unit(state):
        return (
            '<xliff version="1.2"><file target-language="en"><body><trans-unit id="title">'
            f'<source>Grillen</source><target state="{state}">Grill</target>'
            "</trans-unit></body></file></xliff>"
        ).encode()

    assert read_translations(definition, "en", unit("needs-review-translation")).same == 1
    confirmed = read_translations(definition, "en", unit("final"))
    assert confirmed.sources == {"title": source_digest("Grillen")}


def test_marks_and_alternatives_inside_of_a_unit_do_not_confuse_the_text():
    content = (
        '<?xml version="1.0" encoding="utf-16"?>'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file target-language="EN"><body><group><trans-unit id="title"><source>Grillplatz</source>'
        '<target>Bar<g id="1">be</g>cue</target>'
        "<alt-trans><source>A</source><target>B</target></alt-trans></trans-unit></group></body>"
        "</file></xliff>"
    )

    assert read_translations(ONE, "en", content.encode()).texts == {"title": "Barbecue"}


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
XLIFF = '<xliff version="1.2"><file><body>{}</body></file></xliff>'
HOSTILE = {
    "a billion laughs": (
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>' + XLIFF.format("&l9;"),
        "xml_doctype",
    ),
    "a file of the server": (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + XLIFF.format("&e;"),
        "xml_doctype",
    ),
    "a document type elsewhere": (
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd">' + XLIFF.format(""),
        "xml_doctype",
    ),
    "an entity that nobody declared": (XLIFF.format("&nobody;"), "xml_broken"),
    "elements in elements": ("<a>" * 500_000, "xliff_none"),
    "groups in groups": (XLIFF.format("<group>" * 500_000), "xml_too_deep"),
    "half a file": (XLIFF[:30], "xml_broken"),
    "another XML": ("<html/>", "xliff_none"),
    "XLIFF 2": (
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>',
        "xliff_version",
    ),
    "another language": ('<xliff version="1.2"><file target-language="fr"/></xliff>',
                         "xliff_language"),
    "many units": (XLIFF.format('<trans-unit id="a"/>' * 30_000), "xml_too_much"),
    "one unit twice": (XLIFF.format('<trans-unit id="title"/>' * 2), "text_twice"),
    "nothing": ("  ", "file_empty"),
    "no table": ("just words", "csv_columns"),
    "a table without end": (
        "name;translation\n" + "\n".join(f"a{n};b" for n in range(30_000)),
        "csv_too_many",
    ),
    "a cell without end": ('name;translation\ntitle;"' + "x" * 200_000, "csv_broken"),
    "strange names": ("name;translation\nx;y\n", "no_texts"),
    "NUL": ("name;translation\ntitle;\x00\n", "file_nul"),
    "too large": (" " * (LARGEST + 1), "file_too_large"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(name):
    content, code = HOSTILE[name]

    with pytest.raises(NotReadable) as refused:
        read_translations(ONE, "en", content.encode())

    assert refused.value.message.code == code
    assert str(refused.value)


@many
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    )
)
def test_any_bytes_are_read_or_refused(content):
    for start in (b"", b"<xliff version='1.2'>", b"name;translation\n"):
        with contextlib.suppress(NotReadable):
            read_translations(ONE, "en", start + content)
