"""
Whatever breaks: the citizen got an answer, and everything is there exactly once in the end.

Each test sends an application while something is broken, mends it, and looks at what there is.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import inside
from tests.faults.citizen import ANSWERED_WITHIN, Citizen
from tests.servers import wait_for
from tests.town_hall import TownHall

pytestmark = pytest.mark.timeout(240)

RECEIPT = "notices.listeners.issue_receipt"
DECISION = "notices.listeners.issue_decision"


@pytest.fixture(autouse=True)
def _all_is_well_before(hall: TownHall) -> Iterator[None]:
    """Begin with every process running, whatever the test before left behind."""
    for name in hall.commands():
        if name not in hall.processes or hall.processes[name].poll() is not None:
            hall.start(name)
    hall.manage("knock")
    yield
    if hall.redis:
        hall.redis.process.send_signal(signal.SIGCONT)


def freeze(hall: TownHall, name: str) -> None:
    os.killpg(hall.processes[name].pid, signal.SIGSTOP)


def thaw(hall: TownHall, name: str) -> None:
    os.killpg(hall.processes[name].pid, signal.SIGCONT)


def is_at(hall: TownHall, listener: str) -> bool:
    """Say whether a worker is telling this listener right now."""
    running = "SELECT id FROM outbox_delivery WHERE listener = ? AND state = 'running'"
    return bool(hall.rows(running, listener))


def start_worker_until_it_is_at(hall: TownHall, listener: str) -> None:
    """Start a worker and return while it prints; its first letter takes nearly a second."""
    hall.start("worker")
    wait_for(lambda: is_at(hall, listener), within=30, every=0.005)


def kill_in_the_middle_of(hall: TownHall, listener: str) -> None:
    start_worker_until_it_is_at(hall, listener)
    hall.kill("worker")
    assert is_at(hall, listener)


def assert_everything_once(citizen: Citizen, number: str) -> None:
    """Decide the case, and find one of everything."""
    citizen.everything_is_delivered()
    assert citizen.send() == number
    citizen.everything_is_delivered()
    assert citizen.what_there_is() == {"submissions": 1, "cases": 1, "receipts": 1, "notices": 0}
    assert citizen.letters_about(number) == 1
    inside.run(citizen.hall, "grant", draft_id=citizen.draft["id"])
    assert_notice_once(citizen, number)


def assert_notice_once(citizen: Citizen, number: str) -> None:
    citizen.everything_is_delivered()
    assert citizen.what_there_is() == {"submissions": 1, "cases": 1, "receipts": 1, "notices": 1}
    assert citizen.letters_about(number) == 2


def test_a_worker_killed_between_commit_and_delivery_loses_nothing(hall):
    citizen = Citizen(hall)
    freeze(hall, "worker")
    number = citizen.send()
    hall.kill("worker")

    hall.start("worker")

    assert_everything_once(citizen, number)


def test_a_worker_killed_in_the_middle_of_the_receipt_prints_it_once(hall):
    citizen = Citizen(hall)
    hall.kill("worker")
    number = citizen.send()
    kill_in_the_middle_of(hall, RECEIPT)

    hall.start("worker")

    assert_everything_once(citizen, number)


def test_a_worker_killed_in_the_middle_of_the_notice_issues_it_once(hall):
    citizen = Citizen(hall)
    number = citizen.send()
    citizen.everything_is_delivered()
    hall.kill("worker")
    inside.run(hall, "grant", draft_id=citizen.draft["id"])
    kill_in_the_middle_of(hall, DECISION)

    hall.start("worker")

    assert_notice_once(citizen, number)


def test_only_one_of_the_workers_children_killed_is_replaced_by_its_parent(hall):
    citizen = Citizen(hall)
    children = [int(pid) for pid in children_of(hall.processes["worker"].pid)]
    for pid in children:
        os.kill(pid, signal.SIGKILL)

    number = citizen.send()

    assert_everything_once(citizen, number)
    assert hall.processes["worker"].poll() is None


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_without_any_worker_the_citizen_is_answered_at_once(hall):
    citizen = Citizen(hall)
    hall.kill("worker")

    number = citizen.send()

    assert citizen.waited < ANSWERED_WITHIN
    assert citizen.what_there_is() == {"submissions": 1, "cases": 0, "receipts": 0, "notices": 0}
    hall.start("worker")
    assert_everything_once(citizen, number)


@pytest.mark.parametrize("hall", [("postgres", "embedded"), ("postgres", "celery")], indirect=True)
def test_a_database_restarted_between_commit_and_delivery_loses_nothing(hall, breakable):
    citizen = Citizen(hall)
    freeze(hall, "worker")
    number = citizen.send()

    breakable("postgres").restart()
    thaw(hall, "worker")

    assert_everything_once(citizen, number)


@pytest.mark.parametrize("hall", [("postgres", "embedded"), ("postgres", "celery")], indirect=True)
def test_a_database_restarted_in_the_middle_of_the_receipt_prints_it_once(hall, breakable):
    citizen = Citizen(hall)
    hall.kill("worker")
    number = citizen.send()
    start_worker_until_it_is_at(hall, RECEIPT)

    breakable("postgres").restart()

    assert_everything_once(citizen, number)


@pytest.mark.parametrize("hall", [("postgres", "celery")], indirect=True)
def test_with_redis_stopped_at_submit_the_citizen_is_answered_and_all_is_delivered_later(
    hall, breakable
):
    citizen = Citizen(hall)
    breakable("redis").stop()

    number = citizen.send()

    assert citizen.waited < ANSWERED_WITHIN
    breakable("redis").start()
    assert_everything_once(citizen, number)


@pytest.mark.parametrize("hall", [("postgres", "celery")], indirect=True)
def test_a_redis_that_accepts_but_never_answers_costs_the_citizen_a_second(hall, breakable):
    citizen = Citizen(hall)
    breakable("redis").process.send_signal(signal.SIGSTOP)

    number = citizen.send()
    first = citizen.waited
    citizen.send()

    assert first < ANSWERED_WITHIN
    assert citizen.waited < 1
    breakable("redis").process.send_signal(signal.SIGCONT)
    assert_everything_once(citizen, number)


@pytest.mark.parametrize("hall", [("postgres", "celery")], indirect=True)
def test_what_a_flushed_redis_forgot_is_found_by_the_sweeper(hall, breakable):
    citizen = Citizen(hall)
    freeze(hall, "worker")
    number = citizen.send()

    breakable("redis").flush()
    thaw(hall, "worker")

    assert_everything_once(citizen, number)


@pytest.mark.parametrize("hall", [("postgres", "celery")], indirect=True)
def test_what_a_restarted_redis_forgot_is_found_by_the_sweeper(hall, breakable):
    citizen = Citizen(hall)
    freeze(hall, "worker")
    number = citizen.send()

    breakable("redis").restart()
    thaw(hall, "worker")

    assert_everything_once(citizen, number)
