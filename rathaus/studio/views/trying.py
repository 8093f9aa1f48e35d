"""Tries a process out before it is published: the preview beside the studio, a run through it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from forms_engine.answers.path import pages_met
from forms_engine.definition import label_of
from rathaus.applications import access
from rathaus.applications.models import Draft
from rathaus.applications.trying import follow, start_trial
from rathaus.processes.models import Example, Process
from rathaus.processes.queries import compiled_version
from rathaus.processes.trying import NotTriable
from rathaus.studio.trying_sentences import findings_said
from rathaus.studio.workbench import definition_of
from rathaus.web.previews import Preview, Trial, is_framed, preview_of, remember
from rathaus.web.staff import designer_required

# What the frame shows when the answers are checked; no page of a form is called so by us.
_REVIEW = "pruefen"


@require_POST
@designer_required
def start(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Begin a run through the working copy, with the answers of a test case if one is named."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    number = request.POST.get("example", "")
    example = None
    if number.isascii() and number.isdigit():
        example = Example.objects.filter(pk=number[:18], process=process).first()
    try:
        draft = _started(process, example.answers if example else None)
    except NotTriable as broken:
        return _broken(request, process, broken)
    address = reverse("portal:fill-in", args=[draft.pk, _first_page(draft)])
    response = HttpResponseRedirect(address, status=303)
    access.give_cookie(response, draft.pk)
    return response


def _started(process: Process, answers: Any = None) -> Draft:
    definition_of(process)
    now, language = timezone.now(), get_language() or "de"
    return start_trial(process, language=language, at=now, answers=answers)


def _first_page(draft: Draft) -> str:
    compiled = compiled_version(draft.version_id)
    return (pages_met(compiled, draft.answers) or compiled.page_ids)[0]


@require_GET
@designer_required
def preview(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show a page of the working copy in this person's preview, which keeps its answers."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    languages = definition_of(process).get("languages") or ["de"]
    shown = preview_of(request, process.pk).looked_at(request.GET, languages=languages)
    try:
        draft = _previewed(process, shown)
    except NotTriable as broken:
        return _broken(request, process, broken)
    wanted = Preview(str(draft.pk), shown.language, shown.theme)
    if wanted != preview_of(request, process.pk):
        remember(request, process.pk, wanted)
    response = _at_page(request, process, draft, request.GET.get("seite", ""))
    access.give_cookie(response, draft.pk)
    return response


def _previewed(process: Process, shown: Preview) -> Draft:
    draft = follow(shown.draft_id, process, at=timezone.now()) if shown.draft_id else None
    return draft or _started(process)


def _at_page(request: HttpRequest, process: Process, draft: Draft, page_id: str) -> HttpResponse:
    compiled = compiled_version(draft.version_id)
    if page_id == _REVIEW:
        return redirect("portal:review", draft.pk)
    if page_id not in compiled.entries or compiled.entries[page_id].parent_id is not None:
        return redirect("portal:fill-in", draft.pk, _first_page(draft))
    if page_id in pages_met(compiled, draft.answers):
        return redirect("portal:fill-in", draft.pk, page_id)
    request.trial = Trial(process.pk, draft.pk, is_framed(request))  # type: ignore[attr-defined]
    context = {"title": label_of(compiled.node(page_id)), "process": process, "draft": draft}
    return render(request, "studio/trying_hidden.html", context)


def _broken(request: HttpRequest, process: Process, broken: NotTriable) -> HttpResponse:
    """Say what has to be put right before anything can be shown."""
    request.trial = Trial(process.pk, None, is_framed(request))  # type: ignore[attr-defined]
    findings = findings_said(definition_of(process), broken.findings)
    context = {"process": process, "findings": findings}
    return render(request, "studio/trying_broken.html", context, status=422)
