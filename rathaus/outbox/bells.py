"""What a runner sleeps on until somebody rings, or until it is time to look by itself."""

import contextlib
import os
import select
from typing import Protocol

import psycopg
from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from rathaus.outbox.waking import CHANNEL, fifo

_MANY = 65536


class Bell(Protocol):
    """Wakes a runner that sleeps."""

    def sleep(self, seconds: float, *, also: int) -> None:
        """Return when somebody rang, when the time is over, or when `also` can be read."""


def bell_of_this_database() -> Bell:
    """Return the bell that `waking.wake` rings."""
    return NotifyBell() if connection.vendor == "postgresql" else FifoBell()


class FifoBell:
    """A named pipe beside the SQLite file: rings by a byte, in less than a millisecond."""

    def __init__(self) -> None:
        with contextlib.suppress(FileExistsError):
            os.mkfifo(fifo(), 0o600)
        # Opened for writing too: otherwise it would read as ended whenever no writer is there.
        self._pipe = os.open(fifo(), os.O_RDWR | os.O_NONBLOCK)

    def sleep(self, seconds: float, *, also: int) -> None:
        """Return when somebody rang, when the time is over, or when `also` can be read."""
        select.select([self._pipe, also], [], [], seconds)
        # Emptied before the table is read: what rings later is heard at the next sleep.
        with contextlib.suppress(BlockingIOError):
            os.read(self._pipe, _MANY)


class NotifyBell:
    """PostgreSQL's NOTIFY, heard on a connection of its own; rings across machines."""

    def __init__(self) -> None:
        self._line: BaseDatabaseWrapper | None = None

    def sleep(self, seconds: float, *, also: int) -> None:
        """Return when somebody rang, when the time is over, or when `also` can be read."""
        try:
            line = self._listening()
            select.select([line.connection, also], [], [], seconds)
            # Reads what has arrived without waiting for more.
            list(line.connection.notifies(timeout=0))
        except (DatabaseError, OSError, psycopg.Error):
            self._hang_up()
            select.select([also], [], [], seconds)

    def _listening(self) -> BaseDatabaseWrapper:
        if self._line is None:
            line = connections.create_connection("default")
            with line.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            self._line = line
        return self._line

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(Exception):
                line.close()
