"""`manage.py add_city` opens a city and says what it did."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rathaus.cities.models import City, Department
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.models import Event
from rathaus.people.models import User
from rathaus.processes.models import Process
from tests import sharing_stories

TABLE = "key,name,fallback\nsteuern,Steueramt,ja\nordnung,Ordnungsamt,\n"
WORDS = {
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
    "administrator": "erste@kassel.example",
}


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "aemter.csv"
    file.write_text(TABLE)
    return file


@pytest.fixture
def shelf(frankfurt):
    return sharing_stories.offered(frankfurt)


def add_city(table, **changes):
    said = StringIO()
    words = {"departments": table} | WORDS | changes
    options = [f"--{name.replace('_', '-')}={value}" for name, value in words.items()]
    call_command("add_city", *options, stdout=said)
    return said.getvalue().splitlines()


def test_it_says_what_it_did(shelf, table):
    assert add_city(table, take_over="all") == [
        "Kassel is open at /kassel/ with 2 departments.",
        "erste@kassel.example was invited to set it up.",
        "  Hund anmelden – to fill in: 1",
    ]
    with for_city(City.objects.get(slug="kassel")):
        assert Process.objects.get().roles == {"tax_office": "steuern"}
        assert Event.objects.get(name="person.invited")


def test_twice_says_that_it_exists(shelf, table):
    add_city(table)

    with pytest.raises(CommandError, match="The city Kassel exists already at /kassel/"):
        add_city(table)
    with pytest.raises(CommandError, match="Diese Stadt gibt es schon: Kassel"):
        add_city(table, slug="kassel-neu", number_prefix="KA")


@pytest.mark.parametrize(
    ("wish", "count"), [("", 0), ("recommended", 0), ("hund-anmelden,frankfurt/hund-anmelden", 1)]
)
def test_processes_are_chosen(shelf, table, wish, count):
    add_city(table, take_over=wish)

    with for_city(City.objects.get(slug="kassel")):
        assert Process.objects.count() == count


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"take_over": "gibt-es-nicht"}, "Im Regal gibt es „gibt-es-nicht“ nicht."),
        ({"key": "1"}, "key: "),
        ({"band": "#ffffff"}, "colours: "),
        ({"administrator": "nobody"}, "admin_email: "),
        ({"departments": "/gibt/es/nicht.csv"}, "No such file"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(shelf, table, changes, sentence):
    with pytest.raises(CommandError, match=sentence):
        add_city(table, **changes)

    with for_city(ALL_CITIES):
        assert not City.objects.filter(slug="kassel").exists()
        assert not User.objects.filter(email="erste@kassel.example").exists()
        assert not Department.objects.filter(key="ordnung").exists()


def test_a_wrong_table_is_told_with_its_line(db, tmp_path):
    file = tmp_path / "aemter.csv"
    file.write_text("key,name,email,fallback\n\na,A,,ja\nb,B,x,\n")

    with pytest.raises(CommandError, match=r"aemter.csv, line 4, email: "):
        add_city(file)
