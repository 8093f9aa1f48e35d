"""One definition, three cities: each asks and charges what its own by-law says."""

import datetime as dt
from decimal import Decimal

import pytest

from forms_engine.checking import check
from forms_engine.definition import digest
from forms_engine.pricing import fees_due, total_of
from forms_engine.routing import route
from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.demo.loading import library, load_demo
from rathaus.demo.people import PASSWORD, PEOPLE
from rathaus.people.models import Membership, User
from rathaus.processes.models import Process, Version
from rathaus.processes.queries import compiled_version

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
ORDINARY = {"listed_breed": "none", "dangerous": False, "companion_test": False}
TRAINED = {**ORDINARY, "companion_test": True}
DANGEROUS = {"listed_breed": "Rottweiler", "dangerous": True, "companion_test": False}


@pytest.fixture
def _demo(db):
    load_demo(at=NOW)


def dog_tax(slug):
    with for_city(City.objects.get(slug=slug)):
        process = Process.objects.get(slug="hund-anmelden")
        return compiled_version(process.published_id)


def tax(slug, *, dogs, already=0):
    answers = {"further_dogs": already, "dogs": dogs}
    return total_of(fees_due(dog_tax(slug), answers))


@pytest.mark.parametrize("slug", sorted(library()))
def test_a_process_of_the_seed_library_has_no_findings_that_block_publishing(slug):
    findings = check(library()[slug])

    assert [finding.text for finding in findings if finding.level == "error"] == []


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("slug", ["hund-anmelden", "bewohnerparkausweis", "sperrmuell-anmelden"])
def test_three_cities_offer_a_process_from_one_and_the_same_definition(slug):
    with for_city(ALL_CITIES):
        versions = Version.objects.filter(process__slug=slug)

        assert {version.city.slug for version in versions} == {
            "darmstadt", "frankfurt", "wiesbaden",
        }  # fmt: skip
        assert {version.digest for version in versions} == {digest(library()[slug])}


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize(
    ("slug", "dogs", "already", "amount"),
    [
        ("frankfurt", [ORDINARY], 0, "102.00"),
        ("wiesbaden", [ORDINARY], 0, "180.00"),
        ("darmstadt", [ORDINARY], 0, "120.00"),
        ("darmstadt", [ORDINARY], 1, "156.00"),
        ("darmstadt", [ORDINARY, ORDINARY, ORDINARY], 0, "468.00"),
        ("frankfurt", [DANGEROUS], 0, "900.00"),
        ("frankfurt", [{**DANGEROUS, "companion_test": True}], 0, "225.00"),
        ("wiesbaden", [DANGEROUS], 0, "180.00"),
        ("wiesbaden", [TRAINED], 0, "90.00"),
        ("darmstadt", [DANGEROUS], 0, "600.00"),
    ],
)
def test_each_city_charges_its_own_dog_tax(slug, dogs, already, amount):
    assert tax(slug, dogs=dogs, already=already) == Decimal(amount)


@pytest.mark.usefixtures("_demo")
def test_frankfurt_asks_for_a_listed_breed_and_darmstadt_for_further_dogs():
    def asked(slug):
        entries = dog_tax(slug).entries
        special = ("f_further", "f_breed_listed")
        return [node_id for node_id in special if entries[node_id].condition is not False]

    assert asked("frankfurt") == ["f_breed_listed"]
    assert asked("wiesbaden") == []
    assert asked("darmstadt") == ["f_further"]


@pytest.mark.usefixtures("_demo")
def test_every_role_of_every_process_is_mapped_to_a_department_of_its_city():
    with for_city(ALL_CITIES):
        for process in Process.objects.select_related("published", "city"):
            assert set(process.roles) == set(process.published.definition["roles"])
            assert route(_compiled(process), {}), f"{process} in {process.city} leads nowhere"


def _compiled(process):
    with for_city(process.city):
        return compiled_version(process.published_id)


@pytest.mark.usefixtures("_demo")
def test_loading_the_demo_again_changes_nothing():
    def counts():
        with for_city(ALL_CITIES):
            tables = (Process, Version, Membership)
            return [City.objects.count(), User.objects.count()] + [
                table.objects.count() for table in tables
            ]

    before = counts()
    load_demo(at=NOW)

    assert counts() == before


@pytest.mark.usefixtures("_demo")
def test_the_demo_people_can_log_in_with_the_printed_password():
    assert all(User.objects.get(email=person.email).check_password(PASSWORD) for person in PEOPLE)
