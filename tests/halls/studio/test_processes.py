"""Staff upload a definition, see its check list, set their city's figures, publish, download."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_engine.checking.messages import SENTENCES as ENGINE_SENTENCES
from forms_engine.importing.sentences import REFUSALS as ENGINE_REFUSALS
from forms_engine.importing.sentences import REMARKS as ENGINE_REMARKS
from rathaus.cities.scope import for_city
from rathaus.people.models import Membership
from rathaus.processes.models import Process, Version
from rathaus.studio import import_sentences
from rathaus.studio.sentences import SENTENCES
from tests import factories

DEFINITION = {
    "format": "rathaus-process/1",
    "title": "Grillplatz mieten",
    "category": "engagement",
    "languages": ["de"],
    "order": ["p_one"],
    "nodes": {
        "p_one": {"kind": "page", "title": "Termin", "order": ["f_day"]},
        "f_day": {"kind": "date", "key": "day", "label": "Wann?", "required": True},
    },
    "parameters": {"fee": {"label": "Gebühr", "schema": {"type": "string", "format": "money"}}},
    "roles": {"parks": {"label": "Grünflächenamt"}},
    "fees": [{"id": "day", "label": "Je Tag", "amount": {"parameter": "fee"}}],
    "routing": [{"to": ["parks"], "due_days": 5}],
}


def member(city, role):
    user = factories.make_user(f"{role}@{city.slug}.example")
    with for_city(city):
        Membership.objects.create(city=city, user=user, role=role)
    return user


@pytest.fixture
def designer(client, frankfurt):
    client.force_login(member(frankfurt, "designer"))
    return client


@pytest.fixture
def approver(client, frankfurt):
    client.force_login(member(frankfurt, "approver"))
    return client


def as_file(definition, name="prozess.json"):
    content = definition if isinstance(definition, bytes) else json.dumps(definition).encode()
    return SimpleUploadedFile(name, content, content_type="application/json")


def upload(client, definition):
    return client.post("/frankfurt/baukasten/neu/", {"file": as_file(definition)})


def only_process(city):
    with for_city(city):
        return Process.objects.select_related("published").get()


def test_an_uploaded_definition_becomes_a_working_copy_that_is_not_online(designer, frankfurt):
    response = upload(designer, DEFINITION)

    process = only_process(frankfurt)
    assert response.headers["Location"] == f"/frankfurt/baukasten/{process.pk}/"
    assert (process.title, process.slug, process.is_online) == (
        "Grillplatz mieten", "grillplatz-mieten", False,
    )  # fmt: skip
    assert process.working == DEFINITION


def test_the_check_list_names_errors_in_german_and_keeps_the_process_offline(approver, frankfurt):
    upload(approver, {**DEFINITION, "routing": [{"to": ["nobody"], "due_days": 5}]})
    process = only_process(frankfurt)

    page = approver.get(f"/frankfurt/baukasten/{process.pk}/pruefliste/")
    approver.post(f"/frankfurt/baukasten/{process.pk}/veroeffentlichen/")

    assert "Die Rolle „nobody“ gibt es nicht." in page.content.decode()
    assert only_process(frankfurt).published is None


def test_parameters_and_roles_are_the_citys_own_and_go_online_with_the_next_version(
    approver, frankfurt
):
    factories.make_department(frankfurt, key="parks", name="Grünflächenamt")
    upload(approver, DEFINITION)
    process = only_process(frankfurt)

    approver.post(
        f"/frankfurt/baukasten/{process.pk}/ablauf/stadt/",
        {"parameter-fee": "1.025,50 €", "role-parks": "parks"},
    )
    approver.post(
        f"/frankfurt/baukasten/{process.pk}/veroeffentlichen/",
        {"note": "Erste", "reason": "Der Rest folgt."},
    )

    process = only_process(frankfurt)
    with for_city(frankfurt):
        version = Version.objects.get()
    assert (process.is_online, process.working, process.roles) == (True, None, {"parks": "parks"})
    assert (version.number, version.parameters, version.note) == (1, {"fee": "1025.50"}, "Erste")


def test_a_wrong_amount_is_explained_and_nothing_is_stored(designer, frankfurt):
    upload(designer, DEFINITION)
    process = only_process(frankfurt)

    response = designer.post(
        f"/frankfurt/baukasten/{process.pk}/ablauf/stadt/", {"parameter-fee": "viel"}
    )

    assert response.status_code == 422
    assert "zum Beispiel 120,00" in response.content.decode()
    assert "viel" in response.content.decode()
    assert only_process(frankfurt).parameters == {}


def test_what_was_uploaded_comes_down_again_unchanged(designer, frankfurt):
    upload(designer, DEFINITION)
    process = only_process(frankfurt)

    response = designer.get(f"/frankfurt/baukasten/{process.pk}/arbeitsfassung.json")

    assert json.loads(response.content) == DEFINITION
    assert (
        response.headers["Content-Disposition"] == 'attachment; filename="grillplatz-mieten.json"'
    )


def test_a_plain_json_schema_is_uploaded_as_a_process(designer, frankfurt):
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kontakt",
        "type": "object",
        "properties": {"name": {"type": "string", "title": "Name"}},
    }

    upload(designer, schema)

    process = only_process(frankfurt)
    assert process.title == "Kontakt"
    assert process.working["format"] == "rathaus-process/1"


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"[" * 100_000, b'{"a": NaN}', b"42"])
def test_a_file_that_holds_no_form_is_refused_with_a_sentence(designer, frankfurt, content):
    response = upload(designer, content)

    assert response.status_code == 422
    with for_city(frankfurt):
        assert Process.objects.count() == 0


def test_a_designer_may_not_publish(designer, frankfurt):
    upload(designer, DEFINITION)
    process = only_process(frankfurt)

    response = designer.post(f"/frankfurt/baukasten/{process.pk}/veroeffentlichen/")

    assert response.status_code == 404
    assert only_process(frankfurt).published is None


def test_a_designer_of_another_city_finds_nothing(designer, frankfurt, wiesbaden):
    with for_city(wiesbaden):
        foreign = Process.objects.create(city=wiesbaden, slug="x", title="X", working=DEFINITION)

    assert designer.get(f"/frankfurt/baukasten/{foreign.pk}/").status_code == 404
    assert designer.get(f"/wiesbaden/baukasten/{foreign.pk}/").status_code == 404


def test_strangers_are_asked_to_log_in(client, frankfurt):
    response = client.get("/frankfurt/baukasten/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/frankfurt/konto/login/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_for_one_process_and_for_three(
    designer, frankfurt, count, django_assert_num_queries
):
    for number in range(count):
        factories.make_version(frankfurt, slug=f"hund-{number}")
    designer.get("/frankfurt/baukasten/")

    with django_assert_num_queries(7):
        response = designer.get("/frankfurt/baukasten/")

    assert response.content.decode().count("online, Version 1") == count


def test_everything_that_the_engine_can_find_has_a_german_sentence_with_the_same_holes():
    def holes(text):
        return set(re.findall(r"%\((\w+)\)s", str(text)))

    assert set(SENTENCES) == set(ENGINE_SENTENCES)
    assert {code: holes(text) for code, text in SENTENCES.items()} == {
        code: holes(text) for code, (_level, text) in ENGINE_SENTENCES.items()
    }


def test_everything_that_an_import_can_say_has_a_german_sentence_with_the_same_holes():
    def holes(sentences):
        return {
            code: set(re.findall(r"%\((\w+)\)s", str(text))) for code, text in sentences.items()
        }

    assert holes(import_sentences.REFUSALS) == holes(ENGINE_REFUSALS)
    assert holes(import_sentences.REMARKS) == holes(ENGINE_REMARKS)
