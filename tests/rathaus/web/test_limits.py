"""Who asks too often waits; everybody else does not."""

import time
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from rathaus.applications.models import Draft, Upload
from rathaus.outbox.models import Event
from rathaus.web.limits import is_too_often
from tests import cast, factories
from tests.plain_browser import Visitor


@pytest.fixture
def few(settings):
    names = ("drafts", "uploads", "mails", "mailbox")
    settings.LIMITS = dict.fromkeys(names, (2, 3600))
    return settings.LIMITS


def request_from(address="192.0.2.7"):
    return RequestFactory().get("/", REMOTE_ADDR=address)


def test_the_third_time_is_too_often_until_the_window_is_over(few, monkeypatch):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    assert [is_too_often(request_from(), "drafts") for _time in range(3)] == [False, False, True]
    assert not is_too_often(request_from("192.0.2.8"), "drafts")
    assert not is_too_often(request_from(), "uploads")

    monkeypatch.setattr(time, "time", lambda: now + 3600)
    assert not is_too_often(request_from(), "drafts")


def test_a_network_of_ipv6_counts_as_one(few):
    addresses = ["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:ffff::1", "2001:db8:1:3::1"]

    assert [is_too_often(request_from(each), "drafts") for each in addresses] == [
        False, False, True, False,
    ]  # fmt: skip


def test_an_address_that_a_client_makes_up_is_not_believed(few):
    for number in range(3):
        request = RequestFactory().get(
            "/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}"
        )
        refused = is_too_often(request, "drafts")

    assert refused


def test_without_an_address_nobody_waits_for_the_others(few):
    assert not any(is_too_often(request_from(""), "drafts") for _time in range(5))


def test_the_cache_holds_no_address(few):
    is_too_often(request_from(), "mailbox", whom=cast.CITIZEN_EMAIL)

    names = [path.read_bytes() for path in _cache_files()]
    assert names
    assert not [name for name in names if b"muster" in name or b"192.0.2" in name]


def _cache_files():
    return Path(cache._dir).iterdir()


def test_nobody_begins_drafts_without_end(few, in_frankfurt):
    factories.make_version(in_frankfurt)

    statuses = [Visitor().start().status for _time in range(3)]

    assert statuses == [200, 200, 429]
    assert Draft.objects.count() == 2


def test_nobody_fills_a_mailbox_with_links(few, in_frankfurt):
    factories.make_version(in_frankfurt)
    statuses = []
    for _time in range(3):
        kim = Visitor(x_forwarded_for="10.0.0.1")
        few["drafts"] = (9, 3600)
        kim.start()
        kim.press("Speichern und später fortsetzen")
        statuses.append(kim.press("Link schicken", email="STRANGER@muster.example").status)

    assert statuses == [200, 200, 429]
    assert Event.objects.count() == 2


def test_nobody_asks_for_links_without_end(few, client, frankfurt):
    for expected in (200, 200, 429):
        answer = client.post("/frankfurt/meine-antraege/", {"email": "a@muster.example"})
        assert answer.status_code == expected
    assert not mail.outbox


def test_nobody_fills_the_disk_with_files_and_what_was_typed_stays(few, in_frankfurt):
    node = {"kind": "file", "key": "proof", "label": "Nachweis", "max_count": 9}
    name = {"kind": "text", "key": "name", "label": "Name"}
    factories.make_version(in_frankfurt, definition=factories.one_page(name, node))
    kim = Visitor()
    kim.start()
    files = [SimpleUploadedFile(f"{number}.pdf", b"%PDF-1.7") for number in range(3)]

    sent = {**kim.page.values, "f_name": "Kim", "f_proof": files, "_do": "upload:f_proof"}
    answer = kim.client.post(kim.page.address, sent)

    assert Upload.objects.count() == 2
    assert answer.status_code == 422
    assert 'value="Kim"' in answer.content.decode()


def test_what_is_too_large_is_refused_before_it_is_read(client, frankfurt, settings):
    settings.LARGEST_REQUEST = 1000
    big = SimpleUploadedFile("a.pdf", b"x" * 2000)

    assert client.post("/frankfurt/sprache/", {"file": big}).status_code == 413
    assert client.post("/frankfurt/sprache/", {"language": "en"}).status_code == 303


@pytest.mark.parametrize("length", ["-1", "x", "²"])
def test_nonsense_about_the_size_is_refused(client, frankfurt, length):
    assert client.get("/frankfurt/", CONTENT_LENGTH=length).status_code == 413
