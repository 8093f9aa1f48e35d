"""Which processes make a town hall, and how they are started so that none is left behind."""

import contextlib
import ctypes
import os
import pwd
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PR_SET_PDEATHSIG = 1
ROOT = Path(__file__).resolve().parents[2]


def web(*, host: str, port: int, workers: int = 2) -> list[str]:
    """Return the command of the web server; threads share a process's templates and validators."""
    return [
        *(sys.executable, "-m", "gunicorn", "rathaus.wsgi:application"),
        *("--bind", f"{host}:{port}"),
        *("--workers", str(workers), "--threads", "4"),
        *("--timeout", "60", "--graceful-timeout", "10"),
        *("--log-level", "warning", "--no-control-socket"),
    ]


def runner() -> list[str]:
    """Return the command of the embedded worker, which needs no broker."""
    return [sys.executable, "manage.py", "runner"]


def celery_worker() -> list[str]:
    """Return the command of a Celery worker; prefork, so that a killed child is noticed."""
    return [*_celery("worker"), "--pool", "prefork", "--concurrency", "2", "--without-mingle"]


def celery_beat(*, schedule: Path) -> list[str]:
    """Return the command of the clock that sweeps up what no worker was woken for."""
    return [*_celery("beat"), "--schedule", str(schedule), "--pidfile", ""]


def _celery(part: str) -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "rathaus.celery", part, "--loglevel", "INFO"]


def start(
    command: list[str],
    *,
    environment: Mapping[str, str],
    log: Path | None = None,
    cwd: Path = ROOT,
    user: str | None = None,
) -> subprocess.Popen[bytes]:
    """
    Start a process that ends when we end, however we end.

    It gets a session of its own: Ctrl-C in a terminal reaches only us, and we stop the others in
    order. Should we be killed, the kernel tells it (on Linux).

    :param log: where its words go; without one they stay with ours.
    """
    with contextlib.ExitStack() as files:
        words = files.enter_context(log.open("ab")) if log else None
        return subprocess.Popen(  # noqa: S603 - the commands above, no input of others
            command,
            cwd=cwd,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - one call into libc, no locks, no threads
        )


def end_with_parent() -> None:
    """Ask the kernel to terminate this process when its parent dies; elsewhere it does nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(
    process: subprocess.Popen[bytes], *, with_signal: int = signal.SIGTERM, within: float = 10
) -> None:
    """End a process politely, and after a while for good, together with its own children."""
    if process.poll() is None:
        process.send_signal(with_signal)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(within)
    kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all its children at once, like a machine that loses its power."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def port_is_free(host: str, port: int) -> bool:
    """Say whether somebody could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
