"""Runs the processes of a town hall as one: they start together, and none outlives the others."""

import contextlib
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from types import FrameType

from rathaus.demo import serving


class NotOpened(Exception):
    """A process ended, or did not answer in time."""


class _AskedToStop(BaseException):
    """Ctrl-C, a closed terminal, or somebody who ends us."""


def watch(
    commands: Mapping[str, list[str]],
    *,
    address: str,
    answers: Callable[[], object],
    opened: Callable[[], None],
) -> None:
    """
    Start all, wait until they answer, call `opened`, and watch them until we are asked to stop.

    :param address: answers when the web server is there.
    :param answers: returns when the worker is there.
    :raises NotOpened: if one does not answer, or ends by itself.
    """
    serving.end_with_parent()
    processes: dict[str, subprocess.Popen[bytes]] = {}
    with _signals_as_exceptions(), contextlib.suppress(_AskedToStop):
        try:
            for name, command in commands.items():
                processes[name] = serving.start(command, environment=os.environ)
            _wait_for_web(address, processes)
            answers()
            opened()
            while True:
                _all_alive(processes)
                time.sleep(0.5)
        finally:
            _ignore_signals()
            for process in processes.values():
                process.terminate()
            for process in processes.values():
                serving.stop(process)


def _wait_for_web(
    address: str, processes: Mapping[str, subprocess.Popen[bytes]], *, within: float = 60
) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until:
        _all_alive(processes)
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
            return
        time.sleep(0.1)
    raise NotOpened(f"{address} did not answer within {within:g} seconds.")


def _all_alive(processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            raise NotOpened(f"The {name} process ended by itself (code {process.returncode}).")


@contextlib.contextmanager
def _signals_as_exceptions() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _AskedToStop

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    yield


def _ignore_signals() -> None:
    """Let nothing interrupt the stopping: it takes a few seconds at most."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
