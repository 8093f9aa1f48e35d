"""The working copy of a process: what staff prepare before they publish it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from forms_engine.definition import Definition
from rathaus.cities.models import City
from rathaus.people.models import User
from rathaus.processes.editing import EditRejected, edit
from rathaus.processes.models import Process

_SLUG_LENGTH = 60


@transaction.atomic
def begin(definition: Definition, *, city: City) -> Process:
    """Make a process of the city whose working copy is this definition; nothing goes online."""
    return Process.objects.create(
        city=city,
        slug=free_slug(str(definition.get("title", ""))),
        title=str(definition.get("title", ""))[:200],
        summary=str(definition.get("summary", "")),
        category=str(definition.get("category", ""))[:40],
        working=definition,
    )


@transaction.atomic
def replace_working_copy(
    process: Process, definition: Definition, *, by: User, at: dt.datetime, base: str = ""
) -> None:
    """
    Make this definition the working copy; what is published stays online unchanged.

    It is one change that can be taken back, unless the definition is in no good form: then it is
    there to be looked at, and the history before it cannot be gone back to.

    :param base: the digest of upstream's document that the process is in step with afterwards.
    """
    document = {"document": definition}
    try:
        edit(process, command="replace", arguments=document, by=by, at=at, base=base)
    except (EditRejected, Process.DoesNotExist):
        process.working = definition
        process.revision += 1
        process.save(update_fields=["working", "revision"])


@transaction.atomic
def discard_working_copy(process: Process, *, by: User, at: dt.datetime) -> None:
    """Go back to what is published; taking that back brings the working copy again."""
    if process.published is not None:
        published = process.published
        replace_working_copy(
            process, published.definition, by=by, at=at, base=published.base_digest
        )
        process.working = None
        process.save(update_fields=["working"])


def set_parameters_and_roles(
    process: Process, *, parameters: dict[str, Any], roles: dict[str, str]
) -> None:
    """Store a city's own figures and departments; figures take effect with the next version."""
    process.parameters = parameters
    process.roles = roles
    process.save(update_fields=["parameters", "roles"])


def free_slug(title: str) -> str:
    """Return an address for a title that no other process of the chosen city has."""
    stem = slugify(title.translate(_GERMAN))[:_SLUG_LENGTH] or "prozess"
    taken = set(Process.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(slug for number in range(2, 10_000) if (slug := f"{stem}-{number}") not in taken)


_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
