"""A notice beside a bare WeasyPrint call of the same page, and what 500 of them leave in memory."""

from django.utils import timezone

from rathaus.applications.submitting import submit
from rathaus.cases import deciding, taking
from rathaus.cases.models import Case
from rathaus.cases.opening import open_for
from rathaus.demo.benchmarks.goals import Goal
from rathaus.demo.benchmarks.town import Town
from rathaus.notices.benchmarking import letter_memory, letter_speed
from rathaus.people.models import Membership


def letter(town: Town, *, rounds: int) -> Goal:
    """Print a notice as PDF/A-3a with its attachment."""
    speed = letter_speed(_decided(town), rounds=rounds)
    return Goal(
        "letter",
        "ms",
        speed.ours,
        speed.bare,
        "a bare warm WeasyPrint call of the same page",
        limit=1.2,
        also={"a second": speed.per_second},
    )


def memory(town: Town) -> Goal:
    """Print 500 notices in one process."""
    used = letter_memory(_decided(town))
    return Goal(
        "memory after 500 letters",
        "MB",
        used.after_500,
        used.after_200,
        "the same process after 200 letters",
        limit=1.1,
    )


def _decided(town: Town) -> Case:
    at = timezone.now()
    case = open_for(submit(town.draft().pk, at=at).pk, at=at)
    clerk = Membership.objects.filter(department=case.department).earliest("pk").user
    case = taking.take(case, by=clerk, at=at, revision=case.revision)
    return deciding.decide(
        case, state="granted", reason="", by=clerk, at=at, revision=case.revision
    )
