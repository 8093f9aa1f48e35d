"""Keeps two clerks from changing the same case over each other."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rathaus.cases.models import Case, HistoryRow
from rathaus.people.models import User

_CHANGES = [HistoryRow.Kind.TAKEN, HistoryRow.Kind.RETURNED, HistoryRow.Kind.DECIDED]


class ChangedMeanwhile(Exception):
    """Somebody else was quicker; the message says who, what and when."""


def locked(case: Case, *, revision: int) -> Case:
    """
    Return the case as it stands now, locked until the transaction ends.

    :param revision: the one that the clerk saw.
    :raises ChangedMeanwhile: if the case was changed since.
    """
    current: Case = (
        Case.objects.select_for_update(of=("self",)).select_related("submission").get(pk=case.pk)
    )
    if current.revision != revision:
        raise ChangedMeanwhile(_who_was_quicker(current))
    return current


def store(case: Case, *fields: str) -> None:
    """Save the named fields and count the change."""
    case.revision += 1
    case.save(update_fields=[*fields, "revision"])


def _who_was_quicker(case: Case) -> str:
    row = (
        HistoryRow.objects.filter(case=case, kind__in=_CHANGES)
        .select_related("by")
        .order_by("-at", "-pk")
        .first()
    )
    if row is None or row.by is None:
        return _("Der Vorgang wurde inzwischen geändert. Bitte sehen Sie ihn noch einmal an.")
    return _("%(name)s war schneller: %(what)s am %(when)s.") % {
        "name": name_of(row.by),
        "what": HistoryRow.Kind(row.kind).label,
        "when": date_format(timezone.localtime(row.at), "j. F Y, H:i"),
    }


def name_of(person: User) -> str:
    """Return the name under which colleagues know a person."""
    return str(person)
