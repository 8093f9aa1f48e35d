"""The operating unit decides whom the house trusts, and reads what came of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.sharing import parcels, trusting
from rathaus.sharing.models import ForeignProcess, Installation
from rathaus.sharing.signing import fingerprint, own_key
from tests import cast, factories
from tests.rathaus.sharing.installations import elsewhere, forget_at_home, offer, rows, trusted

LIST = "/betrieb/rathaeuser/"
IMPORT = "/betrieb/rathaeuser/einlesen/"
KEY = "ab" * 32


@pytest.fixture
def operator(client, db):
    client.force_login(factories.make_user("betrieb@example.org", is_superuser=True))
    return client


@pytest.fixture
def north(settings, db):
    return trusted(settings)


@pytest.fixture
def sent(settings, frankfurt):
    offer(factories.make_version(frankfurt))
    with elsewhere(settings):
        content = parcels.write(parcels.offered(), at=cast.NOW)
    forget_at_home(frankfurt)
    return content


def as_file(content):
    return SimpleUploadedFile("paket.json", content, content_type="application/json")


def filled(**fields):
    return {"name": "Rathaus Süd", "key": KEY, "catalogue": "", **fields}


def test_another_town_hall_is_trusted_by_its_key(operator):
    answer = operator.post(LIST, filled(key=f" {KEY[:32].upper()} {KEY[32:]} "))

    assert (answer.status_code, answer.url) == (303, LIST)
    made = Installation.objects.get()
    assert (made.name, made.public_key, made.is_followed) == ("Rathaus Süd", KEY, False)
    page = operator.get(LIST).content.decode()
    assert fingerprint(KEY) in page
    assert own_key() in page
    assert "Rathaus Süd" in page


def test_with_a_catalogue_it_is_followed(operator):
    fields = filled(catalogue="https://sued.example/katalog", is_followed="on")

    assert operator.post(LIST, fields).status_code == 303
    made = Installation.objects.get()
    assert (made.catalogue, made.is_followed) == ("https://sued.example/katalog/", True)


@pytest.mark.parametrize(
    "fields",
    [
        {"key": ""},
        {"key": "zz" * 32},
        {"key": KEY[:-1]},
        {"key": "٣" * 64},
        {"key": "\x00" * 64},
        {"name": ""},
        {"name": "x" * 201},
        {"name": "a\x00b"},
        {"is_followed": "on"},
        {"catalogue": "http://sued.example/katalog/"},
        {"catalogue": "ftp://sued.example/"},
        {"catalogue": "javascript:alert(1)"},
        {"catalogue": "https://"},
        {"catalogue": "https://[::1/"},
        {"catalogue": "https://a.example:99999/"},
        {"catalogue": "https://user:pw@a.example/"},
        {"catalogue": "https://a.example/?x=1"},
        {"catalogue": "https://münchen.example/"},
        {"catalogue": "https://a.example/\r\nX: y"},
        {"catalogue": "https://a.example/" + "x" * 300},
        {"catalogue": "\x00"},
    ],
)
def test_nonsense_is_refused_with_what_was_typed(operator, fields):
    answer = operator.post(LIST, filled(**fields))

    assert answer.status_code == 422
    assert b"kern-error" in answer.content
    assert not Installation.objects.exists()


def test_our_own_key_and_a_known_one_are_refused(operator, north):
    for key in (own_key(), north.public_key):
        assert operator.post(LIST, filled(key=key)).status_code == 422
    assert Installation.objects.count() == 1


def test_a_file_is_taken_in_and_stands_on_the_shelf(operator, north, sent):
    answer = operator.post(IMPORT, {"file": as_file(sent)}, follow=True)

    assert "Neu im Regal: „Hund anmelden“ aus Frankfurt am Main." in answer.content.decode()
    assert ForeignProcess.objects.get().installation == north
    again = operator.post(IMPORT, {"file": as_file(sent)}, follow=True)
    assert "kennen wir schon" in again.content.decode()


def test_a_file_that_is_refused_says_why_and_changes_nothing(operator, north, sent):
    before = rows()
    for content, reason in (
        (sent.replace(b"Hund", b"Hand"), "passt nicht zum Inhalt"),
        (sent[:99], "abgeschnitten"),
        (b"\x00\xff", "kein Text"),
        (b"{}", "keine Datei, die ein Rathaus"),
        (b" " * (parcels.LARGEST + 5), "größer als 16 MB"),
    ):
        answer = operator.post(IMPORT, {"file": as_file(content)})
        assert answer.status_code == 422
        assert reason in answer.content.decode()
    assert operator.post(IMPORT, {}).status_code == 422
    assert operator.post(IMPORT, {"file": as_file(b"")}).status_code == 422
    assert rows() == before


def test_a_file_of_our_own_is_recognised(operator, frankfurt):
    offer(factories.make_version(frankfurt))
    content = parcels.write(parcels.offered(), at=cast.NOW)

    answer = operator.post(IMPORT, {"file": as_file(content)}, follow=True)
    assert "stammt von hier" in answer.content.decode()


def test_a_new_key_keeps_the_processes(operator, north, sent):
    operator.post(IMPORT, {"file": as_file(sent)})
    address = f"{LIST}{north.pk}/"

    assert "Hund anmelden" in operator.get(address).content.decode()
    assert operator.post(address, filled(name="Nord", key=KEY)).status_code == 303
    assert operator.post(address, filled(key=own_key())).status_code == 422
    assert operator.post(address, filled(key="")).status_code == 422
    north.refresh_from_db()
    assert (north.name, north.public_key) == ("Nord", KEY)
    assert ForeignProcess.objects.get().installation == north
    assert operator.post(IMPORT, {"file": as_file(sent)}).status_code == 422


def test_trust_ends_only_when_one_means_it(operator, north, sent):
    operator.post(IMPORT, {"file": as_file(sent)})
    address = f"{LIST}{north.pk}/beenden/"

    assert operator.post(address).status_code == 422
    assert Installation.objects.exists()
    assert operator.post(address, {"sicher": "ja"}).status_code == 303
    assert not Installation.objects.exists()
    assert not ForeignProcess.objects.exists()
    assert operator.post(address, {"sicher": "ja"}).status_code == 404


def test_a_catalogue_that_does_not_answer_is_told(operator, north):
    Installation.objects.update(catalogue="https://127.0.0.1:9/katalog/", is_followed=True)

    answer = operator.post(f"{LIST}{north.pk}/nachsehen/", follow=True)

    assert "privaten Netz" in answer.content.decode()
    assert "privaten Netz" in operator.get(LIST).content.decode()


def test_without_a_catalogue_there_is_nothing_to_look_into(operator, north):
    assert operator.post(f"{LIST}{north.pk}/nachsehen/").status_code == 404


@pytest.mark.parametrize("path", ["999999/", "0/", "999999/beenden/", "99999999999999999999/"])
def test_what_is_not_there_is_not_found(operator, path):
    assert operator.post(f"{LIST}{path}", filled()).status_code == 404


@pytest.mark.parametrize("path", [LIST, IMPORT, f"{LIST}1/", f"{LIST}1/beenden/"])
def test_nobody_else_learns_that_there_is_a_door(client, frankfurt, north, path):
    assert client.post(path).status_code == 302
    client.force_login(factories.make_designer(frankfurt, role="administrator"))
    for address in (path, f"/frankfurt{path}"):
        assert client.post(address, {"sicher": "ja", **filled()}).status_code == 404
    assert Installation.objects.get() == north


def test_two_who_trust_the_same_key_at_once_get_a_sentence(north):
    with pytest.raises(trusting.NotTrustable, match="hat schon „Rathaus Nord“"):
        trusting.trust(name="Noch einmal", key=north.public_key)
