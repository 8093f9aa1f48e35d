"""A process that was taken over goes online only when nothing of it is missing in this city."""

from collections.abc import Iterator

from forms_engine.definition import Definition
from rathaus.processes.demands import Unmet, demand
from rathaus.processes.models import Process
from rathaus.sharing import arriving


@demand
def what_arrival_lacks(process: Process, definition: Definition) -> Iterator[Unmet]:
    """Name the offices, values, test cases, translations and findings that stand in the way."""
    if arriving.was_taken_over(process):
        yield from arriving.lacking_here(process, definition)
