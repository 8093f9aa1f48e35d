"""What is done again and again: retention, signs of life; in either mode by whoever sweeps."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.models import Routine
from rathaus.outbox.wording import described, frames

logger = logging.getLogger(__name__)

Doing = Callable[[dt.datetime], object]


@dataclass(frozen=True)
class _Registered:
    do: Doing
    pause: dt.timedelta


_registered: dict[str, _Registered] = {}


def every(pause: dt.timedelta) -> Callable[[Doing], Doing]:
    """
    Register a function, in its app's routines.py, that is called about that often with the time.

    It runs for all cities, outside of a transaction, may be called twice and is not bothered, and
    does a bounded piece of work: what is left over is done next time.
    """

    def register(do: Doing) -> Doing:
        name = f"{do.__module__.removeprefix('rathaus.')}.{do.__name__}"
        _registered[name] = _Registered(do, pause)
        return do

    return register


def run_due(*, at: dt.datetime) -> list[str]:
    """Call what is due; one that fails is noted, logged and called again at its next time."""
    due_at = dict(Routine.objects.values_list("name", "due_at"))
    ran = []
    for name, routine in _registered.items():
        if name not in due_at:
            Routine.objects.get_or_create(name=name, defaults={"due_at": at})
        elif due_at[name] > at:
            continue
        if _claim(name, routine, at=at):
            _run(name, routine, at=at)
            ran.append(name)
    return ran


def _claim(name: str, routine: _Registered, *, at: dt.datetime) -> bool:
    # Moved on before it runs: a routine that kills its worker does not do so again at once.
    rows = Routine.objects.filter(name=name, due_at__lte=at)
    return bool(rows.update(due_at=at + routine.pause))


def _run(name: str, routine: _Registered, *, at: dt.datetime) -> None:
    problem = ""
    try:
        with for_city(ALL_CITIES):
            routine.do(at)
    except Exception as failure:  # noqa: BLE001 - one bad routine must not stop the others
        problem = described(failure)
        logger.warning("Routine %s failed: %s | %s", name, problem, frames(failure))
    Routine.objects.filter(name=name).update(
        last_error=problem, **({} if problem else {"done_at": at})
    )
