"""Opens a draft to the browser that fills it in, and to no other."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from rathaus.applications import access
from rathaus.applications.models import Draft
from rathaus.applications.queries import (
    draft_by_id,
    is_trial,
    locked_draft,
    submission_of_draft,
)
from rathaus.portal.trials import open_trial

View = Callable[..., HttpResponse]


def with_draft(view: View) -> View:
    """
    Hand the draft of the address to a view; a POST has it locked until its transaction ends.

    Whoever does not hold the draft's cookie gets 404. What was sent meanwhile leads to its
    confirmation; what is gone is said to be gone. A trial opens to designers only.
    """

    @functools.wraps(view)
    @never_cache
    def opened(request: HttpRequest, draft_id: UUID, **kwargs: Any) -> HttpResponse:
        if not access.holds_cookie(request, draft_id):
            raise Http404
        if request.method == "POST":
            with transaction.atomic():
                return _answer(view, request, locked_draft(draft_id), draft_id, kwargs)
        return _answer(view, request, draft_by_id(draft_id), draft_id, kwargs)

    return opened


def _answer(
    view: View,
    request: HttpRequest,
    draft: Draft | None,
    draft_id: UUID,
    kwargs: dict[str, Any],
) -> HttpResponse:
    if draft is None and submission_of_draft(draft_id):
        return redirect("portal:received", draft_id)
    if draft is None or draft.expires_at <= timezone.now():
        return render(request, "portal/gone.html", status=410)
    if is_trial(draft):
        response = open_trial(view, request, draft, kwargs)
    else:
        response = view(request, draft=draft, **kwargs)
    if access.COOKIE not in response.cookies:
        access.give_cookie(response, draft_id)
    return response
