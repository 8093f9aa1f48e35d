"""A parcel says exactly what was published, and is the same for the same things."""

import json

import jsonschema
import pytest

from forms_engine.definition import canonical, digest
from rathaus.cities.scope import for_city
from rathaus.processes.examples import keep
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.processes.trying import compiled_to_try
from rathaus.sharing import parcels
from rathaus.sharing.chain import links
from rathaus.sharing.opening import PARCEL_SCHEMA
from rathaus.sharing.signing import is_signed_by, own_key
from tests import cast, factories
from tests.rathaus.sharing.installations import offer

HIDDEN = "Geheime Frage im Entwurf"


def written(*ids):
    return parcels.write(parcels.offered(ids or None), at=cast.NOW)


@pytest.fixture
def offered(frankfurt):
    version = factories.make_version(frankfurt)
    offer(version, words="Gebühren nach unserer Satzung.")
    return version


def publish_again(version, **changes):
    with for_city(version.city):
        process = Process.objects.get(pk=version.process_id)
        definition = {**version.definition, **changes}
        return publish(process, definition=definition, parameters={}, by=None, at=cast.NOW)


def test_a_parcel_fits_its_published_schema_and_is_canonical(offered):
    content = written()
    parcel = json.loads(content)

    jsonschema.Draft202012Validator(PARCEL_SCHEMA).validate(parcel)
    jsonschema.Draft202012Validator.check_schema(PARCEL_SCHEMA)
    assert canonical(parcel) == content
    assert content == written()


def test_a_parcel_is_signed_over_everything_but_the_signature(offered):
    parcel = json.loads(written())

    assert parcel["from"]["key"] == own_key()
    assert is_signed_by(own_key(), parcel)
    assert not is_signed_by(own_key(), parcel | {"made_at": "2026-01-01T00:00:00.000000Z"})
    assert not is_signed_by("00" * 32, parcel)


def test_the_key_is_derived_unless_there_is_one_of_its_own(settings):
    derived = own_key()
    settings.SIGNING_KEY = "22" * 32
    own = own_key()
    settings.SIGNING_KEY = ""

    assert derived != own
    assert own_key() == derived
    settings.DATA_KEY = "33" * 32
    assert own_key() not in {derived, own}


def test_the_id_stays_and_the_whole_history_is_named(offered):
    for number in range(2, 9):
        publish_again(offered, title=f"Hund anmelden {number}")
    [told] = json.loads(written())["processes"]

    assert told["id"] == str(offered.process_id)
    assert told["title"] == "Hund anmelden 8"
    assert told["city"] == "Frankfurt am Main"
    assert told["words"] == "Gebühren nach unserer Satzung."
    assert [version["number"] for version in told["versions"]] == list(range(1, 9))
    assert [version["link"] for version in told["versions"]] == list(
        links(told["id"], told["versions"])
    )


def test_only_the_newest_versions_bring_their_definitions(offered):
    for number in range(2, 9):
        publish_again(offered, title=f"Hund anmelden {number}")
    parcel = json.loads(written())
    [told] = parcel["processes"]
    newest = {version["digest"] for version in told["versions"][-parcels.DEFINITIONS :]}

    assert set(parcel["definitions"]) == newest
    assert all(digest(body) == name for name, body in parcel["definitions"].items())


def test_what_is_private_closed_or_withdrawn_is_not_offered(frankfurt, offered):
    private = factories.make_version(frankfurt, slug="privat")
    closed = offer(factories.make_version(frankfurt, slug="zu"), is_open=False)
    withdrawn = offer(factories.make_version(frankfurt, slug="weg"), withdrawn_at=cast.NOW)
    unpublished = factories.make_working_copy(frankfurt)
    ids = [private.process_id, closed.process_id, withdrawn.process_id, unpublished.pk]

    assert parcels.offered(ids) == []
    assert [each.process.pk for each in parcels.offered()] == [offered.process_id]


def test_a_city_sends_its_own_published_processes_only(frankfurt, wiesbaden, offered):
    there = factories.make_version(wiesbaden)
    draft = factories.make_working_copy(frankfurt)
    ids = [there.process_id, draft.pk, offered.process_id]
    with for_city(frankfurt):
        found = parcels.published_here(ids)

    assert [each.process.pk for each in found] == [offered.process_id]
    assert found[0].words == "Gebühren nach unserer Satzung."


def test_test_cases_say_what_the_published_version_does_and_nothing_of_a_draft(offered):
    with for_city(offered.city):
        process = Process.objects.get(pk=offered.process_id)
        nodes = offered.definition["nodes"]
        secret = {"kind": "text", "key": "secret", "label": HIDDEN, "required": True}
        page = {"kind": "page", "title": HIDDEN, "order": ["f_secret"]}
        working = {
            **offered.definition,
            "title": HIDDEN,
            "summary": HIDDEN,
            "order": [*offered.definition["order"], "p_secret"],
            "nodes": {**nodes, "p_secret": page, "f_secret": secret},
        }
        Process.objects.filter(pk=process.pk).update(working=working)
        keep(
            process,
            name="Bello",
            compiled=compiled_to_try(working, {}),
            answers={**cast.DOG_ANSWERS, "secret": HIDDEN},
            by=None,
            at=cast.NOW,
        )
    content = written().decode()
    [told] = json.loads(content)["processes"]

    assert HIDDEN not in content
    assert "secret" not in content
    assert told["examples"][0]["answers"]["f_name"] == cast.DOG_ANSWERS["name"]
    assert told["examples"][0]["expected"]["roles"] == ["tax_office"]


def test_no_parameters_people_or_addresses_of_a_city_travel(frankfurt):
    boss = factories.make_designer(frankfurt, last_name="Geheim-Nachname")
    definition = factories.make_definition(
        parameters={"iban": {"label": "IBAN", "schema": {"type": "string"}}}
    )
    version = factories.make_version(
        frankfurt, definition=definition, parameters={"iban": "DE02120300000000202051"}
    )
    type(version)._base_manager.filter(pk=version.pk).update(published_by=boss)
    offer(version, offered_by=boss)
    content = written().decode()

    assert not [
        word
        for word in ("DE02120300000000202051", "Geheim-Nachname", boss.email, "Rathausplatz")
        if word in content
    ]


def test_what_json_cannot_say_exactly_is_not_sent(offered):
    with for_city(offered.city):
        broken = {**offered.definition, "processing_days": 2**60}
        offered.process.versions.update(definition=broken)

    with pytest.raises(parcels.NotSendable):
        written()


def test_the_same_offer_is_written_once_and_anew_after_a_change(offered):
    [shared] = parcels.offered()
    state = parcels.state_of(shared)
    first = parcels.remembered(offered.process_id, state=state)

    assert parcels.remembered(offered.process_id, state=state) is first
    publish_again(offered, title="Neu")
    [shared] = parcels.offered()
    assert parcels.state_of(shared) != state
