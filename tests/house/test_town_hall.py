"""The town halls that journeys and faults stand on: both kinds open, deliver and can be killed."""

import pytest

from tests.servers import wait_for
from tests.town_hall import Builder


@pytest.mark.parametrize(("database", "queue"), [("sqlite", "embedded"), ("postgres", "celery")])
def test_a_town_hall_delivers_news_and_still_does_after_its_worker_was_killed(
    build_town_hall: Builder, database: str, queue: str
):
    hall = build_town_hall(database=database, queue=queue)
    hall.worker_answers()

    hall.kill("worker")
    hall.start("worker")
    hall.worker_answers()

    done = hall.rows("SELECT count(*) FROM outbox_delivery WHERE state = ?", "done")
    assert done == [(2,)]


def test_a_town_hall_that_is_closed_leaves_no_process(build_town_hall: Builder):
    hall = build_town_hall()
    processes = list(hall.processes.values())

    hall.close()

    assert wait_for(lambda: all(process.poll() is not None for process in processes))
    assert not hall.folder.exists()
