"""Takes in files that answer a question: looks at what they are, and stores them encrypted."""

import datetime as dt
import hashlib
import uuid
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from rathaus.applications.media_types import is_accepted, media_type, names_of
from rathaus.applications.models import Draft, Upload
from rathaus.cities.sealing import SealBroken, seal, unseal

LARGEST: Final = 10 * 1024 * 1024
# All files of one draft together, so that nobody fills the disk.
MOST_FILES: Final = 100
_LONGEST_NAME: Final = 200


class UploadRefused(Exception):
    """
    A file that a field does not take.

    :param code: `upload_empty`, `upload_too_large`, `upload_type`, `upload_too_many`.
    :param params: what the sentence about it names.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class UploadDamaged(Exception):
    """The stored bytes are gone or no longer the ones that were uploaded."""


def take_in(
    draft: Draft,
    *,
    node_id: str,
    node: dict[str, Any],
    file: UploadedFile,
    beside: int = 0,
    at: dt.datetime,
) -> Upload:
    """
    Store a file for a question of a draft; inside the caller's transaction.

    :param beside: how many files answer the question already.
    :raises UploadRefused: if it is empty, too large, or of a type the question does not take.
    """
    most = int(node.get("max_count", 1))
    if beside >= most:
        raise UploadRefused("upload_too_many", limit=most)
    name = _tidy_name(file.name or "")
    largest = int(node.get("max_size") or LARGEST)
    if (file.size or 0) > largest:
        raise UploadRefused("upload_too_large", name=name, limit=readable_size(largest))
    content = file.read()
    if not content:
        raise UploadRefused("upload_empty", name=name)
    found = media_type(content)
    accepted = list(node.get("accept") or [])
    if not is_accepted(found, accepted):
        raise UploadRefused(
            "upload_type", name=name, accepted=names_of(accepted) or "PDF, JPEG, PNG"
        )
    if Upload.objects.filter(draft=draft).count() >= MOST_FILES:
        raise UploadRefused("upload_too_many", limit=MOST_FILES)
    return _store(draft, node_id=node_id, name=name, content=content, found=found, at=at)


def _store(
    draft: Draft, *, node_id: str, name: str, content: bytes, found: str, at: dt.datetime
) -> Upload:
    upload = Upload(
        id=uuid.uuid4(),
        city_id=draft.city_id,
        draft=draft,
        node_id=node_id,
        media_type=found,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=at,
    )
    upload.name = name
    sealed = seal(content, city_id=draft.city_id, purpose=_purpose(upload))
    upload.file.name = default_storage.save(f"uploads/{at:%Y/%m}/{upload.id}", ContentFile(sealed))
    try:
        with transaction.atomic():
            upload.save(force_insert=True)
    except Exception:
        default_storage.delete(str(upload.file.name))
        raise
    return upload


def remove(upload: Upload) -> None:
    """Delete a file that was not submitted; its bytes go when the transaction is through."""
    place = str(upload.file.name)
    upload.delete()
    transaction.on_commit(lambda: default_storage.delete(place))


def read(upload: Upload) -> bytes:
    """
    Return a file as it was uploaded.

    :raises UploadDamaged: if it is gone or was changed.
    """
    try:
        with default_storage.open(str(upload.file.name), "rb") as stored:
            content = unseal(stored.read(), city_id=upload.city_id, purpose=_purpose(upload))
    except (OSError, SealBroken) as broken:
        raise UploadDamaged(str(upload.pk)) from broken
    if hashlib.sha256(content).hexdigest() != upload.sha256:
        raise UploadDamaged(str(upload.pk))
    return content


def readable_size(size: int) -> str:
    """Write a number of bytes as people do: 340 kB, 2.5 MB."""
    if size < 1_000_000:  # noqa: PLR2004
        return f"{max(1, round(size / 1000))} kB"
    megabytes = f"{size / 1024 / 1024:.1f}".removesuffix(".0")
    return f"{megabytes} MB"


def _purpose(upload: Upload) -> str:
    return f"upload.file.{upload.id}"


def _tidy_name(name: str) -> str:
    """Keep the last part of a path, without what no file name needs."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*')
    stem, dot, ending = kept.rpartition(".")
    if len(kept) > _LONGEST_NAME and dot:
        return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending[:20]}"
    return kept[:_LONGEST_NAME].strip() or "Datei"
