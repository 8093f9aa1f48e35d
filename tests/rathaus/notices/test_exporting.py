"""A city takes everything along in formats that anybody reads."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core.files.storage import default_storage

from rathaus.applications.models import Upload
from rathaus.cases.models import HistoryRow
from rathaus.cities.emptying import owned_models
from rathaus.cities.models import City
from rathaus.cities.scope import NoCityChosen, current_scope, for_city
from rathaus.notices.exporting import CHECKSUMS, LEFT_HERE, export
from rathaus.notices.zipped import zipped
from tests import cast, factories, full_city

IN_FOLDERS = {"Submission", "Upload", "Case", "HistoryRow", "Notice"}


@pytest.fixture
def admin(frankfurt, wiesbaden):
    full_city.fill(wiesbaden, beside=frankfurt)
    return full_city.fill(frankfurt, beside=wiesbaden)


def taken(city, admin):
    return zipfile.ZipFile(io.BytesIO(b"".join(export(city, by=admin, at=cast.NOW))))


def told(archive, name):
    return json.loads(archive.read(name))


def test_an_application_is_readable_with_everything_about_it(frankfurt, admin):
    archive = taken(frankfurt, admin)
    (folder,) = {name.split("/")[1] for name in archive.namelist() if name[:10] == "vorgaenge/"}
    case = told(archive, f"vorgaenge/{folder}/vorgang.json")

    assert case["answers"]["name"] == "Kim Muster"
    assert case["email"] == cast.CITIZEN_EMAIL
    assert case["case"]["reason"] == full_city.REASON
    assert [row["kind"] for row in case["history"]] == ["decided", "viewed"]
    assert case["files"][0]["name"] == "Nachweis für Bello.pdf"
    path = f"vorgaenge/{folder}/{case['files'][0]['path']}"
    assert archive.read(path) == full_city.FILE
    assert archive.read(f"vorgaenge/{folder}/bescheide/granted.pdf") == full_city.PDF


def test_every_table_is_in_it_or_left_for_a_reason(frankfurt, admin):
    names = taken(frankfurt, admin).namelist()
    missing = {
        model.__name__
        for model in owned_models()
        if f"daten/{model._meta.label_lower}.json" not in names and model not in LEFT_HERE
    }

    assert missing == IN_FOLDERS
    assert {model.__name__ for model in LEFT_HERE} == {"Draft", "Presence", "Event", "Delivery"}


def test_tables_have_all_rows_of_this_city_and_no_other(frankfurt, wiesbaden, admin):
    archive = taken(frankfurt, admin)

    processes = told(archive, "daten/processes.process.json")
    assert {row["slug"] for row in processes} == {"hund-anmelden", "von-wiesbaden"}
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert wiesbaden.authority.encode() not in everything
    assert told(archive, "stadt.json")["name"] == "Frankfurt am Main"
    assert {row["email"] for row in told(archive, "personal.json")} == {
        "administrator@frankfurt.example",
        "neu@frankfurt.example",
    }
    assert len(told(archive, "daten/vorlagen.json")) == 1


def test_no_password_and_no_seal_is_in_it(frankfurt, admin):
    archive = taken(frankfurt, admin)
    everything = b"".join(archive.read(name) for name in archive.namelist())

    assert b"password" not in everything
    assert b"sealed" not in everything


def test_checksums_prove_every_file(frankfurt, admin):
    archive = taken(frankfurt, admin)
    lines = archive.read(CHECKSUMS).decode().splitlines()

    assert {line.split("  ", 1)[1] for line in lines} == set(archive.namelist()) - {CHECKSUMS}
    for line in lines:
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_a_readme_says_what_lies_where(frankfurt, admin):
    text = taken(frankfurt, admin).read("LIESMICH.txt").decode()

    assert "Alle Daten von Frankfurt am Main" in text
    assert "vorgang.json" in text


def test_each_case_says_who_took_it_along(frankfurt, admin):
    taken(frankfurt, admin)

    with for_city(frankfurt):
        row = HistoryRow.objects.get(kind="viewed")
    assert (row.by, row.text) == (admin, "Alle Daten der Stadt heruntergeladen")


def test_the_city_has_it_only_once_it_is_through(frankfurt, admin):
    pieces = export(frankfurt, by=admin, at=cast.NOW)
    next(pieces)
    assert City.objects.get(pk=frankfurt.pk).exported_at is None

    list(pieces)
    assert City.objects.get(pk=frankfurt.pk).exported_at == cast.NOW


def test_between_two_pieces_no_city_is_chosen(frankfurt, admin):
    pieces = export(frankfurt, by=admin, at=cast.NOW)
    next(pieces)

    with pytest.raises(NoCityChosen):
        current_scope()


def test_a_damaged_file_is_named_and_stops_nothing(frankfurt, admin):
    with for_city(frankfurt):
        default_storage.delete(Upload.objects.get().file.name)

    archive = taken(frankfurt, admin)

    (broken,) = told(archive, "nicht-lesbar.json")
    assert broken.endswith("/anlagen/01.pdf")
    assert broken not in archive.namelist()


def test_more_applications_are_not_more_questions_each(frankfurt, django_assert_max_num_queries):
    version = factories.make_version(frankfurt)
    admin = factories.make_designer(frankfurt, role="administrator")
    for _ in range(30):
        factories.make_case(factories.make_submission(version))

    with django_assert_max_num_queries(60):
        assert len(taken(frankfurt, admin).namelist()) > 30


def test_a_city_without_anything_takes_little_along(frankfurt):
    admin = factories.make_designer(frankfurt, role="administrator")

    assert told(taken(frankfurt, admin), "daten/processes.process.json") == []


def test_a_large_archive_comes_in_pieces():
    content = (bytes([number % 251]) * 999 + str(number).encode() for number in range(9000))
    noise = (hashlib.sha512(piece).digest() * 16 for piece in content)

    pieces = list(zipped([("a.bin", noise)], checksums="b"))

    assert len(pieces) > 1
    assert zipfile.ZipFile(io.BytesIO(b"".join(pieces))).testzip() is None
