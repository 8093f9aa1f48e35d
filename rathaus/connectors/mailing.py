"""Sends an e-mail in the name of a city, so that a repetition can be recognised."""

import uuid
from collections.abc import Mapping
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from rathaus.cities.models import City
from rathaus.outbox.delivering import current_delivery_id


def send(
    *,
    to: str,
    city: City,
    language: str,
    subject: str | Promise,
    template: str,
    context: Mapping[str, Any],
) -> None:
    """
    Send a plain text in the citizen's language, from the city's address.

    The delivery is marked as done right after this returns. Should the worker die in between, the
    repetition has the same Message-ID, and most mailboxes show it once.

    :param subject: a lazy text; `%(city)s` is the city's name. It is read by whoever sees the
        screen, so it says neither who nor what about.
    """
    with translation.override(_spoken(language)):
        message = EmailMessage(
            subject=str(subject) % {"city": city.name},
            body=render_to_string(template, {"city": city, **context}).strip() + "\n",
            from_email=formataddr((city.name, city.email)),
            to=[to],
            headers={
                "Message-ID": _message_id(city, to),
                # So that no out-of-office reply comes back (RFC 3834).
                "Auto-Submitted": "auto-generated",
                "Content-Language": translation.get_language() or settings.LANGUAGE_CODE,
            },
        )
    message.send()


def _spoken(language: str) -> str:
    """Return the language to write in: the citizen's, or German where we do not speak it."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _message_id(city: City, to: str) -> str:
    """Return a name that is the same at every repetition, and another one for each addressee."""
    host = city.email.rpartition("@")[2]
    return f"<{uuid.uuid5(current_delivery_id() or uuid.uuid4(), to)}@{host}>"
