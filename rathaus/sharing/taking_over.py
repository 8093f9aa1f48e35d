"""Takes a process over from another city: its definition unchanged, the figures one's own."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.people.models import User
from rathaus.processes.models import Process, Version
from rathaus.processes.publishing import publish


@transaction.atomic
def take_over(
    version: Version,
    *,
    city: City,
    slug: str,
    parameters: Mapping[str, Any],
    roles: Mapping[str, str],
    by: User | None,
    at: dt.datetime,
) -> Process:
    """
    Offer another city's published version in `city`, remembering where it came from.

    :param roles: from each role of the process to the key of one's own department.
    :raises NotPublishable: if the check list holds an error.
    """
    with for_city(city):
        process = Process.objects.create(
            city=city,
            slug=slug,
            title=version.definition["title"],
            category=version.definition.get("category", ""),
            roles=dict(roles),
            upstream_id=version.process_id,
            base_digest=version.digest,
        )
        publish(process, definition=version.definition, parameters=parameters, by=by, at=at)
        return process
