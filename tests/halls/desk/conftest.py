"""A clerk of Frankfurt's tax office at the desk, with a case that has a file."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from rathaus.applications.models import Upload
from rathaus.cities.scope import for_city
from rathaus.cities.sealing import seal
from tests import cast, factories


@pytest.fixture
def office(frankfurt):
    return factories.department_of(frankfurt)


@pytest.fixture
def clerk(client, office):
    clerk = factories.make_clerk(office)
    client.force_login(clerk)
    return clerk


@pytest.fixture
def version(frankfurt):
    definition = factories.make_definition(
        parameters={"fee": {"label": "Steuer", "schema": {"type": "string", "format": "money"}}},
        fees=[{"id": "dog", "label": "Je Hund", "per": "l_dogs", "amount": {"parameter": "fee"}}],
    )
    return factories.make_version(frankfurt, definition=definition, parameters={"fee": "102.00"})


@pytest.fixture
def case(version):
    return factories.make_case(factories.make_submission(version))


def attach(submission, *, name="Nachweis für Bello.pdf", content=b"%PDF-1.7 x", media_type=None):
    """Put a file into a submission as uploading does, and name it in the answers."""
    upload = Upload(
        city_id=submission.city_id,
        submission=submission,
        node_id="f_proof",
        media_type=media_type or "application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=cast.NOW,
    )
    upload.name = name
    sealed = seal(content, city_id=submission.city_id, purpose=f"upload.file.{upload.id}")
    upload.file.name = default_storage.save(f"uploads/tests/{upload.id}", ContentFile(sealed))
    with for_city(submission.city):
        upload.save(force_insert=True)
        submission.answers = {**submission.answers, "reduced": True, "proof": str(upload.id)}
        submission.save()
    return upload


@pytest.fixture
def upload(case):
    return attach(case.submission)
