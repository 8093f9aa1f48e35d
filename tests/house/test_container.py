"""The container's parts, tried as far as that goes without a container engine."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg

from tests.servers import Postgres, free_port

ROOT = Path(__file__).resolve().parents[2]
ENTRYPOINT = ROOT / "docker" / "entrypoint.py"
DONE = [sys.executable, "-c", "print('the command runs')"]


def _enter(command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ENTRYPOINT), *command],
        env=_environment(**settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _environment(**settings: str) -> dict[str, str]:
    own = {"SECRET_KEY": "x" * 50, "DATA_KEY": "00" * 32, "ENV_FILE": os.devnull}
    return {"PATH": os.environ["PATH"], "DATA_DIR": os.environ["DATA_DIR"]} | own | settings


def test_the_entry_point_migrates_when_told_and_becomes_the_command(postgres: Postgres):
    url = postgres.create("entry_told")

    done = _enter(DONE, DATABASE_URL=url, MIGRATE="1")

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "the command runs"), done.stderr
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM cities_city").fetchone() == (0,)


def test_two_that_are_told_migrate_one_after_the_other(postgres: Postgres):
    url = postgres.create("entry_two")
    ended = []
    both = [
        threading.Thread(target=lambda: ended.append(_enter(DONE, DATABASE_URL=url, MIGRATE="1")))
        for _ in range(2)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert [(done.returncode, done.stderr) for done in ended] == [(0, ""), (0, "")]


def test_one_that_is_not_told_waits_for_the_tables(postgres: Postgres):
    url = postgres.create("entry_waits")
    waiting = subprocess.Popen(
        [sys.executable, str(ENTRYPOINT), *DONE],
        env=_environment(DATABASE_URL=url),
        stdout=subprocess.PIPE,
        text=True,
    )
    time.sleep(2)
    still_waiting = waiting.poll() is None

    _enter(DONE, DATABASE_URL=url, MIGRATE="1")
    said, _ = waiting.communicate(timeout=30)

    assert (still_waiting, waiting.returncode, said) == (True, 0, "the command runs\n")


def test_a_database_that_does_not_come_is_a_sentence():
    url = f"postgres://rathaus@127.0.0.1:{free_port()}/rathaus"

    done = _enter(DONE, DATABASE_URL=url, WAIT_SECONDS="1")

    assert done.returncode == 1
    assert done.stderr.startswith("The database did not answer in 1 s: ")
    assert "Traceback" not in done.stderr


def test_tables_that_nobody_makes_are_a_sentence(postgres: Postgres):
    done = _enter(DONE, DATABASE_URL=postgres.create("entry_bare"), WAIT_SECONDS="1")

    assert done.returncode == 1
    assert "Give one container MIGRATE=1, or run `manage.py migrate`." in done.stderr


def test_a_missing_setting_is_a_sentence():
    done = _enter(DONE, SECRET_KEY="")

    assert (done.returncode, done.stderr) == (
        1,
        "SECRET_KEY is not set. Copy .env.example to .env, or see docs/settings.md.\n",
    )


def test_the_health_check_says_no_where_nobody_answers():
    check = subprocess.run(
        [sys.executable, "docker/healthcheck.py"],
        cwd=ROOT,
        env={"PORT": str(free_port())},
        capture_output=True,
        check=False,
    )

    assert check.returncode == 1


def test_gunicorn_accepts_its_configuration():
    command = [sys.executable, "-m", "gunicorn", "--check-config"]
    command += ["--config", "docker/gunicorn.conf.py", "rathaus.wsgi:application"]

    done = subprocess.run(
        command,
        cwd=ROOT,
        env=_environment(DATABASE_URL="sqlite:///:memory:"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
