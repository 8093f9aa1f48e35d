"""What is measured, how it is compared with its floor, and whether that is good enough."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Goal:
    """
    One figure beside its floor.

    :param limit: the largest ratio of ours to the floor, or the largest `ours` where `is_ratio`
        is false.
    :param also: further figures worth knowing, by name.
    """

    name: str
    unit: str
    ours: float
    floor: float
    floor_is: str
    limit: float
    is_ratio: bool = True
    also: Mapping[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """How many times the floor ours is."""
        return self.ours / self.floor

    @property
    def is_met(self) -> bool:
        """Say whether ours is within the limit."""
        return (self.ratio if self.is_ratio else self.ours) <= self.limit

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain JSON."""
        return asdict(self) | {"ratio": self.ratio, "is_met": self.is_met}

    def __str__(self) -> str:
        """Return one line of a table."""
        limit = f"≤ {self.limit:g} ×" if self.is_ratio else f"≤ {self.limit:g} {self.unit}"
        also = "".join(f", {name} {value:.3g}" for name, value in self.also.items())
        verdict = "met" if self.is_met else "MISSED"
        return (
            f"{self.name:<34}{self.ours:>9.3g} {self.unit:<6}{self.ratio:>7.2f} ×  "
            f"{limit:<11} {verdict:<7} floor {self.floor:.3g}: {self.floor_is}{also}"
        )


def interleaved(
    ways: Mapping[str, Callable[[], object]],
    *,
    rounds: int,
    times: int = 1,
    clock: Clock = time.process_time,
) -> dict[str, float]:
    """
    Return the median seconds of each way, taken in turns, so that a busy machine slows all alike.

    The first two rounds warm up and do not count.
    """
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 2):
        for name, way in ways.items():
            before = clock()
            for _time in range(times):
                way()
            if turn > 1:
                spent[name].append((clock() - before) / times)
    return {name: statistics.median(seconds) for name, seconds in spent.items()}
