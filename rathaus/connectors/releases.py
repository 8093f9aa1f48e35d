"""Which e-mails staff get about publications: somebody is asked, and hears what was decided."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rathaus.cities.links import link
from rathaus.connectors.mailing import send
from rathaus.people.models import User
from rathaus.people.queries import approvers
from rathaus.processes.models import Release

_LANGUAGE = "de"


def ask_approvers(release_id: UUID) -> None:
    """Ask everybody who may approve, but the one who asks."""
    release = _release(release_id)
    if release.state != Release.State.ASKED:
        return
    for person in approvers():
        if person.pk != release.asked_by_id:
            _send(release, to=person, template="emails/release_asked.txt")


def tell_who_asked(release_id: UUID) -> None:
    """Say what became of it to who asked, unless they were there."""
    release = _release(release_id)
    was_there = release.asked_by_id == release.decided_by_id
    if release.asked_by and (not was_there or release.state == Release.State.FAILED):
        _send(release, to=release.asked_by, template="emails/release_decided.txt")


def _release(release_id: UUID) -> Release:
    return Release.objects.select_related("process__city", "asked_by").get(pk=release_id)


def _send(release: Release, *, to: User, template: str) -> None:
    if not to.email or not to.is_active:
        return
    city = release.process.city
    send(
        to=to.email,
        city=city,
        language=_LANGUAGE,
        subject=_("Veröffentlichung eines Prozesses – %(city)s"),
        template=template,
        context={
            "release": release,
            "process": release.process,
            "link": link(city, "studio:publish", release.process_id),
        },
    )
