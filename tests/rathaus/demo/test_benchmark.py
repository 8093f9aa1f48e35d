"""`manage.py benchmark` reports what it measured beside what, and leaves nothing."""

import json
import os
import subprocess
import sys

import pytest

from rathaus.demo.benchmarks.goals import Goal, interleaved
from rathaus.demo.serving import ROOT
from tests.printing import needs_printing
from tests.town_hall import SECRETS

# The memory of 500 letters is measured in the long run only.
GOALS = {
    "walk": {
        *("validate 100 fields", "show one field", "form class of a page", "step 20, 10 fields"),
        *("send 100 answers", "page of a service", "commit → start, embedded", "letter"),
    },
    "sharing": {
        *("diff and merge, 500 questions", "take over one process", "a new city takes over 40"),
        *("who lags, 20 clones", "offer an update, 20 clones"),
    },
}
WITH_REDIS = {"commit → start, Celery"}


def goal(*, ours: float, limit: float, is_ratio: bool = True) -> Goal:
    return Goal("walking", "ms", ours, 2.0, "running", limit=limit, is_ratio=is_ratio)


def test_a_ratio_is_met_up_to_its_limit():
    assert goal(ours=3.0, limit=1.5).is_met
    assert not goal(ours=3.1, limit=1.5).is_met


def test_a_limit_in_units_looks_at_no_floor():
    assert goal(ours=75.0, limit=75.0, is_ratio=False).is_met
    assert not goal(ours=76.0, limit=75.0, is_ratio=False).is_met


def test_a_line_says_whether_the_goal_was_met():
    assert "1.50 ×" in str(goal(ours=3.0, limit=1.0))
    assert "MISSED" in str(goal(ours=3.0, limit=1.0))


def test_ways_are_measured_in_turns_and_the_first_two_rounds_do_not_count():
    taken: list[str] = []
    ticks = iter(range(1000))

    took = interleaved(
        {"floor": lambda: taken.append("floor"), "ours": lambda: taken.append("ours")},
        rounds=3,
        clock=lambda: next(ticks),
    )

    assert taken == ["floor", "ours"] * 5
    assert took == {"floor": 1, "ours": 1}


@pytest.mark.timeout(180)
@pytest.mark.parametrize("what", GOALS)
def test_a_quick_run_reports_every_goal_and_leaves_nothing_behind(tmp_path, what):
    needs_printing()
    surroundings = SECRETS | {
        "PATH": os.environ["PATH"],
        "DEMO": "1",
        "DATA_DIR": str(tmp_path),
        "TMPDIR": str(tmp_path),
    }

    done = subprocess.run(
        [sys.executable, "manage.py", "benchmark", what, "--quick", "--json", "--strict"],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )

    report = json.loads(done.stdout)
    assert {each["name"] for each in report["goals"]} - WITH_REDIS == GOALS[what]
    assert all(each["ours"] > 0 and each["floor"] > 0 for each in report["goals"])
    met = all(each["is_met"] for each in report["goals"])
    assert done.returncode == (0 if met else 1), done.stderr
    assert not list(tmp_path.rglob("*.sqlite3"))
