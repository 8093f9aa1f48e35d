"""Designers walk through the working copy, see what would have happened, and keep test cases."""

import copy
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rathaus.applications.models import Draft, Submission
from rathaus.cities.scope import for_city
from rathaus.outbox.models import Event
from rathaus.people.models import Membership
from rathaus.processes.models import Example, Version
from tests import factories

FRAMED = {"HTTP_SEC_FETCH_DEST": "iframe"}


def member(city, role, email):
    user = factories.make_user(email)
    with for_city(city):
        Membership.objects.create(city=city, user=user, role=role)
    return user


@pytest.fixture
def process(frankfurt):
    definition = factories.make_definition(
        fees=[{"id": "dog", "per": "l_dogs", "label": "{{ number }}. Hund", "amount": "102.00"}]
    )
    return factories.make_version(frankfurt, definition=definition).process


@pytest.fixture
def designer(client, frankfurt):
    client.force_login(member(frankfurt, "designer", "design@frankfurt.example"))
    return client


def address(process, rest=""):
    return f"/frankfurt/baukasten/{process.pk}/{rest}"


def change(process, **root):
    process.working = {**copy.deepcopy(process.published.definition), **root}
    with for_city(process.city):
        process.save()


def begin(client, process, **fields):
    response = client.post(address(process, "testen/beginnen/"), fields)
    assert response.status_code == 303, response.content.decode()
    return response.headers["Location"]


def send_page(client, path, **fields):
    page = client.get(path)
    html = page.content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    hidden.pop("csrfmiddlewaretoken")
    return client.post(path, hidden | {"_do": "next"} | fields)


def walk_through(client, process):
    first = begin(client, process)
    base = first.rsplit("/", 2)[0] + "/"
    assert send_page(client, first, f_name="Kim Muster").status_code == 302
    dogs = {"l_dogs-count": "1", "f_call-0": "Bello", "f_mixed-0": "false", "f_reduced": "false"}
    answer = send_page(client, f"{base}p_dogs/", **dogs)
    assert answer.headers["Location"] == f"{base}pruefen/", answer.content.decode()
    return base


def test_a_run_ends_in_a_result_and_nothing_is_sent(designer, process, frankfurt):
    base = walk_through(designer, process)
    assert "Vorschau – nichts wird gesendet" in designer.get(f"{base}pruefen/").content.decode()

    sent = designer.post(f"{base}pruefen/", {}, follow=True)

    html = sent.content.decode()
    assert sent.redirect_chain[-1][0] == f"{base}ergebnis-der-vorschau/"
    for said in (
        "Ergebnis der Vorschau",
        "Steueramt",
        "14 Tage nach Eingang",
        "1. Hund",
        "102,00\xa0€",
        "Hundesteuerbescheid",
        "Nachweis (nicht gezeigt)",
        "Kim Muster",
        "&quot;call&quot;: &quot;Bello&quot;",
    ):
        assert said in html, said
    with for_city(frankfurt):
        assert not Submission.objects.exists()
        assert not Event.objects.exists()
        assert Draft.objects.count() == 1


def test_the_banner_stands_on_every_page_of_a_trial_and_on_no_other(designer, process):
    base = walk_through(designer, process)
    for page in ("p_owner", "pruefen", "speichern", "loeschen", "ergebnis-der-vorschau"):
        html = designer.get(f"{base}{page}/").content.decode()
        assert "Vorschau – nichts wird gesendet" in html, page

    citizen = Client()
    real = citizen.post("/frankfurt/leistungen/hund-anmelden/antrag/", follow=True)
    assert "Vorschau" not in real.content.decode()
    assert citizen.get(f"{real.request['PATH_INFO']}../ergebnis-der-vorschau/").status_code == 404


def test_saving_a_trial_for_later_mails_nothing(designer, process, frankfurt):
    base = walk_through(designer, process)
    answer = designer.post(f"{base}speichern/", {"email": "kim@muster.example"})

    assert answer.status_code == 302
    with for_city(frankfurt):
        assert not Event.objects.exists()


