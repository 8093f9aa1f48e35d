"""`manage.py load_demo`: three cities to try everything out with."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rathaus.demo.loading import load_demo
from rathaus.demo.people import PASSWORD, PEOPLE


class Command(BaseCommand):
    """Load the demo and say who can log in."""

    help = "Loads three demo cities with departments, invented staff and processes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse outside a demo, since the staff's password is public."""
        if not settings.DEMO:
            raise CommandError(
                "The demo's password is public, so it is only loaded where DEMO=1 is set."
            )
        load_demo(at=timezone.now())
        for person in PEOPLE:
            office = person.office or person.role
            self.stdout.write(f"{person.city:<10} {person.email:<30} {office:<12} {PASSWORD}")
