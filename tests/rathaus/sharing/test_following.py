"""Catalogues elsewhere are looked into carefully: what is new comes in, nothing else happens."""

import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from forms_engine.definition import canonical
from rathaus.cities.scope import for_city
from rathaus.outbox.repeating import _registered
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing import fetching, following, listing, parcels, routines, trusting
from rathaus.sharing.following import follow, follow_due
from rathaus.sharing.models import ForeignProcess, ForeignVersion, Installation, Offer
from rathaus.sharing.signing import own_key, signed
from tests import cast, factories
from tests.rathaus.sharing.installations import (
    elsewhere,
    forget_at_home,
    offer,
    rows,
    trusted,
)

NIGHT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


class Elsewhere:
    """Another installation's web server, which answers what a test lays into `files`."""

    def __init__(self):
        self.files = {}
        self.asked = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append((self.path, self.headers.get("If-None-Match")))
                answer = outer.files.get(self.path)
                status, headers, content = answer or (404, {}, b"")
                if headers.get("ETag") and headers["ETag"] == self.headers.get("If-None-Match"):
                    status, content = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}/katalog/"

    def lay(self, name, content, *, status=200, **headers):
        said = {"Content-Type": "application/json", **headers}
        self.files[f"/katalog/{name}"] = (status, said, content)

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def there():
    server = Elsewhere()
    yield server
    server.close()


@pytest.fixture
def north(settings, db, there):
    settings.FOLLOW_PRIVATE_ADDRESSES = True
    return trusted(settings, catalogue=there.address, is_followed=True)


def shown(settings, there, *, etag='"1"'):
    """Lay out what all offers of this database look like from the other installation."""
    with elsewhere(settings):
        there.lay("", listing.catalogue(), ETag=etag)
        for each in parcels.offered():
            content = parcels.write([each], at=cast.NOW)
            there.lay(f"{each.process.pk}.json", content)


@pytest.fixture
def dog(settings, there, north, frankfurt):
    """Show the dog tax in the other catalogue, as it was before and after a new version."""
    version = factories.make_version(frankfurt)
    offer(version)
    shown(settings, there)
    first = dict(there.files)
    with for_city(frankfurt):
        process = Process.objects.get(pk=version.process_id)
        definition = {**version.definition, "title": "Hund anmelden, neu"}
        publish(process, definition=definition, parameters={}, by=None, at=cast.NOW)
    shown(settings, there, etag='"2"')
    second = dict(there.files)
    with for_city(frankfurt):
        Offer.objects.all().delete()
    shown(settings, there, etag='"3"')
    gone = dict(there.files)
    forget_at_home(frankfurt)
    there.files = first
    return {"first": first, "second": second, "gone": gone, "id": version.process_id}


def test_what_is_new_comes_in_and_is_asked_for_only_once(there, north, dog):
    followed = follow(north, at=cast.NOW)

    assert (followed.news, followed.problems, followed.is_complete) == (1, {}, True)
    assert ForeignVersion.objects.get().document is not None
    north.refresh_from_db()
    assert (north.etag, north.checked_at, north.last_error) == ('"1"', cast.NOW, "")

    there.asked.clear()
    assert follow(north, at=cast.NOW).news == 0
    assert there.asked == [("/katalog/", '"1"')]


def test_a_new_version_there_comes_in(there, north, dog):
    follow(north, at=cast.NOW)
    north.refresh_from_db()
    there.files = dog["second"]

    assert follow(north, at=cast.NOW).news == 1
    assert ForeignProcess.objects.get().title == "Hund anmelden, neu"


def test_what_is_gone_there_is_marked_and_comes_back(there, north, dog):
    follow(north, at=cast.NOW)
    north.refresh_from_db()
    there.files = dog["gone"]
    assert follow(north, at=cast.NOW).gone == 1
    assert ForeignProcess.objects.get().is_gone

    north.refresh_from_db()
    there.files = dog["first"]
    follow(north, at=cast.NOW)
    assert not ForeignProcess.objects.get().is_gone


def test_what_cannot_be_taken_in_does_not_keep_the_rest_out(settings, there, north, frankfurt):
    for slug in ("eins", "zwei"):
        offer(factories.make_version(frankfurt, slug=slug))
    shown(settings, there)
    bad, _good = sorted(name for name in there.files if name != "/katalog/")
    status, headers, content = there.files[bad]
    there.files[bad] = (status, headers, content.replace(b"Hund", b"Hand"))
    forget_at_home(frankfurt)

    followed = follow(north, at=cast.NOW)

    assert followed.news == 1
    assert list(followed.problems) == ["Hund anmelden"]
    north.refresh_from_db()
    assert "Unterschrift" in north.last_error
    # All is looked at again next time.
    assert north.etag == ""


def test_a_parcel_is_not_taken_for_another(there, north, dog):
    name = f"/katalog/{dog['id']}.json"
    document = json.loads(there.files["/katalog/"][2])
    other = str(cast.DRAFT_ID)
    document["processes"][0]["id"] = other
    document["processes"][0]["link"] = f"{other}.json"
    del document["signature"]
    there.lay(f"{other}.json", there.files[name][2])
    there.lay("", _signed_by_north(document))

    assert "anderes geschickt" in next(iter(follow(north, at=cast.NOW).problems.values()))
    assert not ForeignProcess.objects.exists()


