"""Adds, changes, moves and removes one fee, rule, letter, role or value."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms_engine.definition import Definition
from forms_engine.editing import EditRejected
from forms_engine.editing.rooms import items_of, mark_of
from rathaus.processes.models import Process
from rathaus.studio import afterwards_sentences as told
from rathaus.studio.afterwards_forms import ItemForm
from rathaus.studio.afterwards_rooms import ROOMS, Command, Room
from rathaus.studio.afterwards_when import all_valid, condition_form, typed, values_of
from rathaus.studio.conditions_form import ConditionForm
from rathaus.studio.edit_sentences import refusal_sentence
from rathaus.studio.letter_names import letter_names
from rathaus.studio.letter_preview import preview
from rathaus.studio.views.afterwards import (
    GET_OR_POST,
    back,
    carry,
    process_of,
    refusal_words,
    status_of,
    values_here,
)
from rathaus.studio.views.letters import typed_template, who_looks
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required


@dataclass
class Bench:
    """What is being worked on: a thing of a room, or a new one where `name` is empty."""

    process: Process
    definition: Definition
    room: Room
    name: str = ""
    item: dict[str, Any] | None = None


@require_http_methods(GET_OR_POST)
@designer_required
def add(request: HttpRequest, process_id: UUID, room: str) -> HttpResponse:
    """Add a thing."""
    bench = _bench(process_id, room)
    form = bench.room.form(typed(request), definition=bench.definition)
    condition = _condition(request, bench, form)
    if not all_valid(form, condition):
        return _page(request, bench, form, condition)
    command = bench.room.adding(values_of(form, condition))
    return _carry_out(request, bench, form, condition, command)


@require_http_methods(GET_OR_POST)
@designer_required
def change(request: HttpRequest, process_id: UUID, room: str, item: str) -> HttpResponse:
    """Change a thing."""
    bench = _bench(process_id, room, item)
    if bench.item is None:
        return _gone(request, bench)
    form = bench.room.form(typed(request), definition=bench.definition, item=bench.item)
    condition = _condition(request, bench, form)
    if not all_valid(form, condition):
        return _page(request, bench, form, condition)
    command = bench.room.setting(item, values_of(form, condition), form.cleaned_data["was"])
    return _carry_out(request, bench, form, condition, command)


@require_POST
@designer_required
def remove(request: HttpRequest, process_id: UUID, room: str, item: str) -> HttpResponse:
    """Remove a thing, unless something leans on it."""
    bench = _bench(process_id, room, item)
    name, arguments = bench.room.removing(item)
    try:
        carry(request, bench.process, name, arguments)
    except EditRejected as refused:
        messages.error(request, refusal_sentence(refused))
    else:
        messages.success(request, _("Gelöscht. Mit „Rückgängig“ kommt es wieder."))
    return back(bench.process, room)


@require_POST
@designer_required
def move(request: HttpRequest, process_id: UUID, room: str, item: str) -> HttpResponse:
    """Move a thing one place up or down."""
    bench = _bench(process_id, room, item)
    names = [name for name, _item in items_of(bench.definition, bench.room.name)]
    if item in names:
        step = -1 if request.POST.get("do") == "up" else 1
        arguments = {
            "room": bench.room.name,
            "item": item,
            "position": max(0, names.index(item) + step),
        }
        try:
            carry(request, bench.process, "move_item", arguments)
        except EditRejected as refused:
            messages.error(request, refusal_sentence(refused))
    return back(bench.process, room)


def _bench(process_id: UUID, slug: str, name: str = "") -> Bench:
    process = process_of(process_id)
    room = ROOMS.get(slug)
    if room is None:
        raise Http404
    definition = definition_of(process)
    return Bench(process, definition, room, name, room.find(definition, name) if name else None)


def _condition(request: HttpRequest, bench: Bench, form: ItemForm) -> ConditionForm | None:
    """Return the editor of when a thing counts, for what can be so for some answers only."""
    if not bench.room.has_condition:
        return None
    return condition_form(
        typed(request),
        bench.definition,
        values=values_here(bench.process, bench.definition),
        initial=(bench.item or {}).get("when"),
        per=str(form["per"].value() or "") if "per" in form.fields else "",
    )


def _carry_out(
    request: HttpRequest,
    bench: Bench,
    form: ItemForm,
    condition: ConditionForm | None,
    command: Command,
) -> HttpResponse:
    try:
        carry(request, bench.process, *command)
    except EditRejected as refused:
        if bench.item is not None:
            again = request.POST.copy()
            again["was"] = mark_of(bench.item)
            form = bench.room.form(again, definition=bench.definition, item=bench.item)
        return _page(request, bench, form, condition, refused=refused)
    messages.success(request, _("Gespeichert."))
    return back(bench.process, bench.room.slug)


def _gone(request: HttpRequest, bench: Bench) -> HttpResponse:
    """Keep what was typed of a thing that somebody removed meanwhile: saving adds it anew."""
    if request.method != "POST":
        messages.error(request, _("Das gibt es nicht mehr. Jemand hat es inzwischen entfernt."))
        return back(bench.process, bench.room.slug)
    form = bench.room.form(request.POST, definition=bench.definition)
    said = _("Jemand hat das inzwischen entfernt. Wenn Sie speichern, wird es neu angelegt.")
    bench.name = ""
    return _page(request, bench, form, _condition(request, bench, form), said=said, status=409)


def _page(
    request: HttpRequest,
    bench: Bench,
    form: ItemForm,
    condition: ConditionForm | None,
    *,
    refused: EditRejected | None = None,
    said: str = "",
    status: int = 0,
) -> HttpResponse:
    item, definition = bench.item or {}, bench.definition
    context = workbench(request, bench.process, area="afterwards", definition=definition) | {
        "room": bench.room,
        "item_name": bench.name,
        "form": form,
        "refused": said or refusal_words(refused),
        "condition": condition,
        "values": values_here(bench.process, definition),
    }
    if bench.room.name == "fees" and bench.item:
        spoken = told.spoken(definition, context["values"])
        context["factors"] = list(told.factors_told(item, spoken, context["values"]))
    if bench.room.name == "notices":
        context["names"] = letter_names(definition, told.language_here())
        template = typed_template(form.data) if form.is_bound else item or typed_template({})
        context["preview"] = preview(bench.process, definition, template, **who_looks(request))
    is_changing = condition is not None and condition.is_changing
    status = status or (200 if is_changing else status_of(request, refused))
    return render(request, bench.room.template, context, status=status)
