"""The demo opens, says what to try, and leaves nothing behind, however it ends."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]


class Demo:
    """`manage.py serve_demo` as a child of a shell, as make would start it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder / "log"
        command = f'"{sys.executable}" manage.py serve_demo --port {self.port}; echo "code $?"'
        with self.log.open("wb") as log:
            self.shell = subprocess.Popen(
                ["/bin/sh", "-c", command],
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONUNBUFFERED": "1",
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "only-for-tests",
            "DATA_KEY": "00" * 32,
            "DEMO": "1",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.folder}/rathaus.sqlite3",
            "BASE_URL": f"http://localhost:{self.port}",
            "LOG_LEVEL": "WARNING",
        }

    def said(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def is_open(self) -> bool:
        if self.shell.poll() is not None:
            raise AssertionError(self.said())
        return "Ctrl-C closes it." in self.said()

    def processes(self) -> dict[int, str]:
        """Return everything that runs with this demo's folder in its environment."""
        mark = f"DATA_DIR={self.folder}".encode()
        found = {}
        for place in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (place / "environ").read_bytes().split(b"\0"):
                    words = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    found[int(place.name)] = words
        return found

    def supervisor(self) -> int:
        words = f"serve_demo --port {self.port}"
        return next(
            number
            for number, line in self.processes().items()
            if words in line and not line.startswith("/bin/sh")
        )

    def nothing_runs(self) -> bool:
        return not self.processes()


@pytest.fixture
def demo() -> Iterator[Demo]:
    with tempfile.TemporaryDirectory(prefix="rathaus-demo-") as folder:
        demo = Demo(Path(folder))
        yield demo
        for number in demo.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        demo.shell.wait()


def test_the_demo_opens_says_who_is_who_and_ctrl_c_closes_all_of_it(demo: Demo):
    wait_for(demo.is_open, within=90)

    # As a terminal does: the whole group in front of it.
    os.killpg(demo.shell.pid, signal.SIGINT)
    wait_for(demo.nothing_runs, within=20)

    said = demo.said()
    assert f"Rathaus is open: http://localhost:{demo.port}/" in said
    assert "steuer@frankfurt.example" in said
    assert "Rathaus is closed." in said
    assert "Traceback" not in said


def test_a_demo_that_is_killed_takes_its_processes_along(demo: Demo):
    wait_for(demo.is_open, within=90)

    os.kill(demo.supervisor(), signal.SIGKILL)

    wait_for(demo.nothing_runs, within=20)


def test_a_demo_whose_make_is_killed_closes(demo: Demo):
    wait_for(demo.is_open, within=90)

    demo.shell.kill()

    wait_for(demo.nothing_runs, within=20)


def test_a_demo_whose_worker_dies_says_so_and_closes(demo: Demo):
    wait_for(demo.is_open, within=90)
    runner = min(number for number, words in demo.processes().items() if "runner" in words)

    os.kill(runner, signal.SIGKILL)

    wait_for(demo.nothing_runs, within=20)
    assert "The worker process ended by itself (code -9)." in demo.said()


def test_a_port_in_use_is_a_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = subprocess.run(
            [sys.executable, "-m", "workshop", "demo"],
            cwd=ROOT,
            env=os.environ | {"PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
        )

    sentence = (
        f"Port {port} is in use (or not ours to use). Stop what listens there, "
        f"or choose another: PORT={port + 1} make demo"
    )
    assert (done.returncode, done.stderr.strip()) == (1, sentence)
