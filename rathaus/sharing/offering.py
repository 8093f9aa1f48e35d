"""Puts a city's process on the shared shelf, and takes it off again."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rathaus.people.models import User
from rathaus.people.permissions import check_may_publish
from rathaus.processes.models import Process
from rathaus.sharing.models import Offer

MOST_WORDS = 2000


class NotOfferable(Exception):
    """The process cannot be put on the shelf; the message is for who wanted it."""


@transaction.atomic
def offer(process: Process, *, words: str, by: User | None, at: dt.datetime) -> Offer:
    """
    Let all cities see the published versions of a process, and take them over.

    Offering again changes what is said about it.

    :param words: what others should know, in the city's own words.
    :param by: None for the demo; a person has to be an approver of the city.
    :raises NotAllowed: if the person does not approve here.
    :raises NotOfferable: if nothing of it is published.
    """
    if by is not None:
        check_may_publish(by)
    if process.published_id is None:
        raise NotOfferable(_("Veröffentlichen Sie den Prozess zuerst. Entwürfe sieht niemand."))
    told = {"words": words.strip()[:MOST_WORDS], "is_open": True}
    return Offer.objects.update_or_create(
        process=process,
        defaults=told,
        create_defaults={**told, "city_id": process.city_id, "offered_by": by, "offered_at": at},
    )[0]


@transaction.atomic
def close(process: Process, *, by: User) -> None:
    """
    Take a process off the shelf: nobody new takes it over, and no updates are offered.

    :raises NotAllowed: if the person does not approve here.
    """
    check_may_publish(by)
    Offer.objects.filter(process=process).update(is_open=False)


def offer_of(process: Process) -> Offer | None:
    """Return how a process stands on the shelf, open or not."""
    return Offer.objects.filter(process=process).first()
