"""Deletes a city that has left, when nothing is unfinished and it has everything with it."""

import datetime as dt
import logging
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rathaus.applications.models import Submission
from rathaus.cases.models import Case
from rathaus.cases.states import OPEN
from rathaus.cities.emptying import empty
from rathaus.cities.models import City
from rathaus.cities.queries import forget_cities
from rathaus.cities.scope import for_city
from rathaus.notices.models import Notice
from rathaus.outbox.models import Delivery
from rathaus.people.leaving import forget_people, staff_ids
from rathaus.people.models import User

logger = logging.getLogger(__name__)


class NotDeletable(Exception):
    """The city is not deleted; every reason is a sentence for who wanted it."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def delete_city(city: City, *, name: str, by: User, at: dt.datetime) -> None:
    """
    Delete a city with everything that it has, in every table and in storage.

    What other cities took over from it keeps working: they have their own copies.

    :param name: the name of the city as somebody typed it, who means it.
    :raises NotDeletable: if anything stands against it; then nothing was deleted.
    """
    row = City.objects.select_for_update().get(pk=city.pk)
    reasons = list(_reasons_against(row, at=at))
    if name.strip() != row.name:
        reasons.append(_("Schreiben Sie den Namen genau so: %(name)s.") % {"name": row.name})
    if reasons:
        raise NotDeletable(reasons)
    people = staff_ids(row)
    places = empty(row)
    forget_people(people)
    transaction.on_commit(lambda: _finish(places))
    logger.info("city %s deleted by user %s", city.slug, by.pk)


def _finish(places: list[str]) -> None:
    forget_cities()
    # Should it stop here, the weekly search for strays finds the rest.
    for place in places:
        default_storage.delete(place)


def _reasons_against(city: City, *, at: dt.datetime) -> Iterator[str]:
    if city.closed_at is None or city.deletable_from is None:
        yield _("Schließen Sie die Stadt zuerst.")
    elif timezone.localdate(at) < city.deletable_from:
        day = date_format(city.deletable_from, "SHORT_DATE_FORMAT")
        yield _("Die Frist läuft noch: Löschen können Sie ab dem %(day)s.") % {"day": day}
    with for_city(city):
        if count := Case.objects.filter(state__in=OPEN).count():
            text = ngettext(
                "%(count)d Vorgang ist noch nicht entschieden.",
                "%(count)d Vorgänge sind noch nicht entschieden.",
                count,
            )
            yield text % {"count": count}
        if Submission.objects.filter(case__isnull=True).exists() or _is_unheard():
            yield _("Etwas ist noch nicht zugestellt. Versuchen Sie es später noch einmal.")
        if city.exported_at is None:
            yield _("Die Stadt hat ihre Daten noch nicht mitgenommen.")
        elif (last := _last_change()) and last > city.exported_at:
            yield _(
                "Seit die Stadt ihre Daten mitgenommen hat, ist etwas dazugekommen. "
                "Sie muss sie noch einmal mitnehmen."
            )


def _is_unheard() -> bool:
    state = Delivery.State
    return Delivery.objects.filter(state__in=[state.WAITING, state.RUNNING]).exists()


def _last_change() -> dt.datetime | None:
    """Return when something last happened that belongs into the city's files."""
    latest = (
        Submission.objects.aggregate(at=Max("submitted_at"))["at"],
        Case.objects.aggregate(at=Max("decided_at"))["at"],
        Notice.objects.aggregate(at=Max("issued_at"))["at"],
    )
    return max((each for each in latest if each), default=None)
