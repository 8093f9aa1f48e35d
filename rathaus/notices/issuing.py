"""Issues each document once: printed outside of any lock, kept and announced in one transaction."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from rathaus.applications.models import Submission
from rathaus.cases import history
from rathaus.cases.models import Case
from rathaus.notices import archive
from rathaus.notices.letter import print_notice
from rathaus.notices.models import Notice
from rathaus.notices.printed import Printed
from rathaus.notices.receipt import print_receipt
from rathaus.outbox.recording import record

_LONGEST_TITLE = 200


def issue_receipt(submission_id: UUID, *, at: dt.datetime) -> Notice:
    """Return the receipt of a submission, printed if there is none yet."""
    if issued := _issued(submission_id=submission_id, kind=Notice.Kind.RECEIPT):
        return issued
    submission = Submission.objects.select_related("city").get(pk=submission_id)
    printed = print_receipt(submission, at=at)
    notice = Notice(submission=submission, kind=Notice.Kind.RECEIPT)
    return _issue_once(notice, printed=printed, at=at)


def issue_decision(case_id: UUID, *, at: dt.datetime) -> Notice:
    """
    Return the notice that closes a decided case, printed if there is none yet.

    :raises NotDecided: if nobody decided yet.
    :raises ReasonMissing: if it refuses without saying why.
    """
    if issued := _issued(case_id=case_id):
        return issued
    case = Case.objects.select_related(
        "city", "department", "process", "submission__city", "decided_by"
    ).get(pk=case_id)
    if case.state not in (Case.State.GRANTED, Case.State.REFUSED):
        raise NotDecided(case.reference)
    printed = print_notice(case, at=at)
    notice = Notice(submission=case.submission, case=case, kind=Notice.Kind(case.state))
    return _issue_once(notice, printed=printed, at=at)


class NotDecided(Exception):
    """There is nothing to issue on a case that nobody decided."""


def _issue_once(notice: Notice, *, printed: Printed, at: dt.datetime) -> Notice:
    """Keep and announce a document; whoever comes second returns the one that was first."""
    notice.city = notice.submission.city
    notice.title = printed.title[:_LONGEST_TITLE]
    notice.sha256 = archive.hash_of(printed.pdf)
    notice.issued_at = at
    notice.file.name = archive.place_of(notice)
    try:
        with transaction.atomic():
            # From here on a second delivery waits at the constraint: one of us writes the file.
            notice.save(force_insert=True)
            _keep_and_announce(notice, printed)
    except IntegrityError:
        same = {"case_id": notice.case_id} if notice.case_id else {"kind": notice.kind}
        first = _issued(submission_id=notice.submission_id, **same)
        if first is None:
            raise
        return first
    return notice


def _issued(**about: Any) -> Notice | None:
    issued: Notice | None = Notice.objects.filter(**about).first()
    return issued


def _keep_and_announce(notice: Notice, printed: Printed) -> None:
    archive.keep(notice, printed.pdf)
    try:
        if notice.case:
            kind, at = history.Kind.ISSUED, notice.issued_at
            history.note(notice.case, kind=kind, by=None, at=at, text=notice.title)
        record("notice.issued", subject_id=notice.pk)
    except Exception:
        archive.drop(notice)
        raise
