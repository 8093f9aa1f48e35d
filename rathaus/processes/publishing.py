"""Puts a definition online as an immutable, numbered version."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from forms_engine.checking import Finding, check
from forms_engine.definition import Definition, digest
from rathaus.people.models import User
from rathaus.processes.models import Process, Version


class NotPublishable(Exception):
    """The definition has errors; `findings` says which and where."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("The process has errors that have to be put right before it is published.")
        self.findings = findings


@transaction.atomic
def publish(
    process: Process,
    *,
    definition: Definition,
    parameters: Mapping[str, Any],
    by: User | None,
    at: dt.datetime,
    note: str = "",
    base: str | None = None,
) -> Version:
    """
    Publish a definition with a city's parameters; drafts under way stay on their version.

    Publishing what is online already changes nothing and returns the version that is online.
    A working copy that says something else stays, for it is newer work.

    :param base: the digest of upstream's document that it is in step with, if not the newest.
    :raises NotPublishable: if the check list holds an error.
    """
    check_publishable(definition)
    process = Process.objects.select_for_update().get(pk=process.pk)
    values = {**defaults_of(definition), **parameters}
    # What is only tried out has no number.
    newest = process.versions.exclude(number=None).order_by("-number").first()
    name = digest(definition)
    is_newest_online = newest and process.is_online and newest.pk == process.published_id
    if process.working is not None and _is_called(name, process.working):
        process.working = None
    if newest and is_newest_online and (newest.digest, newest.parameters) == (name, values):
        process.save(update_fields=["working"])
        return newest
    version = Version.objects.create(
        city_id=process.city_id,
        process=process,
        number=(newest.number or 0) + 1 if newest else 1,
        digest=name,
        definition=definition,
        parameters=values,
        base_digest=process.base_digest if base is None else base,
        published_at=at,
        published_by=by,
        note=note,
    )
    process.published = version
    process.parameters = dict(parameters)
    process.title = definition["title"]
    process.summary = definition.get("summary", "")
    process.category = definition.get("category", "")
    process.is_online = True
    process.save()
    return version


def check_publishable(definition: Definition) -> None:
    """
    Let through what has no errors.

    :raises NotPublishable: if the check list holds an error.
    """
    if errors := [finding for finding in check(definition) if finding.level == "error"]:
        raise NotPublishable(errors)


def _is_called(name: str, definition: Definition) -> bool:
    """Say whether a definition has this digest; one in no good form has none."""
    try:
        return digest(definition) == name
    except (ValueError, RecursionError):
        return False


def take_offline(process: Process) -> None:
    """Offer the process no longer; drafts and cases under way go on."""
    process.is_online = False
    process.save(update_fields=["is_online"])


def defaults_of(definition: Definition) -> dict[str, Any]:
    """Return the values that parameters have where a city sets none."""
    return {
        name: parameter["default"]
        for name, parameter in definition.get("parameters", {}).items()
        if "default" in parameter
    }
