"""The build page: pages on the left, one page's questions in the middle, their settings beside."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms_engine.definition import Definition, label_of
from forms_engine.editing import EditRejected
from forms_engine.editing.adding import clip_of
from rathaus.people.models import User
from rathaus.processes import blocks, editing
from rathaus.processes.models import Process
from rathaus.studio import canvas
from rathaus.studio.edit_sentences import broken_sentences, refusal_sentence, said_sentence
from rathaus.studio.intents import read_intent
from rathaus.studio.kinds import PALETTE
from rathaus.studio.properties import PropertiesForm
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required

_CLIP = "studio_clip"
_MOST_KEPT = 200


@require_http_methods(["GET", "HEAD"])
@designer_required
def process(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show one page of a process with what can be done to it."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    return _page(request, process, node_id=request.GET.get("frage", ""))


@require_POST
@designer_required
def command(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Carry out what a button of the build page says."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    definition = definition_of(process)
    if request.POST.get("do") == "copy":
        return _copy(request, process, definition)
    try:
        intent = read_intent(definition, request.POST, clip=request.session.get(_CLIP))
        if intent is None:
            return _answer(request, process, node_id=request.POST.get("node", ""),
                           said=_("Weiter geht es nicht."))  # fmt: skip
        edited = _edit(request, process, intent.command, intent.arguments)
    except EditRejected as refused:
        return _refused(request, process, refused)
    if intent.clip:
        request.session[_CLIP] = intent.clip
    said = said_sentence(edited.said.code, dict(edited.said.params))
    return _answer(request, process, node_id=edited.selected, said=said)


@require_POST
@designer_required
def properties(request: HttpRequest, process_id: UUID, node_id: str) -> HttpResponse:
    """Store what was typed into the settings of a page or question."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    definition = definition_of(process)
    if node_id not in definition["nodes"]:
        messages.error(request, _("Das gibt es nicht mehr. Es wurde inzwischen gelöscht."))
        return _answer(request, process, node_id="", said="")
    form = PropertiesForm(
        request.POST,
        definition=definition,
        node_id=node_id,
        is_published=_is_published(process, node_id),
    )
    if not form.is_valid():
        return _page(request, process, node_id=node_id, form=form, status=422)
    commands = form.commands()
    if not commands:
        return _answer(request, process, node_id=node_id, said="")
    name, arguments = "several", {"commands": commands}
    if len(commands) == 1:
        name, arguments = commands[0]["name"], commands[0]["arguments"]
    if request.POST.get("anyway") == "1":
        _mark_sure(commands)
    try:
        edited = _edit(request, process, name, arguments)
    except EditRejected as refused:
        return _refused(request, process, refused, node_id=node_id, form=form)
    said = said_sentence(edited.said.code, dict(edited.said.params))
    return _answer(request, process, node_id=node_id, said=said)


