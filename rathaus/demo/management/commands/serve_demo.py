"""`manage.py serve_demo` opens the demo: database, example cities, web server and worker."""

import io
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from rathaus.demo import serving
from rathaus.demo.collecting import collect
from rathaus.demo.knocking import NobodyAnswers, knock
from rathaus.demo.watching import NotOpened, watch

WELCOME = """
Rathaus is open: {address}/

Staff of the three cities (city, e-mail, office, password):
{people}
Try this first:
  1. As a citizen: {address}/frankfurt/ – look for "Hund", register a dog, submit.
  2. Read the e-mails that were "sent": {address}/demo/post/
  3. As a clerk: {address}/frankfurt/konto/login/ as {clerk} – take the case, decide it.
  4. As the citizen again: the next e-mail leads to the notice as PDF.

Ctrl-C closes it. What you entered stays in {folder}.
"""


class Command(BaseCommand):
    """Open the demo and keep it open until Ctrl-C."""

    help = "Migrates, loads the demo and runs web server and worker until Ctrl-C (see `make demo`)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, start, watch."""
        if not settings.DEMO:
            raise CommandError("This opens a demo with public passwords; it needs DEMO=1.")
        people = self._load()
        host, port = options["host"], options["port"]
        try:
            watch(
                {"web": serving.web(host=host, port=port), "worker": serving.runner()},
                address=f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/gesund/",  # noqa: S104
                answers=lambda: knock(within=30),
                opened=lambda: self._welcome(people),
            )
        except (NotOpened, NobodyAnswers) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("\nRathaus is closed.")

    def _load(self) -> str:
        self.stdout.write("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
        people = io.StringIO()
        call_command("load_demo", stdout=people)
        if collect():
            self.stdout.write("Collected the static files.")
        self.stdout.write("Starting web server and worker …")
        # The children open connections of their own; ours would only hold the database's lock.
        connections.close_all()
        return people.getvalue()

    def _welcome(self, people: str) -> None:
        text = WELCOME.format(
            address=settings.BASE_URL,
            people="".join(f"  {line}\n" for line in people.splitlines()),
            clerk=people.split()[1],
            folder=settings.DATA_DIR,
        )
        self.stdout.write(text)
        self.stdout.flush()
