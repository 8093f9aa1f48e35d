"""Drafts whose time is over."""

import datetime as dt

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from rathaus.applications import uploading
from rathaus.applications.expiring import discard_expired
from rathaus.applications.models import Draft, Submission, Upload
from rathaus.cities.scope import ALL_CITIES, for_city
from tests import cast, factories


def test_only_drafts_whose_time_is_over_are_deleted_in_all_cities(frankfurt, wiesbaden, now):
    frankfurts = factories.make_version(frankfurt)
    kept = factories.make_draft(frankfurts)
    factories.make_draft(frankfurts, expires_at=now)
    factories.make_draft(
        factories.make_version(wiesbaden), expires_at=now - dt.timedelta(seconds=1)
    )
    factories.make_submission(frankfurts)

    assert discard_expired(at=now) == 2

    with for_city(ALL_CITIES):
        assert list(Draft.objects.values_list("pk", flat=True)) == [kept.pk]
        assert Submission.objects.count() == 1


def test_files_go_with_their_draft(in_frankfurt, now, django_capture_on_commit_callbacks):
    draft = factories.make_draft(factories.make_version(in_frankfurt), expires_at=now)
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    upload = uploading.take_in(
        draft, node_id="f_proof", node=cast.DOG_TAX["nodes"]["f_proof"], file=file, at=now
    )

    with django_capture_on_commit_callbacks(execute=True):
        discard_expired(at=now)

    assert not Upload.objects.exists()
    assert not default_storage.exists(upload.file.name)


def test_the_command_says_how_many(in_frankfurt, capsys):
    draft = factories.make_draft(factories.make_version(in_frankfurt))
    Draft.objects.filter(pk=draft.pk).update(expires_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))

    call_command("delete_expired_drafts")

    assert capsys.readouterr().out == "1 drafts deleted.\n"
