"""The real demo for browser, journey and fault tests: processes to talk to, and to kill."""

import email
import email.policy
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psycopg
import pytest

from rathaus.demo import serving
from tests.printing import needs_printing
from tests.servers import Postgres, Redis, free_port, wait_for

SECRETS = {"ENV_FILE": os.devnull, "SECRET_KEY": "only-for-tests", "DATA_KEY": "5e" * 32}
SWEEP_SECONDS = 2


class TownHall:
    """A running demo in a folder of its own: web server, worker and, with Celery, beat."""

    def __init__(self, *, folder: Path, database_url: str, redis: Redis | None) -> None:
        self.folder = folder
        self.database_url = database_url
        self.redis = redis
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.environment = _environment(folder, database_url=database_url) | {
            "BASE_URL": self.base_url,
            "REDIS_URL": redis.url if redis else "",
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def mail_folder(self) -> Path:
        """Return where the e-mails lie that the demo would have sent."""
        return self.folder / "mail"

    def commands(self) -> dict[str, list[str]]:
        """Return the processes that belong to this town hall."""
        web = {"web": serving.web(host="127.0.0.1", port=self.port)}
        if self.redis is None:
            return web | {"worker": serving.runner()}
        beat = serving.celery_beat(schedule=self.folder / "beat")
        return web | {"worker": serving.celery_worker(), "beat": beat}

    def start(self, *names: str) -> None:
        """Start the named processes, or all; the web server answers when this returns."""
        for name in names or self.commands():
            self.processes[name] = serving.start(
                self.commands()[name],
                environment=self.environment,
                log=self.folder / f"{name}.log",
            )
        if not names or "web" in names:
            wait_for(self._answers, within=60)

    def _answers(self) -> bool:
        with urllib.request.urlopen(f"{self.base_url}/gesund/", timeout=5) as answer:
            return answer.status == 200

    def kill(self, name: str) -> None:
        """kill -9: the process and its children are gone without a word."""
        serving.kill(self.processes.pop(name))

    def stop(self, name: str) -> None:
        """End a process politely."""
        serving.stop(self.processes.pop(name))

    def close(self) -> None:
        """End everything and leave nothing behind, unless KEEP_TOWN_HALL=1."""
        for name in list(self.processes):
            self.stop(name)
        if os.environ.get("KEEP_TOWN_HALL") != "1":
            shutil.rmtree(self.folder, ignore_errors=True)

    def manage(self, *words: str) -> str:
        """Run a management command in this town hall's surroundings and return what it printed."""
        return _manage(*words, environment=self.environment)

    def worker_answers(self) -> None:
        """Wait until the worker has delivered a piece of news, from end to end."""
        self.manage("knock")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the database itself; write placeholders as `?`."""
        if self.database_url.startswith("sqlite"):
            path = self.database_url.removeprefix("sqlite:///")
            with sqlite3.connect(path, timeout=20) as connection:
                found = connection.execute(query, values).fetchall()
            connection.close()
            return found
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(query.replace("?", "%s"), values).fetchall()

    def letters(self, *, to: str = "") -> list[EmailMessage]:
        """Return the e-mails to an address, oldest first."""
        files = sorted(self.mail_folder.glob("*"), key=lambda path: path.stat().st_mtime_ns)
        found = [
            email.message_from_bytes(part, EmailMessage, policy=email.policy.default)
            for path in files
            for part in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
            if part.strip()
        ]
        return [letter for letter in found if to in str(letter["To"])]

    def log(self, name: str) -> str:
        """Return what a process has said so far."""
        return (self.folder / f"{name}.log").read_text("utf-8", errors="replace")


def _environment(folder: Path, *, database_url: str) -> dict[str, str]:
    inherited = ("PATH", "HOME", "LANG", "TMPDIR")
    return {name: os.environ[name] for name in inherited if name in os.environ} | {
        **SECRETS,
        "PYTHONUNBUFFERED": "1",
        "DEMO": "1",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "OUTBOX_SWEEP_SECONDS": str(SWEEP_SECONDS),
    }


def _manage(*words: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=serving.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"manage.py {' '.join(words)}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _prepare(folder: Path, *, database_url: str) -> None:
    environment = _environment(folder, database_url=database_url)
    for words in (["migrate"], ["load_demo"], ["collectstatic", "--no-input"]):
        _manage(*words, "--verbosity", "0", environment=environment)


class Builder:
    """Makes town halls; the slow part (migrations, demo, static files) once for each database."""

    def __init__(self, postgres: Callable[[], Postgres], redis: Callable[[], Redis]) -> None:
        self.postgres = postgres
        self.redis = redis
        self.prepared: dict[str, Path] = {}
        self.built: list[TownHall] = []

    def __call__(
        self, *, database: str = "sqlite", queue: str = "embedded", start: bool = True
    ) -> TownHall:
        """
        Build a town hall with a freshly loaded demo, and start it.

        :param database: `sqlite` or `postgres`.
        :param queue: `embedded` (runner) or `celery` (Redis, worker, beat).
        """
        needs_printing()
        redis = self.redis() if queue == "celery" else None
        folder = Path(tempfile.mkdtemp(prefix="rathaus-hall-"))
        if database not in self.prepared:
            self.prepared[database] = self._prepared(database)
        shutil.copytree(self.prepared[database], folder, dirs_exist_ok=True)
        url = f"sqlite:///{folder}/rathaus.sqlite3"
        if database == "postgres":
            url = self.postgres().create(folder.name.replace("-", "_"), like="prepared")
        if redis:
            redis.flush()
        hall = TownHall(folder=folder, database_url=url, redis=redis)
        self.built.append(hall)
        if start:
            hall.start()
        return hall

    def _prepared(self, database: str) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="rathaus-prepared-"))
        url = f"sqlite:///{folder}/rathaus.sqlite3"
        if database == "postgres":
            url = self.postgres().create("prepared")
        _prepare(folder, database_url=url)
        return folder

    def close(self) -> None:
        """End all town halls."""
        for hall in self.built:
            hall.close()
        for folder in self.prepared.values():
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def build_town_hall(request: pytest.FixtureRequest) -> Iterator[Builder]:
    """Return a function that builds town halls: `build_town_hall(database=…, queue=…)`."""
    builder = Builder(
        postgres=lambda: request.getfixturevalue("postgres"),
        redis=lambda: request.getfixturevalue("redis"),
    )
    yield builder
    builder.close()


@pytest.fixture(scope="session")
def town_hall(build_town_hall: Builder) -> Callable[..., TownHall]:
    """Return a function like `build_town_hall` that gives the same hall for the same wishes."""
    running: dict[tuple[str, str], TownHall] = {}

    def running_hall(*, database: str = "sqlite", queue: str = "embedded") -> TownHall:
        wish = (database, queue)
        if wish not in running:
            running[wish] = build_town_hall(database=database, queue=queue)
        return running[wish]

    return running_hall
