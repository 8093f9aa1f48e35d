"""Adds, changes and removes what raises or lowers one fee."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms_engine.definition import Definition
from forms_engine.editing import EditRejected
from forms_engine.editing.rooms import item_of, mark_of
from rathaus.processes.models import Process
from rathaus.studio.afterwards_fee_forms import FactorForm
from rathaus.studio.afterwards_when import all_valid, condition_form, typed, values_of
from rathaus.studio.conditions_form import ConditionForm
from rathaus.studio.views.afterwards import (
    GET_OR_POST,
    back,
    carry,
    process_of,
    refusal_words,
    status_of,
    values_here,
)
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required


@require_http_methods(GET_OR_POST)
@designer_required
def add(request: HttpRequest, process_id: UUID, item: str) -> HttpResponse:
    """Add a share to a fee."""
    return _edit(request, process_of(process_id), item, None)


@require_http_methods(GET_OR_POST)
@designer_required
def change(request: HttpRequest, process_id: UUID, number: int, item: str) -> HttpResponse:
    """Change a share of a fee, or remove it."""
    return _edit(request, process_of(process_id), item, number)


def _edit(request: HttpRequest, process: Process, name: str, number: int | None) -> HttpResponse:
    definition = definition_of(process)
    fee = item_of(definition, "fees", name)
    if fee is None:
        messages.error(request, _("Das gibt es nicht mehr. Jemand hat es inzwischen entfernt."))
        return back(process, "gebuehren")
    factors: list[dict[str, Any]] = fee.get("factors", [])
    if number is not None and number >= len(factors):
        raise Http404
    factor = None if number is None else factors[number]
    form = FactorForm(typed(request), definition=definition, item=factor)
    when, per = (factor or {}).get("when"), str(fee.get("per", ""))
    values = values_here(process, definition)
    condition = condition_form(typed(request), definition, values=values, initial=when, per=per)
    # The whole fee is what somebody else may have changed meanwhile.
    form.initial["was"] = mark_of(fee)
    if number is not None and request.POST.get("do") == "remove":
        after = [each for place, each in enumerate(factors) if place != number]
        return _store(request, process, definition, name, form, condition, after)
    if not all_valid(form, condition):
        return _page(request, process, definition, name, form, condition)
    made = {**(factor or {}), **values_of(form, condition)}
    made = {key: value for key, value in made.items() if value is not None}
    after = [*factors, made]
    if number is not None:
        after = [made if place == number else each for place, each in enumerate(factors)]
    return _store(request, process, definition, name, form, condition, after)


def _store(
    request: HttpRequest,
    process: Process,
    definition: Definition,
    name: str,
    form: FactorForm,
    condition: ConditionForm,
    after: list[dict[str, Any]],
) -> HttpResponse:
    arguments = {"room": "fees", "item": name, "values": {"factors": after or None}}
    try:
        carry(request, process, "set_item", {**arguments, "was": request.POST.get("was", "")})
    except EditRejected as refused:
        return _page(request, process, definition, name, form, condition, refused=refused)
    messages.success(request, _("Gespeichert."))
    fee_now = item_of(definition_of(process), "fees", name)
    if fee_now is None:
        # It got a permanent name by this change; the overview knows it.
        return back(process, "gebuehren")
    address = reverse("studio:item", args=[process.pk, "gebuehren", name])
    return HttpResponseRedirect(address, status=303)


def _page(
    request: HttpRequest,
    process: Process,
    definition: Definition,
    name: str,
    form: FactorForm,
    condition: ConditionForm,
    *,
    refused: EditRejected | None = None,
) -> HttpResponse:
    fee = item_of(definition, "fees", name) or {}
    if refused is not None:
        again = request.POST.copy()
        again["was"] = mark_of(fee)
        form = FactorForm(again, definition=definition, item=form.item or None)
    context = workbench(request, process, area="afterwards", definition=definition) | {
        "form": form,
        "fee": fee,
        "item_name": name,
        "is_new": not form.item,
        "refused": refusal_words(refused),
        "condition": condition,
    }
    status = 200 if condition.is_changing else status_of(request, refused)
    return render(request, "studio/factor.html", context, status=status)