def test_a_trial_opens_to_nobody_else(designer, process, frankfurt, wiesbaden):
    base = walk_through(designer, process)
    cookie = designer.cookies["antrag"].value

    clerk = Client()
    clerk.force_login(factories.make_clerk(factories.department_of(frankfurt)))
    stranger = Client()
    stranger.force_login(member(wiesbaden, "designer", "design@wiesbaden.example"))
    for other in (Client(), clerk, stranger):
        for page in ("p_owner", "pruefen", "ergebnis-der-vorschau"):
            assert other.get(f"{base}{page}/").status_code == 404
        # Not even with the cookie: a trial shows what is not published.
        other.cookies["antrag"] = cookie
        for page in ("p_owner", "pruefen", "ergebnis-der-vorschau"):
            assert other.get(f"{base}{page}/").status_code == 404
    assert stranger.get(address(process, "vorschau/")).status_code == 404
    assert stranger.post(address(process, "testen/beginnen/")).status_code == 404


def test_the_preview_shows_a_page_and_follows_the_form(designer, process, frankfurt):
    shown = designer.get(address(process, "vorschau/"), {"seite": "p_dogs"}, follow=True)
    path = shown.redirect_chain[-1][0]
    assert path.endswith("/p_dogs/")
    owner = path.replace("p_dogs", "p_owner")
    send_page(designer, owner, f_name="Kim Muster")

    change(process)
    process.working["nodes"]["f_name"] |= {"label": "Wie heißen Sie?", "key": "full_name"}
    with for_city(frankfurt):
        process.save()
    again = designer.get(address(process, "vorschau/"), {"seite": "p_owner"}, follow=True)

    html = again.content.decode()
    assert again.redirect_chain[-1][0] == owner
    assert "Wie heißen Sie?" in html
    assert 'value="Kim Muster"' in html
    with for_city(frankfurt):
        assert Version.objects.filter(number=None).count() == 1


def test_the_preview_in_a_frame_leaves_header_and_footer_away(designer, process):
    whole = designer.get(address(process, "vorschau/"), follow=True)
    framed = designer.get(address(process, "vorschau/"), follow=True, **FRAMED)

    assert b"site-header" in whole.content
    assert b"site-header" not in framed.content
    assert b"site-footer" not in framed.content
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_preview_has_a_language_and_a_theme_of_its_own(designer, process):
    look = {"seite": "p_owner", "sprache": "en", "darstellung": "dark"}
    shown = designer.get(address(process, "vorschau/"), look, follow=True).content.decode()

    assert 'lang="en" data-kern-theme="dark"' in shown
    assert "Name of the owner" in shown
    studio = designer.get(address(process, "testen/")).content.decode()
    assert 'lang="de"' in studio
    assert "data-kern-theme" not in studio
    unknown = {"sprache": "xx", "darstellung": "neon"}
    shown = designer.get(address(process, "vorschau/"), unknown, follow=True).content.decode()
    assert 'lang="de">' in shown


def test_the_preview_says_that_a_page_is_hidden(designer, process):
    hidden = designer.get(address(process, "vorschau/"), {"seite": "p_proof"})
    assert "„Nachweis“ wird nicht gezeigt" in hidden.content.decode()

    for page in ("gibt-es-nicht", "f_name", ""):
        shown = designer.get(address(process, "vorschau/"), {"seite": page}, follow=True)
        assert shown.redirect_chain[-1][0].endswith("/p_owner/")


def test_a_broken_form_is_said_to_be_broken(designer, process):
    change(process, nodes={"p_owner": {"kind": "page", "title": "Leer", "order": ["f_no"]}})
    process.working["nodes"]["p_owner"]["schema"] = "x"
    change(process, order=["p_owner"], nodes=process.working["nodes"])

    for answer in (
        designer.get(address(process, "vorschau/")),
        designer.post(address(process, "testen/beginnen/")),
    ):
        assert answer.status_code == 422
        assert "Noch keine Vorschau" in answer.content.decode()
        assert "studio-finding--error" in answer.content.decode()
    assert designer.get(address(process, "testen/")).status_code == 200


