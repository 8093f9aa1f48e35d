"""Files: what they are, how they are kept."""

import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.applications import media_types, uploading
from rathaus.applications.models import Upload
from rathaus.applications.uploading import UploadDamaged, UploadRefused
from tests import cast, factories

PDF = b"%PDF-1.7\n%%EOF\n"
NODE = {"kind": "file", "accept": ["application/pdf"], "max_size": 1000}


def zipped(*names, first=None):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0...", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (zipped("[Content_Types].xml", "word/document.xml"), media_types._OFFICE["word/"]),
        (zipped("a.txt"), "application/zip"),
        (
            zipped(first="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (zipped(first="application/pdf"), "application/zip"),
        (zipped(first="image/png\nX: y"), "application/zip"),
        (b"PK\x03\x04broken", "application/zip"),
        (b"MZ\x90\x00", "application/octet-stream"),
        (b"Name;Ort\nKim;Frankfurt\n", "text/plain"),
        (b"<?xml version='1.0'?><a/>", "application/xml"),
        (b"  <!DOCTYPE html><script>", "text/html"),
        (b"<svg onload=alert(1)>", "text/html"),
        (b"\x00\x00", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_bytes_say(content, found):
    assert media_types.media_type(content) == found


@pytest.mark.parametrize(
    ("found", "accepted", "verdict"),
    [
        ("image/png", ["image/*"], True),
        ("image/png", ["application/pdf"], False),
        ("text/plain", ["text/csv"], True),
        ("application/zip", [], True),
        ("text/html", [], False),
        ("application/octet-stream", [], False),
    ],
)
def test_a_question_takes_the_types_it_names(found, accepted, verdict):
    assert media_types.is_accepted(found, accepted) is verdict


def take(draft, name="a.pdf", content=PDF):
    file = SimpleUploadedFile("x", content)
    file._name = name
    return uploading.take_in(draft, node_id="f_proof", node=NODE, file=file, at=cast.NOW)


@pytest.fixture
def draft(in_frankfurt):
    return factories.make_draft(factories.make_version(in_frankfurt))


def test_a_file_is_read_as_it_came(draft):
    take(draft, "Nachweis für Bello.pdf")

    upload = Upload.objects.get()
    assert uploading.read(upload) == PDF
    assert (upload.name, upload.size) == ("Nachweis für Bello.pdf", len(PDF))
    assert b"Bello" not in bytes(upload.sealed_name)


def test_a_file_that_was_changed_in_storage_is_not_handed_out(draft):
    upload = take(draft)
    path = default_storage.path(upload.file.name)
    with open(path, "r+b") as stored:  # noqa: PTH123
        stored.seek(20)
        stored.write(b"!")

    with pytest.raises(UploadDamaged):
        uploading.read(upload)


def test_a_file_that_is_gone_is_said_to_be_damaged(draft):
    upload = take(draft)
    default_storage.delete(upload.file.name)

    with pytest.raises(UploadDamaged):
        uploading.read(upload)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\kim\\brief.pdf", "brief.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ('"<x>".pdf', "x.pdf"),
        ("", "Datei"),
        ("n" * 300 + ".pdf", "n" * 196 + ".pdf"),
    ],
)
def test_file_names_are_tidied(draft, given, kept):
    assert take(draft, given).name == kept


def test_a_draft_has_a_limit_of_files(draft, monkeypatch):
    monkeypatch.setattr(uploading, "MOST_FILES", 1)
    take(draft)

    with pytest.raises(UploadRefused) as refused:
        take(draft)
    assert refused.value.code == "upload_too_many"


@pytest.mark.parametrize(
    ("size", "text"), [(1, "1 kB"), (340_000, "340 kB"), (10485760, "10 MB"), (2621440, "2.5 MB")]
)
def test_sizes_are_written_as_people_do(size, text):
    assert uploading.readable_size(size) == text
