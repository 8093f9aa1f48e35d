"""Departments are proposed for roles by key and by name, and never silently wrong."""

import pytest

from rathaus.cities.models import Department
from rathaus.sharing.mapping import own_departments, proposed_department, proposed_roles
from tests import factories


def office(key, name):
    return Department(key=key, name=name)


OFFICES = [
    office("kasse", "Kassen- und Steueramt"),
    office("verkehr", "Straßenverkehrsamt"),
    office("bau", "Bauamt"),
    office("buerger", "Bürgeramt"),
    office("standesamt", "Standesamt"),
    office("recht-ordnung", "Amt für öffentliche Ordnung"),
]


@pytest.mark.parametrize(
    ("key", "label", "expected"),
    [
        ("tax_office", "Steueramt", "kasse"),
        ("parking_office", "Straßenverkehrsbehörde", "verkehr"),
        ("registry", "Standesamt", "standesamt"),
        ("recht_ordnung", "Irgendetwas", "recht-ordnung"),
        ("citizens", "Buergeramt", "buerger"),
        ("nature", "Untere Naturschutzbehörde", None),
        ("roads", "Straßenbau", None),
        ("empty", "", None),
        ("office", "Amt", None),
    ],
)
def test_the_likeliest_department_is_proposed_or_none(key, label, expected):
    found = proposed_department(key, label, OFFICES)

    assert (found.key if found else None) == expected


def test_the_key_counts_more_than_the_name():
    offices = [office("tax_office", "Finanzen"), office("x", "Steueramt")]

    assert proposed_department("tax_office", "Steueramt", offices) is offices[0]


def test_two_that_fit_alike_are_left_to_a_person():
    offices = [office("a", "Steueramt"), office("b", "Steuerstelle")]

    assert proposed_department("tax", "Steuerbehörde", offices) is None


def test_only_departments_of_the_own_city_are_proposed(in_frankfurt, wiesbaden):
    factories.make_department(wiesbaden, key="elsewhere", name="Steueramt")

    definition = factories.make_definition()

    assert proposed_roles(definition, own_departments()) == {"tax_office": "tax_office"}


def test_names_in_other_alphabets_are_compared_too():
    offices = [office("a", "Налоговая служба"), office("b", "税務課")]

    assert proposed_department("tax", "税務課", offices) is offices[1]
