"""How often processes are used and how long decisions take, over all cities; nothing of a case."""

import statistics
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from rathaus.applications.models import Submission
from rathaus.cases.models import Case
from rathaus.cities.scope import ALL_CITIES, for_city

# Fewer say something of single people.
LEAST_TOLD: Final = 5
_SECONDS_A_DAY: Final = 86_400
# A median of so many newest decisions says how it is now.
_NEWEST: Final = 500


@dataclass(frozen=True)
class Figures:
    """
    What is told of processes.

    :param submissions: how many came in; None where they are fewer than five.
    :param median_days: from submission to decision; None where fewer than five were decided.
    """

    submissions: int | None
    median_days: float | None


def figures_of(process_ids: Collection[UUID]) -> Figures:
    """Return figures of some processes of whatever cities, together; two queries."""
    with for_city(ALL_CITIES):
        count = Submission.objects.filter(version__process__in=process_ids).count()
        decided = Case.objects.filter(process__in=process_ids, decided_at__isnull=False)
        times = decided.order_by("-decided_at").values_list("submitted_at", "decided_at")[:_NEWEST]
        days = [(end - start).total_seconds() / _SECONDS_A_DAY for start, end in times if end]
    return Figures(
        submissions=count if count >= LEAST_TOLD else None,
        median_days=statistics.median(days) if len(days) >= LEAST_TOLD else None,
    )
