"""A city's colours are five custom properties that everybody can read."""

import pytest

from rathaus.cities.appearance import (
    COLOURS,
    Appearance,
    HardToRead,
    appearance_of,
    change_colours,
    check_colours,
    contrast,
)
from rathaus.demo.cities import CITIES

GOOD = {
    "action": "#0b655c",
    "action_dark": "#7fd3c5",
    "band": "#0c4a47",
    "accent": "#e9bd55",
    "tint": "#eaf5f2",
    "motif": "springs",
}


def test_black_on_white_has_the_greatest_contrast_there_is():
    assert contrast("#000000", "#ffffff") == 21


def test_the_order_of_two_colours_does_not_change_their_contrast():
    assert contrast("#777777", "#ffffff") == contrast("#ffffff", "#777777")
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_house_without_a_city_is_readable():
    check_colours({})


@pytest.mark.parametrize("demo", CITIES, ids=lambda demo: demo["fields"]["slug"])
def test_every_city_of_the_demo_has_colours_that_can_be_read(demo):
    check_colours(demo["fields"]["colours"])


def test_colours_are_saved_when_they_can_be_read(frankfurt):
    change_colours(frankfurt, colours=GOOD)

    frankfurt.refresh_from_db()
    assert frankfurt.colours == GOOD
    assert appearance_of(frankfurt) == Appearance(**GOOD)


@pytest.mark.parametrize(
    ("name", "colour", "what"),
    [
        ("action", "#7fb5e6", "Links und Knöpfe"),
        ("action_dark", "#1d2b45", "Links im dunklen Erscheinungsbild"),
        ("band", "#e0e6f0", "Schrift auf dem Band"),
        ("accent", "#0c4a47", "Schmuckfarbe auf dem Band"),
        ("tint", "#0b655c", "Links auf getöntem Grund"),
    ],
)
def test_colours_that_are_hard_to_read_are_refused_in_a_sentence(frankfurt, name, colour, what):
    before = dict(frankfurt.colours)

    with pytest.raises(HardToRead, match=f"^{what}: .* nötig sind [34],[05] : 1"):
        change_colours(frankfurt, colours={**GOOD, name: colour})

    frankfurt.refresh_from_db()
    assert frankfurt.colours == before


@pytest.mark.parametrize(
    "colours", [{"action": "blue"}, {"action": "#123"}, {"button": "#000000"}, {"motif": "eagle"}]
)
def test_what_is_no_colour_of_ours_is_refused(colours):
    with pytest.raises(HardToRead):
        check_colours(colours)


def test_the_stylesheet_holds_the_five_properties_and_nothing_else():
    sheet = Appearance(**GOOD).stylesheet

    assert sheet.splitlines()[1:-1] == [
        f"  --city-{name.replace('_', '-')}: {GOOD[name]};" for name in COLOURS
    ]
    assert len(COLOURS) == 5


def test_another_colour_gives_another_address():
    changed = Appearance(**{**GOOD, "tint": "#ffffff"})

    assert Appearance(**GOOD).digest != changed.digest
