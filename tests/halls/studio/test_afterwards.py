"""Staff compose what happens after sending, and nothing they typed is lost."""

import html
import re

import pytest

from forms_engine.editing import edit
from forms_engine.editing.rooms import mark_of
from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from tests import factories
from tests.halls.studio.test_processes import member

YES = {"field": "f_bites", "is": {"const": True}}
DOGS = {
    "format": "rathaus-process/1",
    "title": "Hund anmelden",
    "languages": ["de"],
    "order": ["p_one"],
    "nodes": {
        "p_one": {"kind": "page", "title": "Hund", "order": ["f_bites", "f_owner", "l_dogs"]},
        "f_bites": {"kind": "boolean", "key": "bites", "label": "Beißt er?", "required": True},
        "f_owner": {"kind": "person", "key": "owner", "label": "Halter", "required": True},
        "l_dogs": {
            "kind": "list",
            "key": "dogs",
            "title": "Hund",
            "order": ["f_call"],
            "schema": {"minItems": 1},
        },
        "f_call": {"kind": "text", "key": "call", "label": "Rufname", "required": True},
    },
    "parameters": {"rate": {"label": "Satz", "schema": {"type": "string", "format": "money"}}},
    "roles": {"tax": {"label": "Steueramt"}, "order": {"label": "Ordnungsamt"}},
    "fees": [
        {"id": "dog", "label": "Hund", "per": "l_dogs", "amount": {"parameter": "rate"}},
        {"id": "tag", "label": "Marke", "amount": "5.00"},
    ],
    "routing": [{"id": "bad", "when": YES, "to": ["order"]}, {"id": "rest", "to": ["tax"]}],
    "notices": [
        {"key": "yes", "on": "granted", "title": "Bescheid", "body": "Satz {{ parameter.rate }}"}
    ],
}


@pytest.fixture
def designer(client, frankfurt):
    client.force_login(member(frankfurt, "designer"))
    return client


@pytest.fixture
def process(frankfurt):
    process = factories.make_working_copy(frankfurt, definition=DOGS)
    process.parameters = {"rate": "102.00"}
    with for_city(frankfurt):
        process.save(update_fields=["parameters"])
    return process


def address(process, more=""):
    return f"/frankfurt/baukasten/{process.pk}/ablauf/{more}"


def now(process):
    with for_city(process.city):
        return Process.objects.get(pk=process.pk).working


def said(response):
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def change(process, command, **arguments):
    """Let somebody else change something meanwhile."""
    with for_city(process.city):
        row = Process.objects.get(pk=process.pk)
        row.working = edit(row.working, command, arguments).definition
        row.save(update_fields=["working"])


def test_the_overview_says_everything_in_sentences(designer, process):
    page = said(designer.get(address(process)))

    assert "In Frankfurt am Main noch keinem Amt zugeordnet" in page
    assert "Wenn „Beißt er?“ ist „ja“, dann an Ordnungsamt" in page
    assert "Sonst an Steueramt" in page
    assert "102,00 € für jeden Eintrag „Hund“" in page.replace("\xa0", " ")
    assert "Wert der Stadt „Satz“" in page
    assert "107,00 €" in page.replace("\xa0", " ")


def test_an_empty_process_says_what_happens_then(designer, frankfurt):
    empty = {key: DOGS[key] for key in ("format", "title", "order", "nodes")}
    process = factories.make_working_copy(frankfurt, definition=empty)

    page = said(designer.get(address(process)))

    assert "Alle Anträge gehen an die Auffangstelle der Stadt." in page
    assert "Der Antrag kostet nichts." in page
    assert "Kein eigener Text: Es gilt der allgemeine des Rathauses." in page


def test_a_fee_is_added_as_people_write_amounts_and_taken_back(designer, process):
    typed = {"label": "Mahnung", "amounts": "1.200,50 €", "per": "", "condition-mode": "always"}

    answer = designer.post(address(process, "gebuehren/neu/"), typed)

    assert answer.status_code == 303
    assert answer.url.endswith("#gebuehren")
    added = now(process)["fees"][-1]
    assert (added["label"], added["amount"]) == ("Mahnung", "1200.50")
    designer.post(f"/frankfurt/baukasten/{process.pk}/rueckgaengig/")
    assert now(process) == DOGS