def test_a_run_is_kept_as_a_test_case_that_says_what_changes(designer, process, frankfurt):
    base = walk_through(designer, process)
    kept = designer.post(
        f"{base}ergebnis-der-vorschau/", {"name": "Ein Hund"}, follow=True
    ).content.decode()
    assert "„Ein Hund“ ist als Testfall gespeichert." in kept
    assert "Der Testfall besteht." in kept

    change(process, routing=[], fees=[])
    html = designer.get(address(process, "testen/")).content.decode()
    assert "Der Testfall besteht nicht." in html
    assert "Geht jetzt an niemanden." in html
    assert "Gebühr: 0,00\xa0€ statt 102,00\xa0€." in html

    with for_city(frankfurt):
        example = Example.objects.get()
    case = address(process, f"testen/{example.pk}/")
    assert designer.post(case, {"do": "accept"}).status_code == 303
    assert "Der Testfall besteht." in designer.get(address(process, "testen/")).content.decode()
    designer.post(case, {"do": "rename", "name": "Bello"})
    designer.post(case, {"do": "duplicate"})
    designer.post(case, {"do": "unknown"})
    with for_city(frankfurt):
        assert sorted(Example.objects.values_list("name", flat=True)) == ["Bello", "Bello (2)"]
    designer.post(case, {"do": "delete"})
    assert designer.post(case, {"do": "delete"}).status_code == 404


def test_a_test_case_is_opened_again_with_its_answers(designer, process, frankfurt):
    base = walk_through(designer, process)
    designer.post(f"{base}ergebnis-der-vorschau/", {"name": "Ein Hund"})
    with for_city(frankfurt):
        example = Example.objects.get()

    path = begin(designer, process, example=example.pk)

    assert 'value="Kim Muster"' in designer.get(path).content.decode()
    review = path.rsplit("/", 2)[0] + "/pruefen/"
    assert designer.get(review).status_code == 200
    for number in ("999999999999999999999", "x", "-1"):
        begin(designer, process, example=number)


def test_test_cases_travel_as_a_file(designer, process, frankfurt, wiesbaden):
    base = walk_through(designer, process)
    designer.post(f"{base}ergebnis-der-vorschau/", {"name": "Ein Hund"})
    file = designer.get(address(process, "testen/faelle.json"))
    assert json.loads(file.content)["examples"][0]["name"] == "Ein Hund"

    def upload(content):
        given = {"file": SimpleUploadedFile("x.json", content)}
        return designer.post(address(process, "testen/hochladen/"), given)

    assert upload(file.content).status_code == 303
    with for_city(frankfurt):
        first, second = Example.objects.order_by("pk")
    assert (second.name, second.answers) == ("Ein Hund (2)", first.answers)
    assert second.expected == first.expected
    bad = [b"", b"{", b"[" * 100_000, b'{"format": "rathaus-examples/1"}', b"\xff", b"[NaN]"]
    bad.append(json.dumps({"format": "rathaus-examples/1", "examples": [1, {}]}).encode())
    for content in bad:
        assert upload(content).status_code == 422, content[:20]
    strange = {"pages": 1, "fees": "1e9999999", "faults": [[1]], "names": {"a": 1}, "due_days": []}
    case = {"name": None, "answers": {"l_dogs": 7, "f_name": []}, "expected": strange}
    document = {"format": "rathaus-examples/1", "examples": [case]}
    assert upload(json.dumps(document).encode()).status_code == 303
    assert designer.get(address(process, "testen/")).status_code == 200
    with for_city(frankfurt):
        odd = Example.objects.latest("pk")
    assert designer.get(begin(designer, process, example=odd.pk)).status_code == 200


def test_what_is_tried_out_is_no_version_of_the_process(designer, process):
    walk_through(designer, process)
    page = designer.get(address(process, "versionen/"))

    assert [version.number for version in page.context["versions"]] == [1]


def test_test_cases_are_proposed_once(designer, process, frankfurt):
    answer = designer.post(address(process, "testen/vorschlagen/"), follow=True)
    assert "Neue Testfälle: 3." in answer.content.decode()
    with for_city(frankfurt):
        names = list(Example.objects.order_by("pk").values_list("name", flat=True))
    assert names == [
        "Vorschlag: Nur das Nötigste",
        "Vorschlag: Mit Frage „Zweite Rasse“",
        "Vorschlag: Mit Seite „Nachweis“",
    ]
    assert "Alle 3 bestehen." in answer.content.decode()

    again = designer.post(address(process, "testen/vorschlagen/"), follow=True)
    assert "Die Testfälle treffen schon jede Regel." in again.content.decode()
