"""`manage.py knock` asks whether the worker answers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rathaus.demo.knocking import NobodyAnswers, knock


class Command(BaseCommand):
    """Knock and wait for the worker."""

    help = "Sends a piece of news through the outbox and waits until a worker has delivered it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how long to wait."""
        parser.add_argument("--within", type=float, default=30, help="seconds to wait")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how long it took."""
        try:
            self.stdout.write(f"The worker answered after {knock(within=options['within']):.2f} s.")
        except NobodyAnswers as problem:
            raise CommandError(str(problem)) from problem
