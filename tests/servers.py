"""Real servers for tests: PostgreSQL, Redis, a browser; on free ports, in folders of their own."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import psycopg
import pytest
import redis as redis_client
from playwright.sync_api import sync_playwright
from psycopg import sql

from rathaus.demo import serving

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing(reason: str) -> NoReturn:
    """Skip a test whose part is not on this machine; where CI=true promises all parts, fail."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"CI=true, but {reason}", pytrace=False)
    pytest.skip(reason)


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what: Callable[[], Any], *, within: float = 20, every: float = 0.05) -> Any:
    """Return the first truthy answer; errors on the way count as "not yet"."""
    until = time.monotonic() + within
    last: object = None
    while time.monotonic() < until:
        try:
            if last := what():
                return last
        except Exception as problem:  # noqa: BLE001 - whatever it is, it may be gone in a moment
            last = problem
        time.sleep(every)
    raise TimeoutError(f"not within {within} s; the last answer was {last!r}")


class Postgres:
    """A PostgreSQL server with a cluster that lives as long as the tests."""

    def __init__(self, programs: Path) -> None:
        # Directly under the temporary folder: sockets need short paths, and the server's user
        # must be able to reach it.
        self.folder = Path(tempfile.mkdtemp(prefix="rathaus-pg-"))
        self.programs = programs
        self.port = free_port()
        self.user = _unprivileged_user()
        if self.user:
            shutil.chown(self.folder, self.user)
        setup = [programs / "initdb", "--pgdata", self.folder / "cluster", "--auth", "trust"]
        setup += ["--username", "rathaus", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        subprocess.run(setup, user=self.user, cwd="/", check=True, stdout=subprocess.DEVNULL)
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [self.programs / "postgres", "-D", self.folder / "cluster", "-F"]
        command += ["-h", "127.0.0.1", "-p", str(self.port), "-k", self.folder]
        self.process = serving.start(
            [str(word) for word in command],
            environment={"LANG": "C.UTF-8", "PATH": os.environ["PATH"]},
            log=self.folder / "log",
            cwd=Path("/"),
            user=self.user,
        )
        wait_for(lambda: psycopg.connect(self.url("postgres")).close() is None)

    def url(self, database: str) -> str:
        """Return the address of a database, as settings want it."""
        return f"postgres://rathaus@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, *, like: str = "template0") -> str:
        """Make a database, empty or the copy of another, and return its address."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(database), sql.Identifier(like)
        )
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)
        return self.url(database)

    def stop(self) -> None:
        """Stop as an administrator would: connections are cut, nothing is lost."""
        serving.stop(self.process, with_signal=signal.SIGINT)

    def restart(self) -> None:
        """Stop and come back on the same port with the same data."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop for good and leave nothing behind."""
        serving.stop(self.process, with_signal=signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)


class Redis:
    """A Redis server that keeps nothing on disk: stopped is forgotten."""

    def __init__(self, program: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rathaus-redis-"))
        self.program = program
        self.port = free_port()
        self.start()

    @property
    def url(self) -> str:
        """Return the address, as settings want it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [self.program, "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        self.process = serving.start(command, environment=os.environ, log=self.folder / "log")
        wait_for(self._ping)

    def _ping(self) -> Any:
        with redis_client.Redis.from_url(self.url) as client:
            return client.ping()

    def flush(self) -> None:
        """Lose all that was queued."""
        with redis_client.Redis.from_url(self.url) as client:
            client.flushall()

    def stop(self) -> None:
        """Stop; what was queued is lost."""
        serving.stop(self.process)

    def restart(self) -> None:
        """Come back empty on the same port."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop for good and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _newest_postgresql() -> Path | None:
    # Debian keeps the server's programs out of PATH.
    found = [
        path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()
    ]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    in_path = shutil.which("initdb")
    return Path(in_path).resolve().parent if in_path else None


def _unprivileged_user() -> str | None:
    # PostgreSQL refuses to run as root.
    return "nobody" if os.geteuid() == 0 else None


def start_postgres() -> Postgres:
    """Start a PostgreSQL server, or skip the test where there is none to start."""
    programs = _newest_postgresql()
    if programs is None:
        missing("PostgreSQL's server is not installed: sudo apt-get install postgresql")
    return Postgres(programs)


def start_redis() -> Redis:
    """Start a Redis server, or skip the test where there is none to start."""
    program = shutil.which("redis-server")
    if program is None:
        missing("Redis' server is not installed: sudo apt-get install redis-server")
    return Redis(program)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start a PostgreSQL server for this run."""
    server = start_postgres()
    yield server
    server.close()


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    """Start a Redis server for this run."""
    server = start_redis()
    yield server
    server.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start Debian's Chromium, driven by Playwright; make a context of your own for each test."""
    program = next((path for path in CHROMIUM if Path(path).exists()), None)
    if program is None:
        missing("Chromium is not installed: sudo apt-get install chromium chromium-driver")
    # Playwright keeps an event loop in this thread, which Django would refuse to work beside.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()
