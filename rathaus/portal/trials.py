"""Opens a trial to those who design the city's processes, looking as their preview wants it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from rathaus.applications.models import Draft
from rathaus.people.permissions import DESIGNS, roles_of
from rathaus.processes.queries import version_by_id
from rathaus.web.previews import Trial, is_framed, preview_with

View = Callable[..., HttpResponse]


def open_trial(
    view: View, request: HttpRequest, draft: Draft, kwargs: dict[str, Any]
) -> HttpResponse:
    """Let a view of the walk show a trial; whoever designs nothing here gets 404."""
    if not roles_of(request.user) & DESIGNS:
        raise Http404
    preview = preview_with(request, draft.pk)
    process_id = version_by_id(draft.version_id).process_id
    request.trial = Trial(process_id, draft.pk, is_framed(request))  # type: ignore[attr-defined]
    request.theme = preview.theme  # type: ignore[attr-defined]
    with translation.override(preview.language or translation.get_language()):
        response = view(request, draft=draft, **kwargs)
        render = getattr(response, "render", None)
        return render() if render else response


def before_first(request: HttpRequest, *, here: str) -> str:
    """Return where "back" leads on the first page of a trial: out of it, but not in a frame."""
    trial: Trial = request.trial  # type: ignore[attr-defined]
    return here if trial.is_framed else reverse("studio:trying", args=[trial.process_id])
