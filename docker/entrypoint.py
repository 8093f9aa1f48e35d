"""
What every container does first: wait for the database and its tables, then become its command.

One of the containers is told to make the tables (MIGRATE=1); the others wait until it has. Should
two be told, a lock in the database lets them do it one after the other.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.settings")

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

WAIT_SECONDS = float(os.environ.get("WAIT_SECONDS", "60"))
# Any number will do, as long as nobody else takes it: "Rathaus" read as digits of a telephone.
LOCK = 7284287


class NotReady(Exception):
    """The database did not come, or has not the tables that this version needs."""


def wait_for_database(*, until: float) -> None:
    """
    Return when the database answers.

    :raises NotReady: if it does not in time.
    """
    while True:
        try:
            connection.ensure_connection()
        except OperationalError as problem:
            if time.monotonic() > until:
                raise NotReady(
                    f"The database did not answer in {WAIT_SECONDS:g} s: {problem}"
                ) from None
            time.sleep(0.5)
        else:
            return


def migrate() -> None:
    """Make the tables; whoever else wants to waits meanwhile."""
    if connection.vendor != "postgresql":
        call_command("migrate", interactive=False, verbosity=1)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=1)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def wait_for_tables(*, until: float) -> None:
    """
    Return when somebody has made the tables.

    :raises NotReady: if nobody does in time.
    """
    while missing := _missing_migrations():
        if time.monotonic() > until:
            raise NotReady(
                f"{missing} migrations are missing after {WAIT_SECONDS:g} s. "
                "Give one container MIGRATE=1, or run `manage.py migrate`."
            )
        time.sleep(0.5)


def _missing_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def main(command: list[str]) -> None:
    """Prepare, and become the command."""
    django.setup()
    until = time.monotonic() + WAIT_SECONDS
    wait_for_database(until=until)
    if os.environ.get("MIGRATE") == "1":
        migrate()
    wait_for_tables(until=until)
    connection.close()
    sys.stdout.flush()
    os.execvp(command[0], command)  # noqa: S606 - to become the command is the purpose


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("Say which command to run.")
    try:
        main(sys.argv[1:])
    except (NotReady, ImproperlyConfigured, FileNotFoundError) as problem:
        sys.exit(str(problem))