def test_amounts_by_position_are_a_list(designer, process):
    typed = {"label": "Hund", "amounts": "120\n156,00\n\n192", "per": "l_dogs", "was": ""}

    designer.post(address(process, "gebuehren/aendern/dog"), typed)

    assert now(process)["fees"][0] == {
        "id": "dog",
        "label": "Hund",
        "per": "l_dogs",
        "amount": ["120.00", "156.00", "192.00"],
    }


def test_a_refused_fee_keeps_what_was_typed(designer, process):
    typed = {"label": "Mahnung", "amounts": "viel", "first": "3", "last": "2"}

    answer = designer.post(address(process, "gebuehren/neu/"), typed)

    page = said(answer)
    assert answer.status_code == 422
    assert 'value="Mahnung"' in page
    assert "viel</textarea>" in page
    assert "Schreiben Sie einen Betrag in Euro" in page
    assert "Das liegt vor dem Anfang." in page
    assert now(process) == DOGS


def test_a_condition_comes_with_the_fee(designer, process):
    typed = {
        "label": "Marke",
        "amounts": "5,00",
        "condition-mode": "when",
        "condition-0-joint": "all",
        "condition-0-0-subject": "field:f_bites",
        "condition-0-0-compare": "is",
        "condition-0-0-value": "true",
    }

    answer = designer.post(address(process, "gebuehren/aendern/tag"), typed)

    assert answer.status_code == 303
    assert now(process)["fees"][1]["when"] == YES


def test_rows_of_the_condition_change_without_storing_anything(designer, process):
    typed = {"label": "", "amounts": "", "condition-mode": "always", "condition-do": "row:0"}

    answer = designer.post(address(process, "gebuehren/aendern/tag"), typed)

    assert answer.status_code == 200
    assert "kern-error" not in answer.content.decode()
    assert now(process) == DOGS


def test_a_share_is_typed_in_percent_and_removed_again(designer, process):
    typed = {"label": "Wachhund", "percent": "50 %", "condition-mode": "always"}

    designer.post(address(process, "anteile/neu/dog"), typed)
    assert now(process)["fees"][0]["factors"] == [{"label": "Wachhund", "times": "0.5"}]
    assert "50 % des Betrags" in said(designer.get(address(process)))

    designer.post(address(process, "anteile/0/dog"), {"do": "remove"})
    assert now(process) == DOGS


def test_rules_move_and_the_last_stays_last(designer, process):
    typed = {"to": ["tax"], "due_days": "14", "condition-mode": "keep"}
    rule = {"to": ["tax"], "when": {"field": "f_bites", "is": {"const": False}}}
    change(process, "add_item", room="routing", item=rule)
    name = now(process)["routing"][1]["id"]

    designer.post(address(process, f"weiterleitung/verschieben/{name}"), {"do": "up"})
    assert [each["id"] for each in now(process)["routing"]] == [name, "bad", "rest"]
    answer = designer.post(address(process, "weiterleitung/verschieben/rest"), {"do": "up"})

    assert answer.status_code == 303
    assert [each["id"] for each in now(process)["routing"]] == [name, "bad", "rest"]
    designer.post(address(process, "weiterleitung/aendern/bad"), typed)
    assert now(process)["routing"][1] == {"id": "bad", "when": YES, "to": ["tax"], "due_days": 14}


def test_a_role_that_a_rule_needs_stays_and_says_why(designer, process):
    designer.post(address(process, "zustaendigkeiten/loeschen/order"))

    assert "order" in now(process)["roles"]
    assert "Regel 1 der Weiterleitung führt dorthin" in said(designer.get(address(process)))


