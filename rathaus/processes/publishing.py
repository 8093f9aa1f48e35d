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
) -> Version:
    """
    Publish a definition with a city's parameters; drafts under way stay on their version.

    Publishing what is online already changes nothing and returns the version that is online.

    :raises NotPublishable: if the check list holds an error.
    """
    if errors := [finding for finding in check(definition) if finding.level == "error"]:
        raise NotPublishable(errors)
    process = Process.objects.select_for_update().get(pk=process.pk)
    values = {**defaults_of(definition), **parameters}
    newest = process.versions.order_by("-number").first()
    name = digest(definition)
    is_newest_online = newest and process.is_online and newest.pk == process.published_id
    if newest and is_newest_online and (newest.digest, newest.parameters) == (name, values):
        return newest
    version = Version.objects.create(
        city_id=process.city_id,
        process=process,
        number=newest.number + 1 if newest else 1,
        digest=name,
        definition=definition,
        parameters=values,
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
    process.working = None
    process.save()
    return version


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
