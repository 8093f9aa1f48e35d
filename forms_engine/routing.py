"""Decides which roles a case goes to, and until when."""

from dataclasses import dataclass
from typing import Any

from forms_engine.answers import Sight
from forms_engine.compiling import Compiled
from forms_engine.compiling.placing import reachable
from forms_engine.conditions import fold, predicate


@dataclass(frozen=True, slots=True)
class Route:
    """Where a case goes; `due_days` counts from its arrival, None is no deadline."""

    roles: list[str]
    due_days: int | None


def route(compiled: Compiled, answers: dict[str, Any]) -> Route | None:
    """Return the first rule whose condition holds, or None if none does."""
    sight = Sight(compiled, answers)
    for rule in compiled.definition.get("routing", []):
        condition = reachable(fold(rule.get("when"), compiled.parameters), (), compiled.entries)
        if sight.fits(predicate(condition), ()):
            due = rule.get("due_days")
            if isinstance(due, dict):
                due = compiled.parameters.get(due.get("parameter", ""))
            days = due if isinstance(due, int) and not isinstance(due, bool) else None
            return Route(list(rule.get("to", [])), days)
    return None
