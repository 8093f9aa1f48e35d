"""Fills in a draft page by page; nothing that a citizen typed is lost, even if it is not valid."""

import datetime as dt
from typing import Any

from django.db import transaction

from rathaus.applications.models import Draft
from rathaus.applications.queries import is_trial
from rathaus.outbox.recording import record
from rathaus.processes.models import Process
from rathaus.processes.queries import version_by_id
from rathaus.processes.trying import LASTS as TRIAL_LASTS

_DRAFT_DAYS = 30


class NotOffered(Exception):
    """The process cannot be applied for online at the moment."""


@transaction.atomic
def start(process: Process, *, language: str, at: dt.datetime) -> Draft:
    """
    Begin an application, pinned to the version that is online now.

    :raises NotOffered: if the process is not online.
    """
    if not process.is_online or process.published_id is None:
        raise NotOffered
    draft = Draft(
        city_id=process.city_id,
        version_id=process.published_id,
        language=language,
        started_at=at,
        changed_at=at,
    )
    draft.expires_at = expiry(draft, at=at)
    draft.answers = {}
    draft.save(force_insert=True)
    return draft


def save_page(
    draft: Draft, *, page_id: str, answers: dict[str, Any], language: str, at: dt.datetime
) -> None:
    """
    Keep the answers of a page that is complete; what was typed on it before is done with.

    :param draft: locked by the caller, who looked whether somebody else changed the page.
    :param answers: all answers of the draft, those of the page included.
    """
    draft.answers = answers
    draft.pages = {**draft.pages, page_id: {"revision": revision_of(draft, page_id) + 1}}
    if page_id not in draft.pages_done:
        draft.pages_done = [*draft.pages_done, page_id]
    _save(draft, language=language, at=at)


def keep_typed(
    draft: Draft, *, page_id: str, typed: dict[str, Any], language: str, at: dt.datetime
) -> None:
    """
    Keep what was typed on a page that is not complete; it has to be completed before submitting.

    :param typed: as the browser sent it, by input name.
    """
    page = {"revision": revision_of(draft, page_id) + 1, "typed": typed}
    draft.pages = {**draft.pages, page_id: page}
    draft.pages_done = [done for done in draft.pages_done if done != page_id]
    _save(draft, language=language, at=at)


def speak(draft: Draft, *, language: str) -> None:
    """Remember the language that a person reads the draft in."""
    draft.language = language
    draft.save(update_fields=["language"])


def revision_of(draft: Draft, page_id: str) -> int:
    """Return how often a page was saved; a browser that saw another number saw another page."""
    return int(draft.pages.get(page_id, {}).get("revision", 0))


def typed_on(draft: Draft, page_id: str) -> dict[str, Any] | None:
    """Return what was typed on a page and is not an answer yet."""
    typed: dict[str, Any] | None = draft.pages.get(page_id, {}).get("typed")
    return typed


def _save(draft: Draft, *, language: str, at: dt.datetime) -> None:
    draft.language = language
    draft.revision += 1
    draft.changed_at = at
    draft.expires_at = expiry(draft, at=at)
    draft.save(
        update_fields=[
            "sealed_answers",
            "sealed_pages",
            "pages_done",
            "language",
            "revision",
            "changed_at",
            "expires_at",
        ]
    )


def expiry(draft: Draft, *, at: dt.datetime) -> dt.datetime:
    """Return when a draft is deleted that was last changed now."""
    if is_trial(draft):
        return at + TRIAL_LASTS
    retention = version_by_id(draft.version_id).definition.get("retention", {})
    return at + dt.timedelta(days=int(retention.get("draft_days", _DRAFT_DAYS)))


@transaction.atomic
def save_for_later(draft: Draft, *, email: str, at: dt.datetime) -> None:
    """
    Send a link to the draft to this address, by which it is opened on any device.

    Of what is only tried out nothing is sent.
    """
    set_email(draft, email=email)
    draft.changed_at = at
    draft.expires_at = expiry(draft, at=at)
    draft.save(update_fields=["sealed_email", "email_confirmed", "changed_at", "expires_at"])
    if not is_trial(draft):
        record("draft.saved_for_later", subject_id=draft.pk)


def set_email(draft: Draft, *, email: str) -> None:
    """Name the address for news; another one than before has yet to be confirmed."""
    if email.casefold() != draft.email.casefold():
        draft.email_confirmed = False
    draft.email = email


def confirm_email(draft: Draft) -> None:
    """Remember that somebody opened a link that was sent to the draft's address."""
    if not draft.email_confirmed:
        draft.email_confirmed = True
        draft.save(update_fields=["email_confirmed"])
