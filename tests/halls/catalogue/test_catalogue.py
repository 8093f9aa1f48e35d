"""The public catalogue says what is offered and nothing else, as its description promises."""

import json
import re

import jsonschema
import pytest
from django.test import Client
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from forms_engine.definition import canonical
from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing.listing import listed
from rathaus.sharing.receiving import receive
from rathaus.sharing.signing import is_signed_by, own_key
from tests import cast, factories
from tests.rathaus.sharing.installations import (
    elsewhere,
    forget_at_home,
    offer,
    trusted,
)

ADDRESSES = ("/katalog/", "/katalog/openapi.json", "/katalog/schluessel.json")


@pytest.fixture
def offered(frankfurt):
    definition = factories.make_definition(service_keys=["99102013104000"])
    version = factories.make_version(frankfurt, definition=definition)
    offer(version, words="Gebühren nach unserer Satzung.")
    return version


def parcel_of(version):
    return f"/katalog/{version.process_id}.json"


def fits(description, answer):
    """Say that an answer is one of those that the description promises of its address."""
    path = re.sub(r"/[0-9a-f-]{36}\.json", "/{id}.json", answer.request["PATH_INFO"])
    promised = description["paths"][path]["get"]["responses"][str(answer.status_code)]
    kind = answer.headers["Content-Type"]
    schema = promised["content"][kind]["schema"]
    registry = Registry().with_resource(
        "urn:test:description", Resource.from_contents(description, DRAFT202012)
    )
    whole = {"$ref": f"urn:test:description{schema['$ref']}"}
    jsonschema.Draft202012Validator(whole, registry=registry).validate(answer.json())
    return True


def test_every_answer_fits_the_description(client, offered):
    description = client.get("/katalog/openapi.json").json()
    unknown = f"/katalog/{cast.DRAFT_ID}.json"

    assert description["openapi"] == "3.1.0"
    for address in (*ADDRESSES, parcel_of(offered), unknown):
        assert fits(description, client.get(address))
    assert set(description["paths"]) == {"/katalog/{id}.json", *ADDRESSES}


def test_a_description_that_promises_something_else_would_be_noticed(client, offered):
    description = client.get("/katalog/openapi.json").json()
    description["components"]["schemas"]["Catalogue"]["required"].append("more")

    with pytest.raises(jsonschema.ValidationError):
        fits(description, client.get("/katalog/"))


def test_the_catalogue_lists_what_is_offered(client, offered):
    said = client.get("/katalog/").json()
    [entry] = said["processes"]

    assert is_signed_by(own_key(), said)
    assert said["from"]["key"] == own_key()
    assert entry == {
        "id": str(offered.process_id),
        "title": "Hund anmelden",
        "summary": "Melden Sie Ihren Hund zur Hundesteuer an.",
        "city": "Frankfurt am Main",
        "category": "taxes",
        "service_keys": ["99102013104000"],
        "digest": offered.digest,
        "number": 1,
        "published_at": "2026-11-23T09:30:00.000000Z",
        "link": f"{offered.process_id}.json",
    }


def test_what_the_catalogue_hands_out_is_taken_in_elsewhere(settings, client, offered):
    with elsewhere(settings):
        content = client.get(parcel_of(offered)).content
    forget_at_home(offered.city)
    north = trusted(settings)

    received = receive(content, at=cast.NOW, sender=north, only=offered.process_id)
    assert [each.numbers for each in received.news] == [(1,)]
    assert canonical(json.loads(content)) == content


def test_a_draft_of_an_offered_process_is_not_told(client, offered):
    with for_city(offered.city):
        Process.objects.filter(pk=offered.process_id).update(
            working={**offered.definition, "title": "Geheim"}
        )
    for address in ("/katalog/", parcel_of(offered)):
        assert "Geheim" not in client.get(address).content.decode()
        assert "Geheim" not in client.get(address, headers={"accept": "text/html"}).content.decode()


@pytest.mark.parametrize(
    "fields", [{"is_open": False}, {"withdrawn_at": cast.NOW, "withdrawn_reason": "alt"}, None]
)
def test_what_is_not_or_no_longer_offered_is_not_there(client, frankfurt, fields):
    version = factories.make_version(frankfurt)
    if fields:
        offer(version, **fields)

    answer = client.get(parcel_of(version))
    nowhere = client.get(f"/katalog/{cast.DRAFT_ID}.json")
    assert answer.status_code == 404
    assert answer.content == nowhere.content
    assert client.get("/katalog/").json()["processes"] == []


@pytest.mark.parametrize("page", [0, 1, 2, 3])
def test_who_has_it_already_gets_nothing_anew(client, offered, page):
    address = (*ADDRESSES, parcel_of(offered))[page]
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "public, max-age=300"
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_new_version_is_a_new_answer(client, offered):
    addresses = ("/katalog/", parcel_of(offered))
    before = {address: client.get(address).headers["ETag"] for address in addresses}
    with for_city(offered.city):
        process = Process.objects.get(pk=offered.process_id)
        definition = {**offered.definition, "title": "Neu"}
        publish(process, definition=definition, parameters={}, by=None, at=cast.NOW)

    for address in addresses:
        answer = client.get(address, headers={"if-none-match": before[address]})
        assert answer.status_code == 200
        assert "Neu" in answer.content.decode()


@pytest.mark.parametrize("page", [0, 1, 2, 3])
def test_nobody_is_recognised_and_everybody_may_read(client, offered, page):
    address = (*ADDRESSES, parcel_of(offered))[page]
    answer = client.get(address)

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    asked = client.options(address)
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD"


@pytest.mark.parametrize("page", [0, 1, 2, 3])
def test_it_can_only_be_read(offered, page):
    client = Client(enforce_csrf_checks=True)
    address = (*ADDRESSES, parcel_of(offered))[page]
    head, whole = client.head(address), client.get(address)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address).status_code in {403, 405}


@pytest.mark.parametrize(
    ("accept", "is_page"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", True),
        ("application/json", False),
        ("*/*", False),
        ("image/png", False),
        ("", False),
        (";;;q=x,\x7f", False),
    ],
)
def test_people_see_a_page_and_machines_json(client, offered, accept, is_page):
    answer = client.get("/katalog/", headers={"accept": accept})

    assert answer.status_code == 200
    assert ("<h1" in answer.content.decode()) == is_page
    assert "Accept" in answer.headers["Vary"]


def test_the_page_shows_the_key_and_a_way_to_the_files(client, offered):
    page = client.get("/katalog/", headers={"accept": "text/html"}).content.decode()

    assert own_key() in page
    assert parcel_of(offered) in page


@pytest.mark.parametrize("path", ["x.json", "00000000.json", "%00.json", "../impressum/"])
def test_nonsense_is_not_there(client, db, path):
    assert client.get(f"/katalog/{path}").status_code == 404


def test_inside_a_city_it_is_the_same_catalogue(client, offered, wiesbaden):
    assert client.get("/wiesbaden/katalog/").content == client.get("/katalog/").content


def test_a_long_catalogue_costs_one_question(
    client, frankfurt, wiesbaden, django_assert_num_queries
):
    for city in (frankfurt, wiesbaden):
        for number in range(5):
            offer(factories.make_version(city, slug=f"hund-{number}"))
    with django_assert_num_queries(1):
        assert len(listed()) == 10
