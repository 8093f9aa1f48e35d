"""What a process was taken over from, and which versions are published there."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from forms_engine.definition import Definition, digest
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes.models import Process, Version
from rathaus.sharing.models import Document, ForeignProcess, ForeignVersion, Offer, Origin


@dataclass(frozen=True)
class UpstreamVersion:
    """A published version of what a process was taken over from, wherever that is."""

    number: int
    digest: str
    definition: Definition
    note: str
    published_at: dt.datetime


def keep(definition: Definition) -> Document:
    """Keep a published definition for whoever compares with it later."""
    return Document.objects.get_or_create(digest=digest(definition), defaults={"body": definition})[
        0
    ]


def base_of(process: Process) -> Definition | None:
    """Return upstream's document that a process is in step with; None if it was not taken over."""
    document = Document.objects.filter(digest=process.base_digest).first()
    return document.body if document else None


def newest_version(process: Process) -> UpstreamVersion | None:
    """
    Return the newest version that upstream offers; None if it offers nothing any more.

    What other cities share is read across cities, and only what they published and offer.
    """
    origin = Origin.objects.filter(process=process).select_related("foreign").first()
    if origin is None:
        return None
    if origin.foreign is not None:
        return _newest_foreign(origin.foreign)
    with for_city(ALL_CITIES):
        offer = open_offers().filter(process=process.upstream_id).first()
        published = offer.process.published if offer else None
        return _told(published) if published else None


def versions_since_base(process: Process) -> list[UpstreamVersion]:
    """
    Return what upstream published since the version that a process is in step with, newest first.

    All of its versions, where that one is not among them.
    """
    origin = Origin.objects.filter(process=process).select_related("foreign").first()
    if origin is None or newest_version(process) is None:
        return []
    if origin.foreign is not None:
        rows = origin.foreign.versions.exclude(document=None).select_related("document")
        found = [_told_foreign(row) for row in rows.order_by("-number")]
    else:
        with for_city(ALL_CITIES):
            versions = Version.objects.filter(process=process.upstream_id).exclude(number=None)
            found = [_told(version) for version in versions.order_by("-number")]
    digests = [version.digest for version in found]
    return found[: digests.index(process.base_digest)] if process.base_digest in digests else found


def open_offers() -> QuerySet[Offer]:
    """Return what is on the shelf and can be taken over, of all cities if ALL_CITIES is chosen."""
    offers = on_shelf().filter(withdrawn_at=None)
    return offers.select_related("process", "process__published", "city")


def on_shelf() -> QuerySet[Offer]:
    """Return what is on the shelf, also what the operating unit has withdrawn."""
    return Offer.objects.filter(
        is_open=True, process__published__isnull=False, city__closed_at=None
    )


def _newest_foreign(process: ForeignProcess) -> UpstreamVersion | None:
    if process.is_gone:
        return None
    row = (
        process.versions.exclude(document=None)
        .select_related("document")
        .order_by("-number")
        .first()
    )
    return _told_foreign(row) if row else None


def _told(version: Version) -> UpstreamVersion:
    return UpstreamVersion(
        version.number or 0, version.digest, version.definition, version.note, version.published_at
    )


def _told_foreign(row: ForeignVersion) -> UpstreamVersion:
    assert row.document is not None
    return UpstreamVersion(row.number, row.digest, row.document.body, row.note, row.published_at)
