"""Sends a draft, exactly once, however often somebody presses the button."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from forms_engine.answers import Sight, judge, prune
from forms_engine.answers.visibility import Rows
from forms_engine.compiling import Compiled, Entry
from forms_engine.conditions import MISSING
from forms_engine.definition import label_of
from forms_engine.errors import Fault
from rathaus.applications import uploading
from rathaus.applications.models import Draft, Submission, Upload
from rathaus.applications.numbers import new_number
from rathaus.applications.queries import is_trial, locked_draft, submission_of_draft, uploads_of
from rathaus.cities.scope import current_city
from rathaus.cities.sealing import blind_index
from rathaus.outbox.recording import record
from rathaus.processes.queries import compiled_version

_ATTEMPTS: Final = 3


class NotComplete(Exception):
    """Something in the answers has to be mended first; `faults` says what and where."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("The answers are not complete.")
        self.faults = faults


class NotConfirmed(Exception):
    """The process wants the e-mail address confirmed by a link first."""


class OnlyTried(Exception):
    """Staff try the form out; everything is in order, and nothing is sent."""


class NoDraft(Exception):
    """There is no such draft, and none was submitted."""


def submit(draft_id: UUID, *, at: dt.datetime) -> Submission:
    """
    Send a draft; sending it again returns what was sent the first time.

    :raises NotComplete: if the answers are not valid.
    :raises NotConfirmed: if the e-mail address has to be confirmed and is not.
    :raises OnlyTried: if it is a trial, however complete.
    :raises NoDraft: if there is nothing to send.
    """
    for attempt in range(_ATTEMPTS):
        try:
            return _submit_once(draft_id, at=at)
        except IntegrityError:
            # Another number of the same digits, one time in a thousand million.
            if attempt == _ATTEMPTS - 1:
                raise
    raise NoDraft


@transaction.atomic
def _submit_once(draft_id: UUID, *, at: dt.datetime) -> Submission:
    draft = locked_draft(draft_id)
    if draft is None:
        if sent := submission_of_draft(draft_id):
            return sent
        raise NoDraft
    compiled = compiled_version(draft.version_id)
    answers = prune(compiled, draft.answers)
    uploads = list(uploads_of(draft)) if asks_for_files(compiled) else []
    if faults := faults_of(compiled, answers, uploads=uploads):
        raise NotComplete(faults)
    if any("typed" in page for page in draft.pages.values()):
        raise NotComplete([])
    if is_trial(draft):
        raise OnlyTried
    email = address_of(compiled, answers, asked=draft.email)
    if needs_confirmation(compiled, draft, email):
        raise NotConfirmed
    submission = _written(draft, answers, email=email, at=at)
    if uploads:
        _hand_over(uploads, sent=file_ids(compiled, answers), submission=submission)
    # Nothing else leans on a draft, so that the row can go without asking around.
    Draft.objects.filter(pk=draft.pk)._raw_delete(using=draft._state.db)
    record("submission.received", subject_id=submission.id)
    return submission


def _written(draft: Draft, answers: dict[str, Any], *, email: str, at: dt.datetime) -> Submission:
    submission = Submission(
        id=uuid.uuid4(),
        city_id=draft.city_id,
        version_id=draft.version_id,
        draft_id=draft.id,
        number=new_number(current_city(), at=at),
        # Receipts and letters know no easy language.
        language=draft.language.partition("-x-")[0],
        submitted_at=at,
        email_index=blind_index(email, city_id=draft.city_id) if email else "",
    )
    submission.answers = answers
    submission.email = email
    submission.save(force_insert=True)
    return submission


def _hand_over(uploads: list[Upload], *, sent: set[str], submission: Submission) -> None:
    """Move the files that are sent; those that no answer names any more are deleted."""
    moved = [upload.pk for upload in uploads if str(upload.pk) in sent]
    Upload.objects.filter(pk__in=moved).update(draft=None, submission=submission)
    for upload in uploads:
        if str(upload.pk) not in sent:
            uploading.remove(upload)


def faults_of(compiled: Compiled, answers: dict[str, Any], *, uploads: list[Upload]) -> list[Fault]:
    """Return what has to be mended before sending, files that are gone included."""
    faults = judge(compiled, answers)
    known = {str(upload.pk) for upload in uploads}
    for entry, rows, value in _files(compiled, answers):
        ids = value if isinstance(value, list) else [value]
        if not all(str(each) in known for each in ids):
            params = {"label": label_of(entry.node)}
            text = "Upload the file again."
            faults.append(Fault(entry.node_id, rows, "format_upload", params, text))
    return faults


def asks_for_files(compiled: Compiled) -> bool:
    """Say whether a process asks for uploads at all."""
    name = "asks_for_files"
    if name not in compiled.memory:
        compiled.memory[name] = any(
            entry.node["kind"] == "file" for entry in compiled.entries.values()
        )
    return bool(compiled.memory[name])


def file_ids(compiled: Compiled, answers: dict[str, Any]) -> set[str]:
    """Return the ids of all uploads that the answers name."""
    return {
        str(each)
        for _entry, _rows, value in _files(compiled, answers)
        for each in (value if isinstance(value, list) else [value])
    }


def _files(compiled: Compiled, answers: dict[str, Any]) -> Iterator[tuple[Entry, Rows, Any]]:
    if not asks_for_files(compiled):
        return
    sight = Sight(compiled, answers)
    for entry, rows, seen in sight.walk():
        if seen and entry.node["kind"] == "file":
            value = sight.value(entry.node_id, rows)
            if value is not MISSING and value is not None:
                yield entry, rows, value


def address_of(compiled: Compiled, answers: dict[str, Any], *, asked: str) -> str:
    """Return where news go: the first e-mail address among the answers, or the one asked for."""
    sight = Sight(compiled, answers)
    for node_id, part in email_questions(compiled):
        entry = compiled.entries[node_id]
        value = sight.answer(node_id, (0,) * entry.level)
        if value is not MISSING and part:
            value = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, str) and value:
            return value
    return asked


def email_questions(compiled: Compiled) -> list[tuple[str, str]]:
    """Return the nodes (and parts of them) that ask for an e-mail address, in reading order."""
    name = "email_questions"
    if name not in compiled.memory:
        compiled.memory[name] = [
            (entry.node_id, part)
            for entry in compiled.entries.values()
            if entry.kind is not None
            for part in _email_parts(entry)
        ]
    found: list[tuple[str, str]] = compiled.memory[name]
    return found


def _email_parts(entry: Entry) -> list[str]:
    if entry.node["kind"] == "email":
        return [""]
    assert entry.kind is not None
    return [part.key for part in entry.kind.parts(entry.node) if part.kind == "email"]


def needs_confirmation(compiled: Compiled, draft: Draft, email: str) -> bool:
    """Say whether a link sent to this address has to be opened before sending."""
    if compiled.definition.get("identification", "none") == "none" or is_trial(draft):
        return False
    return not (draft.email_confirmed and email and draft.email == email)