def test_a_value_of_the_city_is_made_and_set(designer, process):
    typed = {"label": "Staffel", "kind": "amounts", "default": "120,00\n156"}
    designer.post(address(process, "werte/neu/"), typed)
    made = now(process)["parameters"]["staffel"]
    assert made["default"] == ["120.00", "156.00"]

    typed = {"parameter-rate": "99", "parameter-staffel": "1\n2", "role-tax": "tax_office"}
    answer = designer.post(address(process, "stadt/"), typed)

    assert answer.status_code == 303
    with for_city(process.city):
        row = Process.objects.get(pk=process.pk)
    assert row.parameters == {"rate": "99.00", "staffel": ["1.00", "2.00"]}
    assert row.roles == {"tax": "tax_office"}


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("money", "12", "12.00"),
        ("boolean", "Nein", False),
        ("integer", "14", 14),
        ("text", "jährlich", "jährlich"),
        ("options", "a | Pudel\nDackel", [
            {"value": "a", "label": "Pudel"}, {"value": "Dackel", "label": "Dackel"}
        ]),
    ],
)  # fmt: skip
def test_a_default_is_read_by_its_kind(designer, process, kind, typed, stored):
    designer.post(address(process, "werte/neu/"), {"label": "X", "kind": kind, "default": typed})

    assert now(process)["parameters"]["x"]["default"] == stored


def test_a_default_of_another_kind_is_refused_and_kept(designer, process):
    typed = {"label": "X", "kind": "boolean", "default": "vielleicht"}

    answer = designer.post(address(process, "werte/neu/"), typed)

    assert answer.status_code == 422
    assert "vielleicht</textarea>" in said(answer)
    assert "Schreiben Sie Ja oder Nein." in said(answer)


def test_the_description_of_a_value_stays_as_experts_wrote_it(designer, process):
    before = now(process)["parameters"]["rate"]["schema"]

    designer.post(
        address(process, "werte/aendern/rate"), {"label": "Satz im Jahr", "kind": "money"}
    )

    assert now(process)["parameters"]["rate"] == {"label": "Satz im Jahr", "schema": before}


def test_facts_change_as_one_and_only_what_was_changed(designer, process):
    page = designer.get(address(process, "angaben/"))
    was = page.context["form"].initial["was"]
    typed = {
        "was": was,
        "title": "Hund anmelden",
        "summary": "Melden Sie Ihren Hund an.",
        "needs": "IBAN\nChipnummer",
        "identification": "email",
        "draft_days": "30",
        "processing_days": "2 Wochen",
    }

    answer = designer.post(address(process, "angaben/"), typed)

    assert answer.status_code == 303
    changed = {key: value for key, value in now(process).items() if DOGS.get(key) != value}
    assert changed == {
        "summary": "Melden Sie Ihren Hund an.",
        "needs": ["IBAN", "Chipnummer"],
        "identification": "email",
        "retention": {"draft_days": 30},
        "processing_days": "2 Wochen",
    }
    designer.post(f"/frankfurt/baukasten/{process.pk}/rueckgaengig/")
    assert now(process) == DOGS


def test_wrong_facts_are_refused_and_kept(designer, process):
    typed = {"title": "Hund", "service_keys": "99 leika", "identification": "none"}

    answer = designer.post(address(process, "angaben/"), typed)

    assert answer.status_code == 422
    assert "99 leika</textarea>" in said(answer)
    assert now(process) == DOGS


def test_who_comes_second_keeps_the_own_text_and_may_save_again(designer, process):
    was = mark_of(DOGS["notices"][0])
    change(process, "set_item", room="notices", item="yes", values={"title": "Ihrer"})
    typed = {"was": was, "on": "granted", "title": "Meiner", "body": "Text"}

    conflict = designer.post(address(process, "bescheide/aendern/yes"), typed)

    assert conflict.status_code == 409
    assert "Jemand hat das inzwischen geändert." in said(conflict)
    assert 'value="Meiner"' in said(conflict)
    assert now(process)["notices"][0]["title"] == "Ihrer"
    typed["was"] = re.search(r'name="was" value="(\w+)"', conflict.content.decode())[1]
    designer.post(address(process, "bescheide/aendern/yes"), typed)
    assert now(process)["notices"][0]["title"] == "Meiner"


