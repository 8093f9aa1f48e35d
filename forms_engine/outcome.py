"""Everything that a process makes of a set of answers, without sending them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms_engine.answers import judge, prune
from forms_engine.answers.path import pages_met
from forms_engine.compiling import Compiled
from forms_engine.errors import Fault
from forms_engine.pricing import FeeLine, fees_due, total_of
from forms_engine.routing import Route, route


@dataclass(frozen=True)
class Outcome:
    """
    What would happen to an application.

    :param answers: as they would be kept: without hidden ones, with fixed and calculated ones.
    :param route: None where no rule fits.
    :param notices: those that may be written for it, as the definition says them.
    """

    answers: dict[str, Any]
    pages: list[str]
    route: Route | None
    fees: list[FeeLine]
    total: Decimal
    notices: list[dict[str, Any]]
    faults: list[Fault]

    @property
    def roles(self) -> list[str]:
        """Return the roles it goes to; none where no rule fits."""
        return self.route.roles if self.route else []

    @property
    def due_days(self) -> int | None:
        """Return after how many days it is due, if it is."""
        return self.route.due_days if self.route else None


def outcome(
    compiled: Compiled, answers: Mapping[str, Any], *, language: str | None = None
) -> Outcome:
    """Return what a process makes of answers, whether they are complete or not."""
    kept = prune(compiled, dict(answers))
    spoken = compiled.in_language(language) if language else compiled
    fees = fees_due(compiled, kept, language=language)
    return Outcome(
        answers=kept,
        pages=pages_met(compiled, kept),
        route=route(compiled, kept),
        fees=fees,
        total=total_of(fees),
        notices=list(spoken.definition.get("notices", [])),
        faults=judge(spoken, kept),
    )
