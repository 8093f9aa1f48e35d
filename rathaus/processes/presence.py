"""Who has a process open in the studio; nobody is locked out by it."""

import datetime as dt

from rathaus.people.models import User
from rathaus.processes.models import Presence, Process


def seen_at(process: Process, *, person: User, page_id: str, at: dt.datetime) -> None:
    """Note that a person looks at a page of a process."""
    Presence.objects.update_or_create(
        process=process,
        person=person,
        defaults={"city_id": process.city_id, "page_id": page_id, "seen_at": at},
    )


def others_at_work(process: Process, *, person: User, since: dt.datetime) -> list[Presence]:
    """Return who else was here lately, by name."""
    return list(
        Presence.objects.filter(process=process, seen_at__gte=since)
        .exclude(person=person)
        .select_related("person")
        .order_by("person__last_name", "person__email")
    )
