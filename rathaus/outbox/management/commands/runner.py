"""Starts the embedded worker, which needs no broker."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from rathaus.outbox.supervising import Supervisor


class Command(BaseCommand):
    """Delivers news between the apps until it is stopped by SIGTERM or Ctrl-C."""

    help = "Deliver what happened to whoever has to be told; without Redis and Celery."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how many, and how to tell that they are there."""
        parser.add_argument("--processes", type=int, default=2, help="workers at a time")
        parser.add_argument("--ready-file", type=Path, help="made when the first worker is ready")

    def handle(self, *, processes: int, ready_file: Path | None, **_options: Any) -> None:
        """Run until stopped."""
        Supervisor(processes=processes, ready_file=ready_file).run()