def _signed_by_north(document):
    from django.conf import settings

    with elsewhere(settings):
        return signed(document)


def _index(**changes):
    document = {"format": listing.FORMAT, "processes": [], **changes}
    return lambda key: {**document, "from": {"name": "Rathaus Nord", "key": key}}


BAD = {
    "not there": {"status": 404},
    "an error": {"status": 500},
    "led elsewhere": {"status": 302, "Location": "/katalog/anders/"},
    "led elsewhere for ever": {"status": 301, "Location": "http://127.0.0.1:1/"},
    "a page": {"Content-Type": "text/html"},
    "no kind": {"Content-Type": ""},
    "nothing": {"content": b""},
    "half of it": {"Content-Length": "99999"},
    "more than it said": {"Content-Length": "3"},
    "no JSON": {"content": b"<html>"},
    "a list": {"content": b"[]"},
    "compressed": {"content": b"\x1f\x8b\x08\x00", "Content-Encoding": "gzip"},
    "a parcel's format": {"content": b'{"format":"rathaus-parcel/1"}'},
    "unsigned": {"content": b'{"format":"rathaus-catalogue/1","processes":[]}'},
    "very deep": {"content": b"[" * 100_000},
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_noted_and_changes_nothing(there, north, dog, name):
    follow(north, at=cast.NOW)
    north.refresh_from_db()
    before = {key: value for key, value in rows().items() if key != "Installation"}
    answer = {**BAD[name]}
    content = answer.pop("content", there.files["/katalog/"][2])
    there.lay("", content, **answer)

    followed = follow(north, at=cast.NOW + HOUR)

    assert list(followed.problems) == [""]
    assert {key: value for key, value in rows().items() if key != "Installation"} == before
    north.refresh_from_db()
    assert north.last_error == followed.problems[""]
    assert north.checked_at == cast.NOW + HOUR


def test_a_catalogue_that_somebody_else_signed_hides_nothing(settings, there, north, dog):
    follow(north, at=cast.NOW)
    north.refresh_from_db()
    with elsewhere(settings, key="77" * 32):
        south = own_key()
        there.lay("", listing.catalogue())
    trusting.trust(name="Rathaus Süd", key=south)

    assert list(follow(north, at=cast.NOW).problems) == [""]
    assert not ForeignProcess.objects.get().is_gone


def test_an_answer_too_large_is_not_read_to_its_end(there, north, monkeypatch):
    there.lay("", b" " * 5_000_000)

    with pytest.raises(fetching.NotReached, match="größer als 1 MB"):
        fetching.fetch(north.catalogue, largest=1024 * 1024)


def test_who_answers_too_slowly_is_not_waited_for(there, north, monkeypatch):
    monkeypatch.setattr(fetching, "_LONGEST_SECONDS", 0.3)
    there.lay("", b"x", **{"Content-Length": "1000"})
    original = there.server.RequestHandlerClass.do_GET

    def dripping(handler):
        original(handler)
        for _byte in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            threading.Event().wait(0.05)

    there.server.RequestHandlerClass.do_GET = dripping
    there.server.handle_error = lambda *_args: None
    with pytest.raises(fetching.NotReached):
        fetching.fetch(north.catalogue, largest=2000)


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "127.1", "2130706433", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]",
        "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "[fe80::1]",
        "[fd00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1",
    ],
)  # fmt: skip
def test_nobody_is_asked_in_a_private_network(settings, db, host):
    settings.FOLLOW_PRIVATE_ADDRESSES = False

    with pytest.raises(fetching.NotReached, match="privaten Netz"):
        fetching.fetch(f"https://{host}/katalog/", largest=10)


@pytest.mark.parametrize(
    "address", ["ftp://x/", "file:///etc/passwd", "https://", "nonsense", "https://x..y/"]
)
def test_nonsense_is_no_address(settings, address):
    with pytest.raises(fetching.NotReached):
        fetching.fetch(address, largest=10)


def test_who_speaks_no_tls_is_not_believed(settings, there, north):
    with pytest.raises(fetching.NotReached, match=r"Zertifikat|erreichen"):
        fetching.fetch(there.address.replace("http:", "https:"), largest=10)


def test_every_catalogue_is_looked_into_once_a_night(there, north, dog):
    assert follow_due(at=cast.NOW) == 1
    there.asked.clear()
    # Not again during the day, once in the night, and not twice.
    for at in (cast.NOW + HOUR, cast.NOW + 8 * HOUR, NIGHT, NIGHT + HOUR, NIGHT + 9 * HOUR):
        follow_due(at=at)
    assert len(there.asked) == 1
    Installation.objects.update(is_followed=False)
    follow_due(at=NIGHT + 90 * HOUR)
    assert len(there.asked) == 1


def test_what_is_too_much_for_one_night_goes_on_an_hour_later(there, north, dog, monkeypatch):
    monkeypatch.setattr(following, "_MOST_SECONDS", 0)
    assert not follow(north, at=cast.NOW).is_complete
    north.refresh_from_db()
    assert north.checked_at is None
    monkeypatch.undo()

    assert follow_due(at=cast.NOW + HOUR) == 1


def test_the_night_watch_is_registered():
    assert _registered["sharing.routines.follow_catalogues"].do is routines.follow_catalogues


def test_the_catalogue_of_nothing_is_canonical(settings, db):
    assert canonical(json.loads(listing.catalogue())) == listing.catalogue()
