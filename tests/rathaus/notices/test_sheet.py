import pytest

from rathaus.cities.models import City
from rathaus.notices import sheet
from tests import factories

SHORT = ("Kim Muster", "Große Straße 1", "60311 Frankfurt am Main")


def test_an_ordinary_address_is_shown_as_it_is():
    assert sheet.window_of(SHORT) == sheet.Window(SHORT, is_small=False, complete="")


def test_an_address_of_seven_lines_is_set_smaller():
    window = sheet.window_of(tuple(f"Zeile {number}" for number in range(7)))

    assert window.is_small
    assert len(window.lines) == 7
    assert window.complete == ""


def test_an_address_that_does_not_fit_keeps_name_street_and_place_and_is_said_again_in_full():
    name = "Förderverein " + "außerordentlich " * 30
    middle = tuple(f"Zusatz {number}" for number in range(6))

    window = sheet.window_of((name, *middle, "Große Straße 1", "60311 Frankfurt am Main"))

    assert window.lines[0].startswith("Förderverein")
    assert window.lines[0].endswith("…")
    assert window.lines[-2:] == ("Große Straße 1", "60311 Frankfurt am Main")
    assert sum(sheet._rows(line, 8.0) for line in window.lines) <= 8
    assert "Zusatz 5" in window.complete
    assert window.complete.count("außerordentlich") == 30


def test_a_department_with_an_address_of_its_own_is_the_sender(in_frankfurt: City):
    office = factories.make_department(
        in_frankfurt,
        key="forest",
        street="Waldweg 3",
        postcode="60599",
        place="Frankfurt",
        phone="",
    )

    sender = sheet.sender_of(in_frankfurt, office)

    assert (sender.street, sender.postcode, sender.phone) == ("Waldweg 3", "60599", "069 115")


def test_the_senders_line_gets_shorter_where_it_would_not_fit(in_frankfurt: City):
    in_frankfurt.authority = "Der Oberbürgermeister der Wissenschaftsstadt, Dezernat für Steuern"

    line = sheet.return_address(sheet.sender_of(in_frankfurt, None))

    assert line == "Frankfurt am Main · Rathausplatz 1 · 60311 Frankfurt am Main"


@pytest.mark.parametrize("motif", ["gables", "towers", "springs", "arches"])
def test_the_sign_of_every_city_prints_in_its_colour(in_frankfurt: City, motif: str):
    in_frankfurt.colours = {"motif": motif, "action": "#702963"}

    drawing = sheet.sender_of(in_frankfurt, None).mark

    assert 'fill="#702963"' in drawing
    assert "class=" not in drawing.replace('class="brand__mark"', "")
