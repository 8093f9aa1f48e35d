"""Keeps worker processes alive: one that dies is replaced, one that hangs is ended first."""

import logging
import os
import select
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connections

from rathaus.outbox.wording import described
from rathaus.outbox.working import BUSY, IDLE, Worker

logger = logging.getLogger(__name__)

_LOOK_EVERY_SECONDS: Final = 1.0
_STOP_WITHIN_SECONDS: Final = 8.0
# A worker that dies at once is not replaced in a busy loop.
_SHORT_LIFE_SECONDS: Final = 2.0


@dataclass
class _Child:
    pid: int
    orders: int  # closing it means: finish what you are at, then go
    report: int  # what it says; at its end, the child is gone
    born: float = field(default_factory=time.monotonic)
    # When it last said something while busy; None while it sleeps.
    busy_since: float | None = None


class Supervisor:
    """
    Forks the workers and never touches the database, so that nothing it does can fail or hang.

    The fork is cheap (everything is loaded already), and a crash of the PDF engine or a piece of
    work that never ends costs one worker, not the runner.
    """

    def __init__(self, *, processes: int, ready_file: Path | None = None) -> None:
        self._processes = processes
        self._ready_file = ready_file
        self._children: dict[int, _Child] = {}
        self._stopping = False
        self._rest_until = 0.0

    def run(self) -> None:
        """Supervise until SIGTERM or SIGINT; workers finish what they are at."""
        wake_up, ring = os.pipe()
        os.set_blocking(ring, False)
        signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._stopping:
            self._replenish()
            self._listen(wake_up)
            self._end_hanging()
        self._end_all()

    def _stop(self, _number: int, _frame: Any) -> None:
        self._stopping = True

    def _replenish(self) -> None:
        while len(self._children) < self._processes and time.monotonic() >= self._rest_until:
            child = self._fork()
            self._children[child.report] = child

    def _fork(self) -> _Child:
        connections.close_all()  # a connection must not be shared by two processes
        orders_read, orders_write = os.pipe()
        report_read, report_write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(orders_write)
            os.close(report_read)
            self._be_a_worker(orders=orders_read, report=report_write)
        os.close(orders_read)
        os.close(report_write)
        return _Child(pid=pid, orders=orders_write, report=report_read)

    def _be_a_worker(self, *, orders: int, report: int) -> None:
        status = 1
        try:
            # Only the pipe ends a worker: Ctrl-C reaches the whole group, and work is finished.
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            for sibling in self._children.values():
                # Held here too, a sibling would never see its pipe close.
                os.close(sibling.orders)
                os.close(sibling.report)
            Worker(orders=orders, report=report).work()
            status = 0
        except Exception as problem:  # noqa: BLE001 - the last one who can say it
            logger.error("A worker ended: %s", described(problem))  # noqa: TRY400 - no messages
        finally:
            os._exit(status)

    def _listen(self, wake_up: int) -> None:
        heard, _, _ = select.select([wake_up, *self._children], [], [], _LOOK_EVERY_SECONDS)
        for pipe in heard:
            if pipe == wake_up:
                os.read(wake_up, 4096)
            elif words := os.read(pipe, 4096):
                self._hear(self._children[pipe], words)
            else:
                self._bury(self._children.pop(pipe))

    def _hear(self, child: _Child, words: bytes) -> None:
        child.busy_since = time.monotonic() if words.endswith(BUSY) else None
        if self._ready_file and words.endswith(IDLE):
            self._ready_file.touch()
            self._ready_file = None

    def _bury(self, child: _Child) -> None:
        os.close(child.orders)
        os.close(child.report)
        _, status = os.waitpid(child.pid, 0)
        if status and not self._stopping:
            logger.warning("Worker %s died (status %s) and is replaced.", child.pid, status)
        if time.monotonic() - child.born < _SHORT_LIFE_SECONDS:
            self._rest_until = time.monotonic() + _SHORT_LIFE_SECONDS

    def _end_hanging(self) -> None:
        for child in self._children.values():
            since = child.busy_since
            if since and time.monotonic() - since > settings.OUTBOX_TASK_SECONDS:
                logger.error("Worker %s hangs and is ended.", child.pid)
                os.kill(child.pid, signal.SIGKILL)

    def _end_all(self) -> None:
        for child in self._children.values():
            os.close(child.orders)
        until = time.monotonic() + _STOP_WITHIN_SECONDS
        while self._children:
            left = max(0.0, until - time.monotonic())
            ended, _, _ = select.select(list(self._children), [], [], left)
            for pipe in ended:
                if not os.read(pipe, 4096):
                    os.waitpid(self._children.pop(pipe).pid, 0)
            if not ended:
                break
        for child in self._children.values():
            # Its lease runs out, and somebody else does it.
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)
