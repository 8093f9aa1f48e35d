"""Code lists become the answers of a choice."""

import os
from pathlib import Path

import pytest

from forms_engine.importing.code_lists import NotACodeList, read_code_list

_BESIDE = Path(__file__).parents[4] / "shared" / "corpus"
CORPUS = Path(os.environ.get("RATHAUS_CORPUS", _BESIDE)) / "fim"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;">]>
<CodeList><Identification><LongName>&y;</LongName></Identification></CodeList>"""
GENERICODE = b"""<?xml version="1.0" encoding="UTF-8"?>
<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/">
<Identification><LongName>Farben</LongName></Identification>
<ColumnSet><Column Id="note"/><Column Id="code"/><Column Id="name"/>
<Key Id="codeKey"><ColumnRef Ref="code"/></Key><Key Id="codenameKey"><ColumnRef Ref="name"/></Key>
</ColumnSet><SimpleCodeList>
<Row><Value ColumnRef="code"><SimpleValue>r</SimpleValue></Value>
<Value ColumnRef="name"><SimpleValue>Rot</SimpleValue></Value></Row>
<Row><Value ColumnRef="code"><SimpleValue>g</SimpleValue></Value>
<Value ColumnRef="name"><SimpleValue>Gr\xc3\xbcn</SimpleValue></Value></Row>
</SimpleCodeList></gc:CodeList>"""


def test_genericode_says_itself_which_columns_are_code_and_name():
    listed = read_code_list(GENERICODE)

    assert listed.title == "Farben"
    assert listed.options() == [{"value": "r", "label": "Rot"}, {"value": "g", "label": "Grün"}]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_table_has_the_code_first_and_the_name_second(delimiter):
    table = "Code;Name\nDE;Deutschland\nFR;Frankreich\nDE;Doppelt\n".replace(";", delimiter)

    assert read_code_list(table.encode()).options() == [
        {"value": "DE", "label": "Deutschland"},
        {"value": "FR", "label": "Frankreich"},
    ]


def test_other_columns_can_be_chosen():
    table = b"Code;Name;Nationality\nDE;Deutschland;deutsch\n"

    options = read_code_list(table).options(code="Code", name="Nationality")

    assert options == [{"value": "DE", "label": "deutsch"}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_rows"),
        (b"<html></html>", "no_code_list"),
        (b"<CodeList><broken", "xml_broken"),
        (BOMB, "xml_doctype"),
        (b"<CodeList>" + b"<a>" * 5000, "no_code_list"),
        (b"x" * (6 * 1024 * 1024), "too_large"),
        (b"a;b\n" + b"1;2\n" * 6000, "too_many"),
    ],
)
def test_what_is_no_code_list_is_refused_with_the_reason(content, code):
    with pytest.raises(NotACodeList) as refused:
        read_code_list(content).options()

    assert refused.value.code == code


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here: set RATHAUS_CORPUS")
def test_official_lists_are_read():
    files = sorted(CORPUS.rglob("*genericode*.xml"))

    assert files
    for file in files:
        listed = read_code_list(file.read_bytes())
        assert len(listed.options()) > 1, file.name
