"""Takes a process over from another city or installation: its definition comes unchanged."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Definition
from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.people.models import User
from rathaus.processes.drafting import free_slug
from rathaus.processes.models import Example, Process
from rathaus.sharing import examples
from rathaus.sharing.models import Document, ForeignProcess, Offer, Origin
from rathaus.sharing.upstream import open_offers

# What can be taken over: what a city offers here, or another installation shares.
Source = Offer | ForeignProcess


class NotOffered(Exception):
    """Nobody offers this, or no longer; the message is for who wanted it."""

    def __init__(self) -> None:
        super().__init__(_("Dieser Prozess wird nicht oder nicht mehr zum Übernehmen angeboten."))


@dataclass(frozen=True)
class Offered:
    """
    The published version that is taken over, and where it is from.

    :param upstream_id: the process, where it is of this installation.
    :param slug: what it is called in addresses there.
    """

    definition: Definition
    digest: str
    number: int
    city_name: str
    slug: str
    upstream_id: UUID | None = None
    foreign_id: UUID | None = None


@transaction.atomic
def take_over(
    source: Source,
    *,
    city: City,
    slug: str | None = None,
    parameters: Mapping[str, Any],
    roles: Mapping[str, str],
    by: User | None,
    at: dt.datetime,
) -> Process:
    """
    Make the offered version the working copy of a new process of `city`; nothing goes online.

    It stays known where it came from, and its test cases come along.

    :param slug: its name in addresses; upstream's, or one like it, where none is given.
    :param parameters: this city's own values; what is left out is still to fill in.
    :param roles: from each role of the process to the key of one's own department.
    :raises NotOffered: if it is private, closed, withdrawn, or gone.
    """
    offered = offered_version(source)
    definition = offered.definition
    with for_city(city):
        process = Process.objects.create(
            city=city,
            slug=slug or free_slug(offered.slug),
            title=str(definition["title"])[:200],
            summary=str(definition.get("summary", "")),
            category=str(definition.get("category", ""))[:40],
            parameters=dict(parameters),
            roles=dict(roles),
            working=definition,
            upstream_id=offered.upstream_id,
            base_digest=offered.digest,
        )
        _remember(process, offered, by=by, at=at)
        _bring_examples(process, source, definition, by=by, at=at)
    return process


def offered_version(source: Source) -> Offered:
    """
    Return what an offer holds now, whatever it held when somebody looked at it.

    It is read across cities: only what is published and offered.

    :raises NotOffered: if it is private, closed, withdrawn, or gone.
    """
    if isinstance(source, ForeignProcess):
        return _foreign(source)
    with for_city(ALL_CITIES):
        offer = open_offers().defer("process__working").filter(pk=source.pk).first()
    version = offer.process.published if offer else None
    if offer is None or version is None:
        raise NotOffered
    return Offered(
        definition=version.definition,
        digest=version.digest,
        number=version.number or 0,
        city_name=offer.city.name,
        slug=offer.process.slug,
        upstream_id=offer.process_id,
    )


def _foreign(source: ForeignProcess) -> Offered:
    process = ForeignProcess.objects.filter(pk=source.pk, is_gone=False).first()
    rows = source.versions.exclude(document=None).select_related("document")
    newest = rows.order_by("-number").first() if process else None
    if process is None or newest is None or newest.document is None:
        raise NotOffered
    return Offered(
        definition=newest.document.body,
        digest=newest.digest,
        number=newest.number,
        city_name=process.city_name,
        slug=process.title,
        foreign_id=process.pk,
    )


def _remember(process: Process, offered: Offered, *, by: User | None, at: dt.datetime) -> None:
    """Remember where a process came from, with the document it began as."""
    # One statement each; the digest is known already.
    document = Document(digest=offered.digest, body=offered.definition)
    Document.objects.bulk_create([document], ignore_conflicts=True)
    origin = Origin.objects.create(
        city_id=process.city_id,
        process=process,
        foreign_id=offered.foreign_id,
        city_name=offered.city_name,
        title=process.title,
        taken_at=at,
        taken_by=by,
        told_digest=offered.digest,
    )
    Origin.documents.through.objects.create(origin_id=origin.pk, document_id=offered.digest)


def _bring_examples(
    process: Process, source: Source, definition: Definition, *, by: User | None, at: dt.datetime
) -> None:
    """Copy the test cases that are about what was published, and not about a later draft."""
    found = (
        examples.of_foreign(source)
        if isinstance(source, ForeignProcess)
        else examples.of_process(source.process_id)
    )
    Example.objects.bulk_create(
        Example(
            city_id=process.city_id,
            process=process,
            name=each.name,
            answers=each.answers,
            expected=each.expected,
            by=by,
            at=at,
        )
        for each in examples.about(found, definition)
    )
