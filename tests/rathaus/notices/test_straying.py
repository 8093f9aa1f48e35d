"""Files that a crash left behind go; files that a row names never do."""

import datetime as dt
import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from rathaus.applications.models import Upload
from rathaus.cities.scope import for_city
from rathaus.notices import archive, straying
from rathaus.notices.models import Notice
from rathaus.notices.straying import WrongDatabase, forget_strays
from tests.rathaus.notices.test_forgetting import closed_case


@pytest.fixture
def own_storage(tmp_path, monkeypatch):
    """Keep what other tests left in storage out of this one."""
    storage = FileSystemStorage(location=tmp_path)
    for module in (straying, archive):
        monkeypatch.setattr(module, "default_storage", storage)
    monkeypatch.setattr("tests.halls.desk.conftest.default_storage", storage)
    return storage


def test_only_old_files_without_a_row_are_deleted(frankfurt, own_storage):
    case = closed_case(frankfurt)
    with for_city(frankfurt):
        named = [Upload.objects.get().file.name, Notice.objects.get().file.name]
    strays = [
        own_storage.save(f"uploads/2026/11/{uuid.uuid4()}", ContentFile(b"x")),
        own_storage.save(f"notices/2026/11/{case.submission_id}.refused", ContentFile(b"x")),
    ]
    foreign = own_storage.save("uploads/2026/11/README.txt", ContentFile(b"x"))

    assert forget_strays(at=timezone.now()) == 0
    assert forget_strays(at=timezone.now() + dt.timedelta(days=3)) == 2

    assert [own_storage.exists(name) for name in strays] == [False] * 2
    assert all(own_storage.exists(name) for name in [*named, foreign])


def test_an_empty_storage_is_no_problem(db, own_storage):
    assert forget_strays(at=timezone.now()) == 0


def test_with_a_database_that_knows_none_of_the_files_all_of_them_stay(db, own_storage):
    name = own_storage.save(f"uploads/2026/11/{uuid.uuid4()}", ContentFile(b"x"))

    with pytest.raises(WrongDatabase):
        forget_strays(at=timezone.now() + dt.timedelta(days=3))
    assert own_storage.exists(name)
