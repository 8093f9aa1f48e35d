"""A decision as a clerk prepares it: first written, then looked at as a notice, then made."""

import copy
import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from rathaus.cases.deciding import ReasonNotUsable, checked_reason
from rathaus.cases.models import Case
from rathaus.cases.states import DECIDED
from rathaus.notices.letter import Letter, write_notice
from rathaus.notices.wording import OFFICIAL_LANGUAGE
from rathaus.people.models import User


@dataclass
class Decision:
    """What the clerk typed; it stays as it is, whatever is wrong with it."""

    state: str = ""
    reason: str = ""
    # Problems by the field they belong to: "state" or "reason".
    problems: dict[str, str] | None = None

    @property
    def is_usable(self) -> bool:
        """Say whether it can be made."""
        return not self.problems


def decision_from(post: QueryDict) -> Decision:
    """Return what was typed, checked."""
    decision = Decision(state=post.get("state", ""), reason=post.get("reason", ""), problems={})
    problems: dict[str, str] = {}
    if decision.state not in DECIDED:
        problems["state"] = _("Wählen Sie, ob der Antrag bewilligt oder abgelehnt wird.")
    try:
        checked_reason(decision.reason, state=decision.state)
    except ReasonNotUsable as refusal:
        problems["reason"] = str(refusal)
    decision.problems = problems
    return decision


@dataclass(frozen=True)
class Preview:
    """The notice as it would be issued now."""

    title: str
    recipient: str
    letter: Letter


def preview_of(case: Case, decision: Decision, *, by: User, at: dt.datetime) -> Preview:
    """Return the notice's text without deciding anything."""
    imagined = copy.copy(case)
    imagined.state, imagined.decided_by, imagined.decided_at = decision.state, by, at
    imagined.reason = checked_reason(decision.reason, state=decision.state)
    with translation.override(OFFICIAL_LANGUAGE):
        around, letter = write_notice(imagined, at=at)
    return Preview(around.title, ", ".join(around.window.lines), letter)
