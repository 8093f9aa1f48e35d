"""
Who may open an application without an account: the browser that holds its cookie, or a link.

Everything here is signed, none of it is stored. A cookie lasts a day from the last page; a link
to a draft lives as long as the draft has the address it was sent to; a link to what was submitted
lives 90 days.
"""

import datetime as dt
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from rathaus.applications.models import Draft, Submission
from rathaus.cities.sealing import blind_index

COOKIE: Final = "antrag"
COOKIE_LASTS: Final = dt.timedelta(days=1)
LINK_LASTS: Final = dt.timedelta(days=90)

_cookies = TimestampSigner(salt="rathaus.applications.cookie")
_resume_links = Signer(salt="rathaus.applications.resume")
_citizen_links = TimestampSigner(salt="rathaus.applications.citizen")
_MAILBOX_DIGITS: Final = 16


def holds_cookie(request: HttpRequest, draft_id: UUID) -> bool:
    """Say whether this browser is the one that fills in the draft."""
    try:
        named = _cookies.unsign(request.COOKIES.get(COOKIE, ""), max_age=COOKIE_LASTS)
    except BadSignature:
        return False
    return named == str(draft_id)


def give_cookie(response: HttpResponse, draft_id: UUID) -> None:
    """Let this browser open the draft for another day; it is sent to the draft's pages only."""
    response.set_cookie(
        COOKIE,
        _cookies.sign(str(draft_id)),
        max_age=COOKIE_LASTS,
        path=_path(draft_id),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take_cookie(response: HttpResponse, draft_id: UUID) -> None:
    """Let this browser open the draft no longer."""
    response.delete_cookie(COOKIE, path=_path(draft_id), samesite="Lax")


def _path(draft_id: UUID) -> str:
    # Every page of the draft lies below this one.
    return reverse("portal:draft", args=[draft_id])


def resume_token(draft: Draft) -> str:
    """
    Return what a link needs to open the draft on another device.

    It names the mailbox it is sent to, so that opening it proves that this mailbox was read.
    """
    return _resume_links.sign(f"{draft.id.hex}.{_mailbox(draft)}").replace(":", ".")


def read_resume_token(token: str) -> tuple[UUID, str] | None:
    """Return the draft and the mailbox that a link names, or None if it was not made here."""
    body, _dot, signature = token.rpartition(".")
    try:
        draft_id, _dot, mailbox = _resume_links.unsign(f"{body}:{signature}").partition(".")
        return UUID(draft_id), mailbox
    except (BadSignature, ValueError):
        return None


def proves_mailbox(draft: Draft, mailbox: str) -> bool:
    """Say whether opening a link proves that the draft's address is read."""
    return bool(draft.email) and is_sent_to_now(draft, mailbox)


def is_sent_to_now(filled: Draft | Submission, mailbox: str) -> bool:
    """
    Say whether a link was sent to the address that counts now.

    Who first mistyped theirs and then corrected it has not let a stranger in.
    """
    return constant_time_compare(mailbox, _mailbox(filled))


def link_still_opens(submission: Submission, mailbox: str, *, at: dt.datetime) -> bool:
    """Say whether the link to a draft shows what became of it: for as long as other links do."""
    return at <= submission.submitted_at + LINK_LASTS and is_sent_to_now(submission, mailbox)


def _mailbox(filled: Draft | Submission) -> str:
    return blind_index(filled.email, city_id=filled.city_id)[:_MAILBOX_DIGITS]


def citizen_token(submission: Submission) -> str:
    """Return what a link needs to show a submission and its notices to who sent it."""
    return _citizen_links.sign(submission.id.hex).replace(":", ".")


def read_citizen_token(token: str) -> UUID | None:
    """Return the submission that a link names; None if it is too old or was not made here."""
    try:
        signed = token.replace(".", ":")
        return UUID(_citizen_links.unsign(signed, max_age=LINK_LASTS))
    except (BadSignature, ValueError):
        return None
