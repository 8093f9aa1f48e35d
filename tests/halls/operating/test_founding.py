"""The page on which a city is founded: one step, or every fault at once with what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.cities.models import City, Department
from rathaus.cities.scope import for_city
from rathaus.outbox.models import Event
from rathaus.people.models import Invitation
from rathaus.processes.models import Process
from tests import sharing_stories
from tests.halls.operating.test_add_city import WORDS

PAGE = "/betrieb/stadt-einrichten/"
FIELDS = {
    **{name: value for name, value in WORDS.items() if name != "administrator"},
    "website": "",
    "legal_remedy": "Widerspruch bei {Behörde}.",
    "action": "#24467F",
    "action_dark": "#a9c3f5",
    "band": "#1d2b45",
    "accent": "#8fb2ea",
    "tint": "#eef2f9",
    "motif": "gables",
    "admin_email": "erste@kassel.example",
    "admin_first_name": "Erna",
    "admin_last_name": "Ersting",
    "take": "all",
    "aemter": "3",
    "amt-0-key": "steuern",
    "amt-0-name": "Steueramt",
    "amt-0-is_fallback": "on",
    "amt-2-key": "ordnung",
    "amt-2-name": "Ordnungsamt",
    "_do": "found",
}


def table(text):
    return SimpleUploadedFile("aemter.csv", text.encode(), content_type="text/csv")


@pytest.fixture
def shelf(frankfurt):
    return sharing_stories.offered(frankfurt)


def text_of(answer):
    return answer.content.decode()


def test_the_page_asks_for_everything(hall, shelf):
    answer = hall.get(PAGE)

    assert answer.status_code == 200
    assert "Hund anmelden (Frankfurt am Main)" in text_of(answer)
    assert "was empfohlen ist (0)" in text_of(answer)


def test_a_city_is_founded_with_offices_an_administrator_and_processes(hall, shelf):
    answer = hall.post(PAGE, FIELDS)

    city = City.objects.get(slug="kassel")
    assert (answer.status_code, answer.url) == (303, "/betrieb/staedte/kassel/")
    assert city.colours["action"] == "#24467f"
    assert city.legal_remedy == "Widerspruch bei Magistrat der Stadt Kassel."
    with for_city(city):
        assert set(Department.objects.values_list("key", flat=True)) == {"steuern", "ordnung"}
        assert Process.objects.get().upstream_id == shelf.process_id
        assert Invitation.objects.get().user.get_full_name() == "Erna Ersting"
        assert Event.objects.get(name="person.invited")
    assert "erste@kassel.example ist unterwegs" in text_of(hall.get(answer.url))


def test_its_page_says_in_numbers_what_is_still_to_fill_in(hall, shelf):
    answer = hall.post(PAGE, FIELDS, follow=True)

    (row,) = answer.context["arrivals"]
    assert (row.title, row.departments, row.values, row.other) == ("Hund anmelden", 0, 1, 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Füllen Sie dieses Feld aus."),
        ({"key": "06"}, "Regionalschlüssel: "),
        ({"slug": "frankfurt"}, "hat schon eine andere Stadt."),
        ({"key": "064120000000"}, "Diese Stadt gibt es schon: Frankfurt am Main."),
        ({"band": "#ffffff"}, "hat nur einen Kontrast von 1,0 : 1"),
        ({"band": "rot"}, "ist keine Farbe in der Form"),
        ({"motif": "dragons"}, "Motiv: "),
        ({"admin_email": "nobody"}, "E-Mail: "),
        ({"take": "single"}, "Wählen Sie mindestens einen Prozess aus."),
        ({"take": "single", "offers": "999"}, "Das steht nicht mehr im Regal."),
        ({"take": "nonsense"}, "Was soll die Stadt gleich übernehmen?"),
        ({"amt-0-is_fallback": ""}, "Genau ein Amt muss die Auffangstelle sein"),
        (
            {"amt-2-key": "steuern"},
            "Amt 3, Kennung: Die Kennung „steuern“ steht mehr als einmal da.",
        ),
        ({"amt-2-email": "x"}, "Amt 3, E-Mail: "),
        ({"amt-2-name": ""}, "Amt 3, Name: "),
        ({"amt-1-key": "\x00"}, "Amt 2, Kennung: "),
        ({"name": "Kas\x00sel"}, "Name der Stadt: "),
        ({"name": "K" * 200}, "Name der Stadt: "),
        ({"aemter": "1"}, ""),
    ],
)
def test_a_fault_is_said_and_nothing_is_lost_or_written(hall, shelf, changes, sentence):
    answer = hall.post(PAGE, FIELDS | changes)

    if "aemter" in changes:
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert sentence in text_of(answer).replace("&quot;", '"')
    assert 'value="Ordnungsamt"' in text_of(answer) or "amt-2-name" in changes
    assert 'value="erste@kassel.example"' in text_of(answer) or "admin_email" in changes
    assert not City.objects.filter(slug="kassel").exists()


@pytest.mark.parametrize("fields", [{}, {"aemter": "x"}, {"aemter": "999999999"}, {"_do": "row"}])
def test_nonsense_is_answered_with_the_page(hall, shelf, fields):
    assert hall.post(PAGE, fields).status_code in {200, 422}


def test_more_rows_are_offered_without_complaint(hall, shelf):
    answer = hall.post(PAGE, FIELDS | {"name": "", "_do": "row", "offers": [str(shelf.pk)]})

    assert answer.status_code == 200
    assert "Amt 6" in text_of(answer)
    assert 'value="Ordnungsamt"' in text_of(answer)
    assert "Füllen Sie" not in text_of(answer)
    assert answer.context["form"]["offers"].value() == [str(shelf.pk)]


def test_a_table_is_shown_before_it_counts(hall, shelf):
    file = table("key;name;place;fallback\namt;Amt für alles;Kassel;ja\n")

    answer = hall.post(PAGE, FIELDS | {"_do": "read", "departments": file})

    assert answer.status_code == 200
    assert 'value="Amt für alles"' in text_of(answer)
    assert "Ordnungsamt" not in text_of(answer)
    assert not City.objects.filter(slug="kassel").exists()


def test_a_table_replaces_what_was_typed(hall, shelf):
    file = table("key,name,fallback\namt,Amt für alles,ja\n")

    hall.post(PAGE, FIELDS | {"departments": file})

    with for_city(City.objects.get(slug="kassel")):
        assert Department.objects.get().name == "Amt für alles"


def test_a_wrong_table_is_told_by_line_and_what_was_typed_stays(hall, shelf):
    answer = hall.post(PAGE, FIELDS | {"departments": table("key,name,fallback\na,A,quer\n")})

    assert answer.status_code == 422
    assert "Zeile 2: Bei „fallback“" in text_of(answer)
    assert 'value="Ordnungsamt"' in text_of(answer)
    assert hall.post(PAGE, FIELDS | {"_do": "read"}).status_code == 422


def test_a_row_of_a_table_is_judged_where_it_is_shown(hall, shelf):
    file = table("key,name,email,fallback\na,A,x,ja\n")

    answer = hall.post(PAGE, FIELDS | {"departments": file})

    assert answer.status_code == 422
    assert "Amt 1, E-Mail: " in text_of(answer)


def test_somebody_is_invited_again(hall, shelf):
    hall.post(PAGE, FIELDS)
    city = City.objects.get(slug="kassel")
    with for_city(city):
        invitation = Invitation.objects.get()
    address = f"/betrieb/staedte/kassel/einladungen/{invitation.pk}/"

    assert hall.post(address).status_code == 303
    assert hall.post(address.replace("kassel", "frankfurt")).status_code == 404
    with for_city(city):
        assert Event.objects.filter(name="person.invited").count() == 2


def test_a_city_that_is_none_is_not_found(hall):
    assert hall.get("/betrieb/staedte/gibt-es-nicht/").status_code == 404


def test_colours_are_shown_before_anything_is_founded(hall, shelf):
    answer = hall.post(PAGE, FIELDS | {"_do": "look", "band": "#102030", "name": ""})

    assert answer.status_code == 200
    assert 'fill="#102030"' in text_of(answer)
    assert "Diese Farben sind gut zu lesen." in text_of(answer)
    assert not City.objects.filter(slug="kassel").exists()


@pytest.mark.parametrize("colour", ["#ffffff", '"/><script>', "", "red", "\x00"])
def test_colours_that_cannot_be_read_are_told_beside_what_they_look_like(hall, shelf, colour):
    answer = hall.post(PAGE, FIELDS | {"_do": "look", "band": colour})

    assert answer.status_code == 200
    assert "<script>" not in text_of(answer).partition("operating-looks")[2][:4000]
    assert ("Diese Farben sind gut zu lesen." in text_of(answer)) == (not colour)
