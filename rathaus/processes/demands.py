"""What else has to be true before a process goes online here; each app says so in demands.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from forms_engine.definition import Definition
from rathaus.processes.models import Process


@dataclass(frozen=True)
class Unmet:
    """
    Something that is missing.

    :param code: what kind of thing it is; pages know where it is put right.
    :param sentence: says it, in the reader's language.
    :param at: what it is about: a role, a parameter, a test case, a notice, a language.
    """

    code: str
    sentence: str
    at: str = ""


Demand = Callable[[Process, Definition], Iterable[Unmet]]
_demands: list[Demand] = []


class NotReady(Exception):
    """Something is missing before the process can go online here; `unmet` says what."""

    def __init__(self, unmet: list[Unmet]) -> None:
        super().__init__("The process lacks something before it can go online here.")
        self.unmet = unmet


def demand(function: Demand) -> Demand:
    """Register what has to be true before a process goes online, in the app's demands.py."""
    _demands.append(function)
    return function


def unmet_demands(process: Process, definition: Definition) -> list[Unmet]:
    """Return everything that is missing before this definition of a process can go online."""
    return [unmet for function in _demands for unmet in function(process, definition)]


def check_demands(process: Process, definition: Definition) -> None:
    """
    Let through what lacks nothing.

    :raises NotReady: with everything that is missing.
    """
    if unmet := unmet_demands(process, definition):
        raise NotReady(unmet)
