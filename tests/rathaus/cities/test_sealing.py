"""What citizens write lies sealed, under a key of their city, each value in its own place."""

import os

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from rathaus.applications import filling_in, uploading
from rathaus.applications.models import Draft, Submission
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.cities.sealing import SealBroken, blind_index, seal, unseal
from rathaus.notices.issuing import issue_decision
from tests import cast, factories

SECRET = "Zimtschnecke"


def test_a_value_opens_in_its_city_and_place_only():
    sealed = seal(b"x", city_id=1, purpose="case.reason.1")

    assert unseal(sealed, city_id=1, purpose="case.reason.1") == b"x"
    for city_id, purpose in ((2, "case.reason.1"), (1, "case.reason.2"), (1, "upload.name.1")):
        with pytest.raises(SealBroken):
            unseal(sealed, city_id=city_id, purpose=purpose)


@pytest.mark.parametrize("at", [0, 1, 13, -1])
def test_a_value_that_was_changed_by_a_bit_does_not_open(at):
    sealed = bytearray(seal(b"Kim Muster", city_id=1, purpose="p"))
    sealed[at] ^= 1

    with pytest.raises(SealBroken):
        unseal(bytes(sealed), city_id=1, purpose="p")


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28])
def test_a_value_that_was_cut_off_does_not_open(length):
    with pytest.raises(SealBroken):
        unseal(seal(b"Kim", city_id=1, purpose="p")[:length], city_id=1, purpose="p")


def test_the_same_value_never_looks_the_same_twice():
    assert seal(b"x", city_id=1, purpose="p") != seal(b"x", city_id=1, purpose="p")


def test_an_address_is_found_again_in_its_city_only():
    assert blind_index(" Kim@Muster.example", city_id=1) == blind_index(
        "kim@muster.example", city_id=1
    )
    assert blind_index("kim@muster.example", city_id=1) != blind_index(
        "kim@muster.example", city_id=2
    )


def test_answers_moved_to_another_row_or_column_do_not_open(in_frankfurt):
    version = factories.make_version(in_frankfurt)
    one = factories.make_draft(version, answers={"name": "Kim"}, email="a@muster.example")
    other = factories.make_draft(version, answers={"name": "Toni"})
    Draft.objects.filter(pk=other.pk).update(sealed_answers=one.sealed_answers)
    Draft.objects.filter(pk=one.pk).update(sealed_answers=one.sealed_email)

    for draft_id in (one.pk, other.pk):
        with pytest.raises(SealBroken):
            _ = Draft.objects.get(pk=draft_id).answers


def everything_in_the_database():
    """Yield every value of every row of every table, as bytes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    yield (
                        table,
                        (
                            bytes(value)
                            if isinstance(value, bytes | memoryview)
                            else str(value).encode()
                        ),
                    )


def everything_on_the_disk():
    for folder, _folders, names in os.walk(default_storage.location):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123
                yield name, file.read()


@pytest.mark.parametrize("what", ["database", "disk"])
def test_nothing_that_a_citizen_or_a_clerk_wrote_lies_readable(in_frankfurt, what):
    """Answers, half-typed pages, addresses, names of files, files, reasons and letters."""
    version = factories.make_version(in_frankfurt)
    email = f"{SECRET}@muster.example"
    draft = factories.make_draft(version, answers={"name": SECRET}, email=email)
    filling_in.keep_typed(
        draft, page_id="p_owner", typed={"level": SECRET}, language="de", at=cast.NOW
    )
    uploading.take_in(
        draft,
        node_id="f_proof",
        node={"kind": "file"},
        file=SimpleUploadedFile(f"{SECRET}.txt", SECRET.encode()),
        at=cast.NOW,
    )
    submission = factories.make_submission(version, answers={"name": SECRET}, email=email)
    clerk = factories.make_clerk(factories.department_of(in_frankfurt))
    case = factories.make_case(
        submission, state="refused", reason=SECRET, decided_at=cast.NOW, decided_by=clerk
    )
    issue_decision(case.pk, at=cast.NOW)
    with for_city(ALL_CITIES):
        assert Submission.objects.get().answers == {"name": SECRET}
        assert Draft.objects.get().pages["p_owner"]["typed"] == {"level": SECRET}

    lying = everything_in_the_database() if what == "database" else everything_on_the_disk()

    found = list(lying)
    assert found
    assert not [name for name, value in found if SECRET.lower().encode() in value.lower()]
    assert not [name for name, value in found if value.startswith(b"%PDF")]
