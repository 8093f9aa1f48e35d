"""Designers take processes along as a signed file: what is their own, and what is offered."""

import json

import pytest

from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.sharing import parcels
from rathaus.sharing.signing import is_signed_by, own_key
from tests import cast, factories
from tests.rathaus.sharing.installations import offer

PAGE = "/frankfurt/baukasten/paket/"
FILE = "/frankfurt/baukasten/paket.json"


@pytest.fixture
def designer(client, frankfurt):
    client.force_login(factories.make_designer(frankfurt))
    return client


def ids_in(answer):
    return {process["id"] for process in json.loads(answer.content)["processes"]}


def test_own_and_offered_processes_go_into_one_signed_file(designer, frankfurt, wiesbaden):
    own = factories.make_version(frankfurt)
    theirs = factories.make_version(wiesbaden)
    offer(theirs)
    wanted = {str(own.process_id), str(theirs.process_id)}

    page = designer.get(f"{PAGE}?prozess={own.process_id}").content.decode()
    answer = designer.get(FILE, {"prozess": [*wanted]})

    assert f'value="{own.process_id}" checked' in page
    assert f'value="{theirs.process_id}">' in page
    assert ids_in(answer) == wanted
    assert is_signed_by(own_key(), json.loads(answer.content))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="prozesse.rathaus.json"'
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_the_working_copy_stays_at_home(designer, frankfurt):
    version = factories.make_version(frankfurt)
    with for_city(frankfurt):
        Process.objects.update(working={**version.definition, "title": "Geheim"})

    assert b"Geheim" not in designer.get(FILE, {"prozess": version.process_id}).content


def test_what_another_city_keeps_to_itself_is_neither_shown_nor_sent(
    designer, frankfurt, wiesbaden
):
    private = factories.make_version(wiesbaden, slug="privat")
    closed = factories.make_version(wiesbaden, slug="zu")
    offer(closed, is_open=False)
    draft = factories.make_working_copy(frankfurt)
    page = designer.get(PAGE).content.decode()

    for process_id in (private.process_id, closed.process_id, draft.pk, cast.DRAFT_ID):
        assert str(process_id) not in page
        answer = designer.get(FILE, {"prozess": process_id})
        assert answer.status_code == 422
        assert b"rathaus-parcel" not in answer.content


@pytest.mark.parametrize("ids", [[], ["x"], ["\x00"], ["9" * 5000], ["", ""], ["{}"] * 600])
def test_nonsense_is_answered_with_a_sentence(designer, frankfurt, ids):
    factories.make_version(frankfurt)

    assert designer.get(FILE, {"prozess": ids}).status_code == 422
    assert designer.get(PAGE, {"prozess": ids}).status_code == 200


def test_what_cannot_be_written_exactly_or_is_too_much_is_said(designer, frankfurt, monkeypatch):
    version = factories.make_version(frankfurt)
    monkeypatch.setattr(parcels, "LARGEST", 100)
    too_much = designer.get(FILE, {"prozess": version.process_id})
    with for_city(frankfurt):
        version.process.versions.update(
            definition={**version.definition, "duration_minutes": 2**60}
        )
    broken = designer.get(FILE, {"prozess": version.process_id})

    assert (too_much.status_code, broken.status_code) == (422, 422)
    assert "zu groß" in too_much.content.decode()
    assert "Zahlen" in broken.content.decode()


def test_a_long_shelf_costs_as_many_questions_as_a_short_one(
    designer, frankfurt, wiesbaden, django_assert_max_num_queries
):
    for number in range(6):
        factories.make_version(frankfurt, slug=f"eins-{number}")
        offer(factories.make_version(wiesbaden, slug=f"zwei-{number}"))

    with django_assert_max_num_queries(8):
        designer.get(PAGE)
