"""`manage.py export_processes`: processes as one signed file, for another installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.sharing.parcels import NotSendable, Shared, TooMuch, offered, published_here, write
from rathaus.sharing.signing import fingerprint, own_key


class Command(BaseCommand):
    """Writes what is offered on the shelf; with a city, whatever that city has published."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which processes, and where to."""
        parser.add_argument(
            "processes", nargs="*", type=UUID, metavar="ID", help="all that is offered without one"
        )
        parser.add_argument("--city", help="processes of this city, offered or not; by short name")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *, processes: list[UUID], city: str | None, **options: Any) -> None:
        """Write the file."""
        shared = _of(city, processes) if city else offered(processes or None)
        missing = set(processes) - {each.process.pk for each in shared}
        if missing:
            raise CommandError(f"Not published, or not offered: {', '.join(map(str, missing))}.")
        if not shared:
            raise CommandError("There is nothing to export: no process is offered.")
        try:
            content = write(shared, at=timezone.now())
            options["output"].write_bytes(content + b"\n")
        except NotSendable as problem:
            raise CommandError(f"“{problem.title}” holds numbers that no file can say.") from None
        except TooMuch:
            raise CommandError("The file would be too large; export fewer at once.") from None
        except OSError as problem:
            raise CommandError(f"{options['output']}: {problem.strerror}.") from None
        self.stdout.write(f"{options['output']}: {len(shared)} processes, {len(content)} bytes.")
        self.stdout.write(f"Signed with the key {own_key()} ({fingerprint(own_key())}).")


def _of(slug: str, ids: list[UUID]) -> list[Shared]:
    city = City.objects.filter(slug=slug).first()
    if city is None:
        raise CommandError(f"There is no city {slug!r}.")
    with for_city(city):
        return published_here(ids or None)
