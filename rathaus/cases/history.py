"""Writes down what happened to a case, in the same transaction as the change itself."""

import datetime as dt

from rathaus.cases.models import Case, HistoryRow
from rathaus.people.models import User

Kind = HistoryRow.Kind
_LONGEST = 200


def note(
    case: Case, *, kind: HistoryRow.Kind, by: User | None, at: dt.datetime, text: str = ""
) -> HistoryRow:
    """
    Add a row to the history of a case.

    :param by: None where the system itself acted.
    :param text: German, the language of the authority's files, whatever the clerk's screen speaks.
    """
    row = HistoryRow(city_id=case.city_id, case=case, kind=kind, by=by, at=at, text=text[:_LONGEST])
    row.save(force_insert=True)
    return row
