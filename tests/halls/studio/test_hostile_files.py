"""Files made to break the studio: refused or shown harmlessly, quickly, and never a failure."""

import json
import time

import pytest
from django.test import Client

from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from tests import factories
from tests.halls.studio.test_processes import as_file, member

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{% load x %}{{ city.name }}"
TEXT = {"kind": "text", "key": "a", "label": "A"}


def asking(**schema):
    return factories.one_page({**TEXT, "schema": schema})


def with_parameter(**parameter):
    return factories.make_definition(parameters={"p": {"label": "P", **parameter}})


def with_conditions():
    """Every question with a condition of 128 leaves."""

    def tree(depth):
        if depth:
            return {"any": [tree(depth - 1), tree(depth - 1)]}
        return {"field": "f_a", "is": {"const": "x"}}

    more = ({**TEXT, "key": f"b{number}", "show_when": tree(7)} for number in range(20))
    return factories.one_page(TEXT, *more)


HOSTILE = {
    "lists in lists": b"[" * 200_000,
    "objects in objects": b'{"a":' * 90_000 + b"1" + b"}" * 90_000,
    "a number without end": b'{"format": "rathaus-process/1", "n": ' + b"9" * 100_000 + b"}",
    "no JSON": b"\xff\xfe\x00",
    "a schema from elsewhere": asking(**{"$ref": "http://127.0.0.1:9/evil.json"}),
    "a file as schema": asking(**{"$ref": "file:///etc/passwd"}),
    "a dialect from elsewhere": asking(allOf=[{"$schema": "http://127.0.0.1:9/evil"}]),
    "a slow pattern": asking(pattern="^(a+)+$"),
    "a slow pattern that looks ahead": asking(pattern="^(?=(a+)+$)"),
    "a pattern too large": asking(pattern="^((a{0,9999}){0,9999}){0,9999}$"),
    "references that multiply": asking(
        **{
            "$defs": {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}] * 10} for n in range(40)}
            | {"a40": {}},
            "$ref": "#/$defs/a0",
        }
    ),
    "a parameter of anything": with_parameter(schema=True),
    "a bound that is none": with_parameter(schema={"type": "integer", "minimum": "a"}),
    "choices that are none": with_parameter(
        schema={"type": "array"}, default=[1, {"value": 1}, {"x": 2}, None, {"texts": [1]}]
    ),
    "a default that is none": with_parameter(schema={"type": "array"}, default={"a": 1}),
    "a hole that is never closed": factories.make_definition(description="{{" + " " * 100_000),
    "a line break in the title": factories.make_definition(title="x\r\nBcc: a@b.example"),
    "many conditions": with_conditions(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_fails_nowhere_and_costs_little(client, frankfurt, name):
    client.force_login(member(frankfurt, "approver"))
    began = time.perf_counter()

    answer = client.post("/frankfurt/baukasten/neu/", {"file": as_file(HOSTILE[name])})

    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        assert client.get(answer.url).status_code == 200
        assert client.post(f"{answer.url}ablauf/stadt/", {}).status_code in {303, 422}
        assert client.get(f"{answer.url}veroeffentlichen/").status_code == 200
        assert client.get(f"{answer.url}versionen/").status_code == 200
        published = client.post(f"{answer.url}veroeffentlichen/", {"reason": "Test"})
        assert published.status_code in {303, 422}
        _walk_in(frankfurt)
    assert time.perf_counter() - began < 10


def _walk_in(city):
    """Begin an application, where the process went online, and answer so that patterns suffer."""
    with for_city(city):
        process = Process.objects.get()
    if not process.is_online:
        return
    citizen = Client()
    assert citizen.get(f"/frankfurt/leistungen/{process.slug}/").status_code == 200
    page = citizen.post(f"/frankfurt/leistungen/{process.slug}/antrag/").url
    page_id = page.rstrip("/").rpartition("/")[2]
    typed = {"fill_in-current_step": page_id, "f_a": "a" * 50 + "!", "_do": "next", "_seen": "0"}
    assert citizen.post(page, typed).status_code in {302, 422}


def test_texts_of_a_definition_run_nothing_anywhere(client, frankfurt):
    definition = factories.make_definition(title=SCRIPT, description=SCRIPT, summary=SCRIPT)
    for node in definition["nodes"].values():
        node.update({name: SCRIPT for name in ("label", "title", "help", "text") if name in node})
    client.force_login(member(frankfurt, "approver"))
    studio = client.post("/frankfurt/baukasten/neu/", {"file": as_file(definition)}).url
    client.post(f"{studio}veroeffentlichen/", {"reason": "Test"})
    with for_city(frankfurt):
        process = Process.objects.get(is_online=True)

    pages = [
        client.get(studio),
        client.get("/frankfurt/baukasten/"),
        client.get("/frankfurt/"),
        client.get("/frankfurt/suche/?q=script"),
        client.get(f"/frankfurt/leistungen/{process.slug}/"),
        client.post(f"/frankfurt/leistungen/{process.slug}/antrag/", follow=True),
    ]

    for page in pages:
        assert page.status_code == 200
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    assert json.dumps(SCRIPT)[1:-1] in client.get(f"{studio}arbeitsfassung.json").content.decode()