@require_http_methods(["GET", "HEAD"])
@designer_required
def move(request: HttpRequest, process_id: UUID, node_id: str) -> HttpResponse:
    """Ask where a page or question is to be moved."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    context = workbench(request, process, area="building")
    definition = context["definition"]
    if node_id not in definition["nodes"]:
        messages.error(request, _("Das gibt es nicht mehr. Es wurde inzwischen gelöscht."))
        return HttpResponseRedirect(_address(process, ""))
    context |= {
        "node_id": node_id,
        "name": label_of(definition["nodes"][node_id]),
        "targets": list(canvas.targets(definition, node_id)),
        "back": _address(process, node_id),
    }
    return render(request, "studio/move.html", context)


def _mark_sure(commands: list[dict[str, Any]]) -> None:
    for each in commands:
        if each["name"] == "set_options":
            each["arguments"]["anyway"] = True


def _edit(request: HttpRequest, process: Process, name: str, arguments: dict[str, Any]) -> Any:
    return editing.edit(
        process,
        command=name,
        arguments=arguments,
        by=_person(request),
        at=timezone.now(),
    )


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _copy(request: HttpRequest, process: Process, definition: Definition) -> HttpResponse:
    nodes = request.POST.getlist("node")[:_MOST_KEPT]
    try:
        request.session[_CLIP] = clip_of(definition, nodes)
    except EditRejected as refused:
        return _refused(request, process, refused)
    name = label_of(definition["nodes"][nodes[0]]) if nodes else ""
    return _answer(request, process, node_id=nodes[0] if nodes else "",
                   said=_("„%(name)s“ kopiert") % {"name": name})  # fmt: skip


def _is_published(process: Process, node_id: str) -> bool:
    published = process.published
    return published is not None and node_id in published.definition["nodes"]


def _address(process: Process, node_id: str) -> str:
    address = reverse("studio:process", args=[process.pk])
    return f"{address}?{urlencode({'frage': node_id})}#arbeit" if node_id else address


def _wants_parts(request: HttpRequest) -> bool:
    return request.headers.get("X-Rathaus-Parts") == "1"


def _answer(request: HttpRequest, process: Process, *, node_id: str, said: str) -> HttpResponse:
    """Answer an edit: a script gets the parts that may have changed, everybody else the page."""
    if _wants_parts(request):
        return _page(request, process, node_id=node_id, said=said)
    return HttpResponseRedirect(_address(process, node_id), status=303)


def _refused(
    request: HttpRequest,
    process: Process,
    refused: EditRejected,
    *,
    node_id: str = "",
    form: PropertiesForm | None = None,
) -> HttpResponse:
    """Show why an edit was not made, with what it would have broken and a way to do it anyway."""
    can_insist = refused.message.code in {"leans_on", "breaks_rules"} and (
        form is None or any(each["name"] == "set_options" for each in form.commands())
    )
    conflict: dict[str, Any] = {
        "sentence": refusal_sentence(refused),
        "items": broken_sentences(refused),
        "fields": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in {"csrfmiddlewaretoken", "anyway"}
        ]
        if can_insist
        else [],
        "action": request.path,
    }
    if refused.message.code == "changed_meanwhile" and form is not None:
        newest = editing.last_change_of(process, node_id)
        conflict |= {"now": refused.now, "newest": newest}
        form = _with_fresh_was(process, form)
    shown = node_id or request.POST.get("node", "")
    return _page(request, process, node_id=shown, form=form, conflict=conflict, status=409)


def _with_fresh_was(process: Process, form: PropertiesForm) -> PropertiesForm:
    """Return the form as it was typed; saving it once more writes over what is there now."""
    definition = definition_of(process)
    if form.node_id not in definition["nodes"]:
        return form

    def made(data: Any) -> PropertiesForm:
        return PropertiesForm(
            data, definition=definition, node_id=form.node_id, is_published=form.is_published
        )

    return made({**form.data.dict(), "was": made(None).initial["was"]})  # type: ignore[attr-defined]


def _page(
    request: HttpRequest,
    process: Process,
    *,
    node_id: str,
    form: PropertiesForm | None = None,
    conflict: dict[str, Any] | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    definition = definition_of(process)
    asked_page = request.GET.get("seite", "") or request.POST.get("seite", "")
    page_id, selected = canvas.shown_page(definition, asked_page, node_id)
    context = workbench(request, process, area="building", definition=definition)
    base = reverse("studio:process", args=[process.pk])
    context |= {
        "base": base,
        "here": _address(process, selected),
        "page_id": page_id,
        "page_title": label_of(definition["nodes"][page_id]),
        "page_number": definition["order"].index(page_id) + 1,
        "selected": selected,
        "selected_node": definition["nodes"][selected],
        "selected_name": label_of(definition["nodes"][selected]),
        # Asks the database only where something was taken from a block.
        "newer_block": blocks.newer_than_used(definition["nodes"][selected]),
        "pages": canvas.pages(definition, page_id),
        "rows": [
            (row, None if row.is_selected else canvas.drawn(row, base, get_language() or "de"))
            for row in canvas.rows(definition, page_id, selected)
        ],
        "palette": PALETTE,
        "shown_when": canvas.shown_when(definition, selected),
        "insert": canvas.insert_place(definition, page_id, selected),
        "clip_name": _clip_name(request),
        "form": form
        or PropertiesForm(
            definition=definition, node_id=selected, is_published=_is_published(process, selected)
        ),
        "tab": request.GET.get("tafel", ""),
        "conflict": conflict,
        "said": said,
    }
    template = "studio/building_parts.html" if _wants_parts(request) else "studio/building.html"
    return render(request, template, context, status=status)


def _clip_name(request: HttpRequest) -> str:
    clip = request.session.get(_CLIP)
    if not clip:
        return ""
    return label_of(clip["nodes"][clip["order"][0]])
