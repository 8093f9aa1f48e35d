"""Keeps issued documents as they are: encrypted in storage, named by the hash of their content."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from rathaus.cities.sealing import SealBroken, seal, unseal
from rathaus.notices.models import Notice


class NoticeDamaged(Exception):
    """The archived bytes are gone or no longer the ones that were issued."""


def hash_of(pdf: bytes) -> str:
    """Return the name of a document's content, 64 hex digits."""
    return hashlib.sha256(pdf).hexdigest()


def place_of(notice: Notice) -> str:
    """
    Return where a document lies.

    Decided by what it is about, not by chance: what a broken attempt left behind is replaced by the
    next one, so that nothing lies in storage that no row knows.
    """
    on = notice.submission.submitted_at
    return f"notices/{on:%Y}/{on:%m}/{notice.submission_id}.{notice.kind}"


def keep(notice: Notice, pdf: bytes) -> None:
    """Write the document of a row that is being issued in this very transaction."""
    place = place_of(notice)
    sealed = seal(pdf, city_id=notice.city_id, purpose=_purpose(notice))
    default_storage.delete(place)
    kept_at = default_storage.save(place, ContentFile(sealed))
    if kept_at != place:
        default_storage.delete(kept_at)
        raise NoticeDamaged(f"Storage did not keep {place} where it was told to.")


def drop(notice: Notice) -> None:
    """Remove the document of a row that was not issued after all."""
    default_storage.delete(place_of(notice))


def read_pdf(notice: Notice) -> bytes:
    """
    Return the document as it was issued.

    :raises NoticeDamaged: if it is gone or was changed.
    """
    try:
        with default_storage.open(str(notice.file.name), "rb") as file:
            sealed = file.read()
        pdf = unseal(sealed, city_id=notice.city_id, purpose=_purpose(notice))
    except (OSError, SealBroken) as broken:
        raise NoticeDamaged(str(notice.pk)) from broken
    if hash_of(pdf) != notice.sha256:
        raise NoticeDamaged(str(notice.pk))
    return pdf


def _purpose(notice: Notice) -> str:
    return f"notices.notice.file.{notice.pk}"
