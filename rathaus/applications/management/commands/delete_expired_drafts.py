"""Deletes drafts whose time is over; run it once a night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from rathaus.applications.expiring import discard_expired


class Command(BaseCommand):
    """`manage.py delete_expired_drafts`."""

    help = "Delete drafts that were never submitted and whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete until none is left."""
        del args, options
        total = 0
        while count := discard_expired(at=timezone.now()):
            total += count
        self.stdout.write(f"{total} drafts deleted.")
