"""Wakes a worker after a commit; a hint only, for the sweeper finds what nobody was woken for."""

import contextlib
import functools
import logging
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from kombu.pools import ProducerPool

from rathaus.celery import app

logger = logging.getLogger(__name__)

CHANNEL: Final = "rathaus_outbox"
DELIVER_TASK: Final = "rathaus.outbox.tasks.deliver"
# A Redis that did not answer is left alone for a while: only one request in that time waits for it.
_LEAVE_ALONE_SECONDS: Final = 10.0
_MOST_CONNECTIONS: Final = 10
_left_alone_until = 0.0


def wake(delivery_ids: Iterable[UUID]) -> None:
    """Tell a worker that there is something to deliver; never raises, never waits for long."""
    try:
        if settings.REDIS_URL:
            _send_to_redis(list(delivery_ids))
        elif connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"NOTIFY {CHANNEL}")
        else:
            _ring_fifo()
    except Exception as problem:  # noqa: BLE001 - whatever it is, the work itself is committed
        logger.warning("No worker was woken: %s. The sweeper will.", type(problem).__name__)


def fifo() -> Path:
    """Return the named pipe on which runners of this machine listen, beside their database."""
    return Path(settings.DATA_DIR) / "outbox.bell"


def waiting_in_redis() -> int:
    """Return how many messages lie in the workers' queue."""
    with _producer() as producer:
        queue = app.conf.task_default_queue
        try:
            return int(producer.channel.queue_declare(queue, passive=True).message_count)
        except producer.connection.channel_errors:  # an empty queue is no queue to Redis
            return 0


def _ring_fifo() -> None:
    # No pipe, no reader, or a pipe full of hints that nobody read yet: all of them are fine.
    with contextlib.suppress(FileNotFoundError, OSError):
        pipe = os.open(fifo(), os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(pipe, b"!")
        finally:
            os.close(pipe)


def _send_to_redis(delivery_ids: list[UUID]) -> None:
    global _left_alone_until  # noqa: PLW0603 - one Redis for each process
    if time.monotonic() < _left_alone_until:
        return
    try:
        with _producer() as producer:
            for delivery_id in delivery_ids:
                app.send_task(DELIVER_TASK, [str(delivery_id)], producer=producer, retry=False)
    except Exception:
        _left_alone_until = time.monotonic() + _LEAVE_ALONE_SECONDS
        raise


@contextlib.contextmanager
def _producer() -> Iterator[Any]:
    """
    Lend a connection.

    One failure ends all of them: a Redis that went away took each along. One answer ends the pause.
    """
    global _left_alone_until  # noqa: PLW0603 - one Redis for each process
    pool = _producers()
    try:
        with pool.acquire(block=True, timeout=1) as producer:
            yield producer
    except Exception:
        pool.connections.force_close_all()
        _producers.cache_clear()
        raise
    _left_alone_until = 0.0


@functools.cache
def _producers() -> Any:
    """Return connections that give up soon, because a citizen waits for the answer."""
    impatient = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
    connection = app.connection_for_write(transport_options=impatient)
    return ProducerPool(connections=connection.Pool(_MOST_CONNECTIONS), limit=_MOST_CONNECTIONS)