def test_what_was_typed_for_something_removed_can_be_added_anew(designer, process):
    change(process, "remove_item", room="fees", item="tag")
    typed = {"label": "Marke neu", "amounts": "6"}

    answer = designer.post(address(process, "gebuehren/aendern/tag"), typed)

    assert answer.status_code == 409
    assert 'value="Marke neu"' in said(answer)
    assert 'action="/frankfurt/baukasten' in said(answer)
    assert "gebuehren/neu/" in said(answer)


def test_a_letter_is_shown_as_pdf_and_as_text_with_invented_answers(designer, process):
    typed = {
        "on": "granted",
        "title": "Steuer",
        "body": "Guten Tag {{ answers.owner.given_name }}, {{ parameter.rate }} {{ gibt.es }}",
    }

    pdf = designer.post(address(process, "vorschau.pdf"), typed)
    stored = designer.get(address(process, "vorschau.pdf?bescheid=yes"))
    text = said(designer.post(address(process, "vorschau/"), typed))

    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert stored.content.startswith(b"%PDF-")
    assert "Guten Tag Kim, 102,00 €" in text.replace("\xa0", " ")
    assert "„gibt.es“ gibt es nicht. Dort bliebe eine Lücke." in text
    assert now(process) == DOGS


@pytest.mark.parametrize("occasion", ["granted", "refused", "received"])
def test_every_occasion_has_its_preview(designer, process, occasion):
    typed = {"on": occasion, "title": "Betreff", "body": "Gruß aus {{ city.name }}"}

    assert designer.post(address(process, "vorschau.pdf"), typed).content.startswith(b"%PDF-")
    assert "Gruß aus Frankfurt am Main" in said(designer.post(address(process, "vorschau/"), typed))


def test_a_form_with_errors_has_no_letter_but_a_sentence(designer, frankfurt):
    broken = {**DOGS, "nodes": {**DOGS["nodes"], "f_call": {"kind": "text", "label": "Rufname"}}}
    broken["nodes"]["f_bites"] = {**DOGS["nodes"]["f_bites"], "schema": {"type": "nonsense"}}
    process = factories.make_working_copy(frankfurt, definition=broken)

    for method in (designer.get, designer.post):
        answer = method(address(process, "vorschau.pdf?bescheid=yes"), {})
        assert answer.status_code in {200, 422}
    assert designer.get(address(process)).status_code == 200
    assert designer.get(address(process, "bescheide/aendern/yes")).status_code == 200


@pytest.mark.parametrize(
    "more",
    ["", "angaben/", "stadt/", "gebuehren/neu/", "weiterleitung/neu/", "bescheide/neu/",
     "werte/neu/", "zustaendigkeiten/neu/", "gebuehren/aendern/dog", "anteile/neu/dog",
     "weiterleitung/aendern/bad", "werte/aendern/rate", "zustaendigkeiten/aendern/tax"],
)  # fmt: skip
def test_every_page_opens_and_another_city_has_none_of_it(designer, process, wiesbaden, more):
    assert designer.get(address(process, more)).status_code == 200

    designer.force_login(member(wiesbaden, "designer"))
    assert designer.get(address(process, more)).status_code == 404
    elsewhere = address(process, more).replace("/frankfurt/", "/wiesbaden/")
    assert designer.get(elsewhere).status_code == 404


@pytest.mark.parametrize(
    ("more", "status"),
    [("nonsense/neu/", 404), ("gebuehren/aendern/a/b", 303), ("anteile/9/dog", 404),
     ("anteile/neu/gone", 303), ("vorschau.pdf?bescheid=gone", 404)],
)  # fmt: skip
def test_what_is_not_there_is_said(designer, process, more, status):
    answer = designer.get(address(process, more))

    assert answer.status_code == status
