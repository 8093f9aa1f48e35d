"""Adds, changes and removes a rule over several answers."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from forms_engine.definition import Definition
from rathaus.processes.models import Process
from rathaus.studio.commanding import carry_out
from rathaus.studio.conditions_askable import askable_from
from rathaus.studio.conditions_form import ConditionForm
from rathaus.studio.forms import dress
from rathaus.studio.spoken import language_here
from rathaus.studio.workbench import workbench
from rathaus.web.staff import designer_required


class ConstraintForm(forms.Form):
    """What is said where a rule is broken, and beside which question."""

    message = forms.CharField(
        label=gettext_lazy("Was wird gemeldet, wenn es nicht stimmt?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    at = forms.ChoiceField(label=gettext_lazy("Bei welcher Frage?"), required=False)

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subjects = askable_from(definition).subjects.values()
        questions = [
            (each.name.removeprefix("field:"), each.label)
            for each in subjects
            if each.name.startswith("field:")
        ]
        self.fields["at"].choices = [("", _("bei keiner bestimmten")), *questions]  # type: ignore[attr-defined]
        dress(self)


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def constraint(request: HttpRequest, process_id: UUID, name: str = "") -> HttpResponse:
    """Show a rule over several answers, and store or remove it."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    context = workbench(request, process, area="rules")
    definition = context["definition"]
    item = _item(definition, name)
    data = request.POST if request.method == "POST" else None
    if data is not None and data.get("do") == "remove" and name:
        carry_out(request, process, "remove_item", room="constraints", item=name)
        return _back(process)
    rule = item.get("rule", {})
    given = _condition(data, definition, rule.get("if"), "given")
    must = _condition(data, definition, rule.get("then"), "must")
    form = ConstraintForm(
        data, definition=definition, initial={"message": item.get("message"), "at": item.get("at")}
    )
    status = 200
    if data is not None and not given.is_changing and not must.is_changing:
        status = 422
        is_valid = [form.is_valid(), given.is_valid(), must.is_valid()]
        if all(is_valid) and must.condition() is None:
            messages.error(request, _("Sagen Sie unter „Dann“, was stimmen muss."))
        elif all(is_valid) and _store(request, process, name, form, given, must):
            return _back(process)
    elif data is not None:
        form.errors.clear()
    context |= {"form": form, "given": given, "must": must, "name": name, "item": item}
    return render(request, "studio/constraint.html", context, status=status)


def _condition(data: Any, definition: Definition, initial: Any, prefix: str) -> ConditionForm:
    return ConditionForm(
        data, definition=definition, initial=initial, prefix=prefix, language=language_here()
    )


def _item(definition: Definition, name: str) -> dict[str, Any]:
    if not name:
        return {}
    for number, item in enumerate(definition.get("constraints", [])):
        if str(item.get("id", number)) == name:
            return dict(item)
    raise Http404


def _store(
    request: HttpRequest,
    process: Process,
    name: str,
    form: ConstraintForm,
    given: ConditionForm,
    must: ConditionForm,
) -> bool:
    edited = carry_out(
        request,
        process,
        "put_constraint",
        must=must.condition(),
        given=given.condition(),
        message=form.cleaned_data["message"],
        at=form.cleaned_data["at"],
        constraint=name,
    )
    return edited is not None


def _back(process: Process) -> HttpResponse:
    return HttpResponseRedirect(reverse("studio:rules", args=[process.pk]), status=303)
