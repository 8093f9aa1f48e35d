"""A process that was taken over goes online only when its letters can be printed in this city."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from forms_engine.definition import Definition
from rathaus.notices.rehearsing import Fault, faults_of
from rathaus.processes.demands import Unmet, demand
from rathaus.processes.models import Process
from rathaus.sharing.arriving import was_taken_over


@demand
def what_letters_lack(process: Process, definition: Definition) -> Iterator[Unmet]:
    """Name the letters that cannot be printed, with short or with extreme answers."""
    if was_taken_over(process):
        yield from (told(fault) for fault in faults_of(process, definition))


def told(fault: Fault) -> Unmet:
    """Say which letter cannot be printed."""
    name = {
        "received": _("Eingangsbestätigung"),
        "granted": _("Bescheid"),
        "refused": _("Ablehnung"),
    }.get(fault.occasion, fault.occasion)
    text = (
        _("%(letter)s: Mit kurzen Angaben ist der Druck nicht möglich.")
        if fault.amount == "little"
        else _("%(letter)s: Mit sehr langen Angaben und Listen ist der Druck nicht möglich.")
    )
    return Unmet("letter_fails", text % {"letter": name}, fault.occasion)
