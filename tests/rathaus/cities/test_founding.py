"""A city is founded whole, or not at all and with every reason."""

import dataclasses

import pytest

from rathaus.cities.appearance import Appearance
from rathaus.cities.founding import NotFounded, Office, found, proposed_remedy
from rathaus.cities.models import City, Department
from rathaus.cities.scope import for_city

COLOURS = dataclasses.asdict(Appearance())
FACTS = {
    "slug": "kassel",
    "name": "Kassel",
    "authority": "Magistrat der Stadt Kassel",
    "key": "066110000000",
    "number_prefix": "KS",
    "street": "Musterplatz 8",
    "postcode": "34117",
    "place": "Kassel",
    "phone": "0561 115",
    "email": "rathaus@kassel.example",
    "website": "",
    "legal_remedy": proposed_remedy(),
}
OFFICES = (
    Office("steuern", "Steueramt", is_fallback=True),
    Office("ordnung", "Ordnungsamt", email="ordnung@kassel.example"),
)

FALLBACK = Office("a", "A", is_fallback=True)

pytestmark = pytest.mark.django_db


def founded(*, colours=COLOURS, offices=OFFICES, **changes):
    return found({**FACTS, **changes}, colours=colours, offices=offices)


def problems(**changes):
    with pytest.raises(NotFounded) as refused:
        founded(**changes)
    assert not City.objects.filter(slug="kassel").exists()
    return [(each.field, each.row) for each in refused.value.problems]


def test_a_city_begins_with_its_offices_and_the_law_under_its_notices():
    city = founded()

    with for_city(city):
        assert list(Department.objects.values_list("key", "is_fallback")) == [
            ("steuern", True),
            ("ordnung", False),
        ]
    assert city.legal_remedy.endswith("Magistrat der Stadt Kassel, Musterplatz 8, 34117 Kassel.")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "betrieb"),
        ("slug", "Kassel Stadt"),
        ("slug", "k" * 60),
        ("name", ""),
        ("name", "Kas\x00sel"),
        ("key", "06611"),
        ("key", "０66110000000"),
        ("number_prefix", "ks"),
        ("number_prefix", "KASSE"),
        ("postcode", "341171"),
        ("email", "nobody"),
        ("website", "javascript:alert(1)"),
        ("legal_remedy", ""),
        ("legal_remedy", "x" * 5000),
    ],
)
def test_a_wrong_answer_is_named(field, value):
    assert problems(**{field: value}) == [(field, None)]


def test_a_city_that_is_there_is_not_founded_again(frankfurt):
    with pytest.raises(NotFounded, match="Diese Stadt gibt es schon: Frankfurt am Main"):
        founded(slug="frankfurt", key=frankfurt.key, number_prefix="F")


def test_colours_that_cannot_be_read_are_refused():
    assert problems(colours=COLOURS | {"band": "#ffffff"}) == [("colours", None)]
    assert problems(colours=COLOURS | {"action": "red"}) == [("colours", None)]


@pytest.mark.parametrize(
    ("offices", "found_problems"),
    [
        ((), [("offices", None)]),
        ((Office("a", "A"),), [("offices", None)]),
        ((FALLBACK, Office("b", "B", is_fallback=True)), [("offices", None)]),
        ((FALLBACK, Office("a", "B")), [("key", 0), ("key", 1)]),
        ((Office("a", "", is_fallback=True),), [("name", 0)]),
        ((Office("a b", "A", email="x", is_fallback=True),), [("key", 0), ("email", 0)]),
    ],
)  # fmt: skip
def test_offices_are_judged_one_by_one(offices, found_problems):
    assert problems(offices=offices) == found_problems


def test_everything_that_is_wrong_is_said_at_once():
    assert problems(name="", email="x", offices=()) == [
        ("name", None),
        ("email", None),
        ("offices", None),
    ]
