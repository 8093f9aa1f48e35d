"""Designers compose a process with ordinary forms, with and without a script."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.cities.scope import for_city
from rathaus.processes.models import Edit, Example, Process
from tests import factories
from tests.cast import NOW

PARTS = {"X-Rathaus-Parts": "1"}


@pytest.fixture
def process(frankfurt):
    return factories.make_working_copy(frankfurt)


@pytest.fixture
def designer(client, frankfurt):
    client.force_login(factories.make_designer(frankfurt))
    return client


def address(process, rest=""):
    return f"/frankfurt/baukasten/{process.pk}/{rest}"


def nodes(process):
    with for_city(process.city):
        return Process.objects.get(pk=process.pk).working["nodes"]


def do(client, process, what, headers=None, **fields):
    return client.post(address(process, "befehl/"), {"do": what, **fields}, headers=headers or {})


def settings(client, process, node_id, **fields):
    """Send the settings of a node as its form has them, with some changed."""
    page = client.get(address(process), {"frage": node_id})
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, False, "")}
    sent = {**sent, **fields}
    sent = {name: value for name, value in sent.items() if value is not None}
    return client.post(address(process, f"fragen/{node_id}/"), sent)


def test_a_process_begins_with_one_empty_page(designer, frankfurt):
    answer = designer.post("/frankfurt/baukasten/beginnen/", {"title": "Grillplatz mieten"})

    with for_city(frankfurt):
        process = Process.objects.get()
    assert answer.url == address(process)
    assert len(process.working["order"]) == 1
    assert designer.get(answer.url).status_code == 200


def test_a_process_without_a_name_is_asked_for_one(designer, frankfurt):
    answer = designer.post("/frankfurt/baukasten/beginnen/", {"title": " "}, follow=True)

    assert "wie der Prozess heißen soll" in answer.content.decode()


def test_a_question_is_added_where_the_form_says(designer, process):
    answer = do(designer, process, "add", kind="date", label="Umzug am", into="p_owner", position=1)

    order = nodes(process)["p_owner"]["order"]
    assert answer.status_code == 303
    assert nodes(process)[order[1]] == {
        "kind": "date", "label": "Umzug am", "key": "umzug_am", "required": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("up", ["f_email", "f_name", "f_born"]),
        ("down", ["f_name", "f_born", "f_email"]),
        ("delete", ["f_name", "f_born"]),
    ],
)
def test_the_tools_act_on_the_question(designer, process, what, expected):
    do(designer, process, what, node="f_email")

    assert nodes(process)["p_owner"]["order"] == expected


def test_a_step_beyond_the_page_leads_to_the_next(designer, process):
    do(designer, process, "down", node="f_born")

    assert nodes(process)["p_dogs"]["order"][0] == "f_born"


def test_a_question_is_moved_to_a_chosen_place(designer, process):
    page = designer.get(address(process, "fragen/f_email/verschieben/"))
    assert "nach „Name“" in page.content.decode()

    do(designer, process, "move", node="f_email", target="p_dogs|0")

    assert nodes(process)["p_dogs"]["order"][0] == "f_email"


def test_what_is_copied_is_inserted_into_another_process(designer, process, frankfurt):
    other = factories.make_working_copy(frankfurt)
    do(designer, process, "copy", node="f_email")
    do(designer, other, "paste", into="p_dogs", position=0)

    pasted = nodes(other)["p_dogs"]["order"][0]
    assert nodes(other)[pasted]["label"] == "E-Mail"


def test_settings_change_what_was_changed_and_nothing_else(designer, process):
    before = nodes(process)["f_name"]

    answer = settings(designer, process, "f_name", help="Wie im Ausweis.", maxLength="60")

    assert answer.status_code == 303
    assert nodes(process)["f_name"] == {
        **before, "help": "Wie im Ausweis.", "schema": {**before["schema"], "maxLength": 60},
    }  # fmt: skip


def test_settings_sent_as_they_are_change_nothing(designer, process):
    for node_id in nodes(process):
        assert settings(designer, process, node_id).status_code == 303

    with for_city(process.city):
        assert not Edit.objects.exists()


def test_the_technical_name_follows_the_label_until_it_is_published(designer, process):
    do(designer, process, "add", kind="text", label="Straße", into="p_owner")
    node_id = nodes(process)["p_owner"]["order"][-1]

    settings(designer, process, node_id, label="Straße und Hausnummer")

    assert nodes(process)[node_id]["key"] == "strasse_und_hausnummer"


def test_a_translation_is_typed_beside_the_text(designer, process):
    settings(designer, process, "f_email", **{"text-en-label": "E-mail address"})

    with for_city(process.city):
        working = Process.objects.get(pk=process.pk).working
    assert working["texts"]["en"]["f_email.label"] == "E-mail address"
    assert "f_email.label" in working["translated_from"]["en"]


def test_wrong_settings_are_shown_again_as_they_were_typed(designer, process):
    answer = settings(designer, process, "f_name", maxLength="viele")

    assert answer.status_code == 422
    assert 'value="viele"' in answer.content.decode()


def test_who_comes_second_keeps_the_own_text_and_is_told_who_was_first(client, process, frankfurt):
    first = factories.make_designer(frankfurt, role="approver", last_name="Erstwald")
    client.force_login(factories.make_designer(frankfurt))
    form = client.get(address(process), {"frage": "f_name"}).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    mine = client.cookies.copy()
    client.force_login(first)
    settings(client, process, "f_name", label="Ihr Name")
    client.cookies = mine

    answer = client.post(
        address(process, "fragen/f_name/"), {**sent, "label": "Mein Name"}, headers=PARTS
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Erstwald" in page
    assert "Ihr Name" in page
    assert 'value="Mein Name"' in page
    assert nodes(process)["f_name"]["label"] == "Ihr Name"


def test_deleting_what_a_rule_needs_asks_first_and_can_be_insisted_on(designer, process):
    with for_city(process.city):
        leaning = {"field": "f_name", "is": {"const": "x"}}
        working = Process.objects.get(pk=process.pk)
        working.working["nodes"]["f_email"]["show_when"] = leaning
        working.save()

    answer = do(designer, process, "delete", node="f_name")
    assert answer.status_code == 409
    assert "„E-Mail“ hängt in einer Bedingung davon ab" in answer.content.decode()
    assert "f_name" in nodes(process)

    do(designer, process, "delete", node="f_name", anyway="1")
    assert "f_name" not in nodes(process)
    assert "show_when" not in nodes(process)["f_email"]


def test_taking_back_and_doing_again(designer, process):
    do(designer, process, "delete", node="f_email")
    page = designer.post(address(process, "rueckgaengig/"), follow=True).content.decode()
    assert "Zurückgenommen: „E-Mail“ gelöscht" in page
    assert "f_email" in nodes(process)

    designer.post(address(process, "wiederholen/"))
    assert "f_email" not in nodes(process)
    answer = designer.post(address(process, "wiederholen/"), follow=True)
    assert "nichts zu wiederholen" in answer.content.decode()


def test_taking_back_leads_nowhere_else(designer, process):
    answer = designer.post(
        address(process, "rueckgaengig/"), {"next": "https://elsewhere.example/"}
    )

    assert answer.url == address(process)


def test_a_script_gets_the_parts_that_the_whole_page_has(designer, process):
    whole = designer.get(address(process), {"frage": "f_email"}).content.decode()
    parts = designer.get(address(process), {"frage": "f_email"}, headers=PARTS).content.decode()

    for tag in ("nav", "section", "aside"):
        pattern = rf"<{tag} class=\"(?:outline|canvas|sidebar)\".*?</{tag}>"
        part = re.search(pattern, _without_tokens(parts), re.DOTALL)
        assert part[0] in _without_tokens(whole)


def _without_tokens(html):
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", html)


def test_search_finds_questions_by_their_words(designer, process):
    page = designer.get(address(process, "suche/"), {"q": "geburts"}).content.decode()

    assert "?frage=f_born" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "nonsense"},
        {"do": "up"},
        {"do": "up", "node": "gone"},
        {"do": "delete"},
        {"do": "move", "node": "f_name", "target": "f_email|9"},
        {"do": "add", "kind": "nonsense", "into": "p_owner"},
        {"do": "add", "kind": "text", "into": "gone"},
        {"do": "paste", "into": "p_owner", "clip": "[" * 5000},
        {"do": "paste", "into": "p_owner", "clip": '{"nodes": {"a": 1}, "order": ["a"]}'},
        {"do": "paste", "into": "", "clip": '{"nodes": {"a": {"kind": "page"}}, "order": [["a"]]}'},
    ],
)
def test_nonsense_ends_in_a_sentence(designer, process, fields):
    answer = designer.post(address(process, "befehl/"), fields)

    assert answer.status_code == 409
    assert "konflikt" in answer.content.decode()


def test_answers_come_from_a_code_list(designer, process):
    do(designer, process, "add", kind="choice", label="Land", into="p_owner", position=0)
    node_id = nodes(process)["p_owner"]["order"][0]
    path = address(process, f"fragen/{node_id}/liste/")
    assert designer.get(path).status_code == 200

    broken = designer.post(path, {"file": SimpleUploadedFile("a.xml", b"<html></html>")})
    assert broken.status_code == 422
    assert "keine Codeliste" in broken.content.decode()
    taken = designer.post(path, {"file": SimpleUploadedFile("a.csv", b"Code;Name\nDE;Deutschland")})

    assert taken.status_code == 303
    assert nodes(process)[node_id]["options"] == [{"value": "DE", "label": "Deutschland"}]


def test_a_designer_of_another_city_finds_nothing(client, process, wiesbaden):
    client.force_login(factories.make_designer(wiesbaden))

    for city in ("frankfurt", "wiesbaden"):
        for rest in ("", "befehl/", "fragen/f_name/", "suche/", "rueckgaengig/", "anwesend/"):
            path = f"/{city}/baukasten/{process.pk}/{rest}"
            method = client.post if rest not in {"", "suche/"} else client.get
            assert method(path).status_code == 404, path


def test_who_else_is_there_is_said(client, process, frankfurt):
    client.force_login(factories.make_designer(frankfurt, role="approver", last_name="Erstwald"))
    client.post(address(process, "anwesend/"), {"page": "p_owner"})
    client.force_login(factories.make_designer(frankfurt))

    answer = client.post(address(process, "anwesend/"), {"page": "p_owner"}).json()

    assert "Erstwald" in answer["lines"][0]
    assert answer["revision"] == 0


def test_the_head_says_which_test_case_is_different_now(designer, process):
    with for_city(process.city):
        Example.objects.create(
            city=process.city,
            process=process,
            name="Welpe",
            answers={},
            expected={"pages": [], "roles": ["nobody_here"], "fees": "1.00"},
            at=NOW,
        )

    said = designer.get(address(process, "pruefliste/anzahl/")).json()

    assert said["count"] > 0
    assert "Der Testfall besteht nicht. „Welpe“" in said["cases"]
