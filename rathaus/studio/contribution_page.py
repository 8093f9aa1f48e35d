"""What the page of one offered change shows, to the city that decides and to the author's."""

from typing import Any, Final

from django.utils.translation import gettext as _

from rathaus.cities.models import City
from rathaus.processes.models import Process
from rathaus.sharing.contributions import is_offered_to_us, said_about
from rathaus.sharing.deciding_contributions import Considered, Undecided, consider
from rathaus.sharing.models import Contribution
from rathaus.studio.contribution_forms import DecisionForm, DeclineForm, RemarkForm
from rathaus.studio.contribution_rows import (
    ChangeRow,
    Chosen,
    change_rows,
    conflict_rows,
    told,
)
from rathaus.studio.differences_shown import compared, lines_of

_LONGEST: Final = 2000


def other_city(contribution: Contribution) -> City:
    """Return the city on the other side."""
    return contribution.city if is_offered_to_us(contribution) else contribution.upstream.city


def shown(contribution: Contribution) -> dict[str, Any]:
    """Return what both cities see: what is offered, by which city, and what they say of it."""
    is_ours_to_decide = is_offered_to_us(contribution)
    decided_by = contribution.decided_by if _is_own_decision(contribution) else None
    return {
        "contribution": contribution,
        "process": contribution.upstream,
        "decides": is_ours_to_decide,
        "other": other_city(contribution),
        "is_open": contribution.state == Contribution.State.OPEN,
        # Of the other city's people nobody is named.
        "by": None if is_ours_to_decide else contribution.by,
        "decided_by": decided_by,
        "remarks": said_about(contribution),
        "remark_form": RemarkForm(),
    }


def _is_own_decision(contribution: Contribution) -> bool:
    is_withdrawn = contribution.state == Contribution.State.WITHDRAWN
    return is_withdrawn != is_offered_to_us(contribution)


def offered_groups(contribution: Contribution) -> dict[str, Any]:
    """Return what is offered, in sentences: exactly what the city that made it chose."""
    groups = compared(contribution.base.body, contribution.document.body)
    return {"groups": groups}


def to_decide(contribution: Contribution, chosen: Chosen) -> dict[str, Any]:
    """Return what there is to decide, with what was chosen, and what would come of it."""
    choices = {"decision_form": DecisionForm(), "decline_form": DeclineForm(prefix="decline")}
    try:
        considered = consider(contribution, left_out=chosen.left_out, choices=chosen.choices)
    except (Undecided, Process.DoesNotExist) as refused:
        return choices | {"blocked": str(refused), **offered_groups(contribution)}
    merged, base = considered.merged, contribution.base.body
    return choices | {
        "considered": considered,
        "rows": _rows(contribution, considered),
        "conflicts": conflict_rows(merged, base, considered.before, chosen),
        "result": compared(considered.before, merged.definition),
        "open_conflicts": sum(each.choice is None for each in merged.conflicts),
    }


def _rows(contribution: Contribution, considered: Considered) -> list[ChangeRow]:
    changes = considered.merged.changes
    taken = [each.id for each in changes if each.is_taken]
    base, theirs = contribution.base.body, contribution.document.body
    return change_rows(changes, base, theirs, taken=taken)


def reason_with(typed: str, contribution: Contribution, considered: Considered) -> str:
    """Return what the other city is told: what somebody wrote, and what is not taken."""
    base, theirs = contribution.base.body, contribution.document.body
    left = [
        line for row in _rows(contribution, considered) if not row.is_taken for line in row.lines
    ]
    for conflict in considered.merged.conflicts:
        if conflict.choice not in (None, "theirs"):
            left += lines_of(conflict.theirs, base, theirs)
    if not left:
        return typed
    words = "\n".join([_("Nicht so übernommen:"), *(f"– {told(line)}" for line in left)])
    return f"{typed}\n\n{words}".strip()[:_LONGEST]
