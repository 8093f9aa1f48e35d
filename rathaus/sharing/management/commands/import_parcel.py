"""`manage.py import_parcel`: takes in a signed file of another installation, or says why not."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rathaus.sharing.parcels import LARGEST
from rathaus.sharing.receiving import receive
from rathaus.sharing.refusing import Refused


class Command(BaseCommand):
    """Takes in everything in a file, or nothing."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which file."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Take it in, and say what is new."""
        try:
            with file.open("rb") as opened:
                content = opened.read(LARGEST + 2)
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}.") from None
        try:
            received = receive(content, at=timezone.now())
        except Refused as refused:
            raise CommandError(f"{file}: refused, nothing was changed. {refused}") from None
        if received.sender is None:
            self.stdout.write(f"{file}: made by this installation; nothing is new.")
            return
        self.stdout.write(f"{file}: signed by {received.sender.name}.")
        for each in received.arrived:
            numbers = ", ".join(map(str, each.numbers)) or "none"
            self.stdout.write(
                f"  “{each.process.title}” of {each.process.city_name}: new versions: {numbers}."
            )
