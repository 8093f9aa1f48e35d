"""What a citizen sees of what became of an application: where it stands, and its documents."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from rathaus.applications.models import Submission
from rathaus.cases.models import Case, HistoryRow
from rathaus.cities.models import Department
from rathaus.notices.models import Notice
from rathaus.portal.services import said
from rathaus.processes.queries import version_by_id


@dataclass(frozen=True)
class Step:
    """One point on the way; `stand` is done, now or open."""

    title: str
    stand: str
    on: dt.datetime | None = None


@dataclass(frozen=True)
class Application:
    """An application as the one who sent it sees it."""

    title: str
    number: str
    submitted_at: dt.datetime
    state: str
    state_words: str
    steps: list[Step]
    documents: list[Notice]
    department: Department | None


def applications(ids: Iterable[UUID], *, language: str) -> list[Application]:
    """Return the chosen city's applications among these, the newest first."""
    rows = (
        Submission.objects.filter(pk__in=list(ids))
        .select_related("case__department")
        .prefetch_related("notices")
        .order_by("-submitted_at")
    )
    taken = dict(
        HistoryRow.objects.filter(case__submission__in=rows, kind=HistoryRow.Kind.TAKEN)
        .order_by("-at")
        .values_list("case__submission_id", "at")
    )
    return [_application(row, language=language, taken_at=taken.get(row.pk)) for row in rows]


def _application(
    submission: Submission, *, language: str, taken_at: dt.datetime | None
) -> Application:
    case: Case | None = getattr(submission, "case", None)
    state = Case.State(case.state) if case else Case.State.RECEIVED
    definition = version_by_id(submission.version_id).definition
    return Application(
        title=said(definition, "title", language=language),
        number=submission.number,
        submitted_at=submission.submitted_at,
        state=state.value,
        state_words=str(state.label),
        steps=_steps(submission, case=case, state=state, taken_at=taken_at),
        documents=sorted(submission.notices.all(), key=lambda notice: notice.issued_at),
        department=case.department if case else None,
    )


def _steps(
    submission: Submission, *, case: Case | None, state: Case.State, taken_at: dt.datetime | None
) -> list[Step]:
    decided = bool(case and case.decided_at)
    in_review = decided or state == Case.State.IN_REVIEW
    endings = {
        Case.State.GRANTED: _("Entschieden: bewilligt"),
        Case.State.REFUSED: _("Entschieden: abgelehnt"),
    }
    return [
        Step(_("Eingegangen"), "done" if in_review else "now", submission.submitted_at),
        Step(
            _("In Bearbeitung"),
            "done" if decided else "now" if in_review else "open",
            taken_at if in_review else None,
        ),
        Step(
            endings.get(state, _("Entscheidung")),
            "done" if decided else "open",
            case.decided_at if case else None,
        ),
    ]
