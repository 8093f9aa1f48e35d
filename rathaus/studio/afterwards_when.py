"""Joins the editor of a condition to the form of a fee, a share or a routing rule."""

from typing import Any

from django.http import HttpRequest, QueryDict

from forms_engine.definition import Definition, walk
from rathaus.studio.afterwards_forms import ItemForm
from rathaus.studio.afterwards_sentences import spoken
from rathaus.studio.conditions_form import ConditionForm
from rathaus.studio.spoken import language_here


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, nothing where a page is only looked at."""
    return request.POST if request.method == "POST" else None


def condition_form(
    data: QueryDict | None,
    definition: Definition,
    *,
    values: dict[str, Any],
    initial: Any,
    per: str = "",
) -> ConditionForm:
    """
    Return the editor of a condition that may ask everything, since all was asked by then.

    :param values: this city's, so that its answers can be chosen.
    :param per: the list whose rows a fee is due for; then its rows can be asked.
    """
    return ConditionForm(
        data,
        definition=spoken(definition, values),
        list_ids=_lists_around(definition, per),
        initial=initial,
        language=language_here(),
    )


def _lists_around(definition: Definition, per: str) -> tuple[str, ...]:
    for placed in walk(definition):
        if placed.node_id == per and placed.node["kind"] == "list":
            return (*placed.list_ids, per)
    return ()


def all_valid(form: ItemForm, condition: ConditionForm | None) -> bool:
    """Say whether both can be stored; while rows of the condition change, nothing is yet."""
    if not form.is_bound:
        return False
    if condition is not None and condition.is_changing:
        # Nobody asked yet whether all of it is right.
        form.is_valid()
        form.errors.clear()
        return False
    is_right = form.is_valid()
    return (condition is None or condition.is_valid()) and is_right


def values_of(form: ItemForm, condition: ConditionForm | None) -> dict[str, Any]:
    """Return the attributes of both; None takes one away."""
    values = form.values()
    return values if condition is None else {**values, "when": condition.condition()}
