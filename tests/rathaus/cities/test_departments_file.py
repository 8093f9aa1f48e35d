"""A table of departments is read, or every fault is told with its line."""

import pytest

from rathaus.cities.departments_file import Unreadable, read_departments
from rathaus.cities.founding import Office

HEADER = "key,name,street,fallback\n"


def told(text):
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(Unreadable) as refused:
        read_departments(content)
    return refused.value.problems


def test_rows_come_with_their_lines():
    content = HEADER + "steuern,Steueramt,Platz 1,ja\n\nordnung,Ordnungsamt,,\n"

    assert read_departments(content.encode()) == [
        (2, Office("steuern", "Steueramt", "Platz 1", is_fallback=True)),
        (4, Office("ordnung", "Ordnungsamt")),
    ]


def test_what_a_german_spreadsheet_saves_is_read_too():
    content = '\ufeffKennung;Name;PLZ;Auffangstelle\r\namt;"Amt für Wälder; Wiesen";60311;x\r\n'

    assert read_departments(content.encode()) == [
        (2, Office("amt", "Amt für Wälder; Wiesen", postcode="60311", is_fallback=True))
    ]


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("", "Zeile 1: In der ersten Zeile müssen"),
        ("name\nAmt\n", "Zeile 1: In der ersten Zeile müssen"),
        ("key,name,fax\n", "Zeile 1: Die Spalte „fax“ ist unbekannt."),
        ("key,name,name\n", "Zeile 1: Eine Spalte steht mehr als einmal da."),
        (HEADER, "Zeile 1: Unter der Überschrift steht kein Amt."),
        (HEADER + "a,A,,vielleicht\n", "Zeile 2: Bei „fallback“"),
        (HEADER + "a,A,,ja,mehr\n", "Zeile 2: Hier steht mehr"),
        (HEADER + 'a,"A" B,,\n', "Zeile 2: Diese Zeile ist keine Zeile"),
        (HEADER + 'a,"A\n', "Zeile 2: Diese Zeile ist keine Zeile"),
        (HEADER.encode() + b"a,\xe4\n", "Die Datei ist nicht in UTF-8"),
        (HEADER.encode() + b"a,\x00\n", "Die Datei enthält Zeichen"),
        (HEADER + "a,A,,\n" * 301, "Mehr als 300 Ämter"),
        (b"x" * 1_100_000, "Die Datei ist größer"),
        (HEADER + "a," + "A" * 200_000, "Zeile 2: Diese Zeile ist keine Zeile"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text, beginning):
    (problem,) = told(text)

    assert problem.startswith(beginning)


def test_all_lines_are_looked_at():
    assert len(told(HEADER + "a,A,,q\nb,B,,q\n")) == 2
