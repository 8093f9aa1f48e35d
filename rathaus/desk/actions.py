"""What a clerk may do with a case now; what is not possible says in a sentence why."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from rathaus.cases.models import Case
from rathaus.cases.states import DECIDED, NoSuchWay, State, check_way
from rathaus.people.models import User


@dataclass(frozen=True)
class Action:
    """A button, or the sentence that says why there is none."""

    key: str
    label: str
    address: str
    why_not: str = ""


def actions_for(case: Case, *, person: User) -> list[Action]:
    """Return what can be done; nothing with a case that is decided."""
    if case.state in DECIDED:
        return []
    is_mine = case.assigned_to_id == person.pk
    actions = []
    if not is_mine:
        label = _("Vom Kollegium übernehmen") if case.assigned_to_id else _("Übernehmen")
        actions.append(_action("take", label, case))
    actions.append(_action("decide", _("Entscheiden …"), case, why_not=why_not_decide(case)))
    if is_mine:
        actions.append(_action("put-back", _("Zurücklegen"), case))
    return actions


def why_not_decide(case: Case) -> str:
    """Return the sentence that says why a case cannot be decided now; empty where it can."""
    try:
        check_way(case.state, State.GRANTED)
    except NoSuchWay as refusal:
        return str(refusal)
    return ""


def _action(key: str, label: str, case: Case, *, why_not: str = "") -> Action:
    return Action(key, label, reverse(f"desk:case-{key}", args=[case.pk]), why_not)
