"""Carries out what a person of the studio wants, and says so where it is not possible."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from forms_engine.editing import Edited, EditRejected
from rathaus.processes.editing import edit
from rathaus.processes.models import Process
from rathaus.studio.edit_sentences import refusal_sentence


def carry_out(
    request: HttpRequest, process: Process, command: str, **arguments: Any
) -> Edited | None:
    """Carry out a command for who asks; None, and a message on the next page, if refused."""
    try:
        return edit(
            process,
            command=command,
            arguments=arguments,
            by=request.user,  # type: ignore[arg-type]  # studio views are never anonymous
            at=timezone.now(),
        )
    except EditRejected as refused:
        messages.error(request, refusal_sentence(refused))
        return None
