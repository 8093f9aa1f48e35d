"""`manage.py follow_catalogues`: looks into the followed catalogues at once."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from rathaus.sharing.following import follow
from rathaus.sharing.models import Installation


class Command(BaseCommand):
    """Says of each catalogue what was new; the exit code is 1 if one could not be read."""

    help = __doc__

    def handle(self, **options: Any) -> None:
        """Look into all of them."""
        has_failed = False
        for each in Installation.objects.filter(is_followed=True).order_by("name", "pk"):
            followed = follow(each, at=timezone.now())
            rest = "" if followed.is_complete else " There is more; call again."
            self.stdout.write(
                f"{each.name}: {followed.news} new versions, {followed.gone} gone.{rest}"
            )
            for title, problem in followed.problems.items():
                self.stdout.write(f"  {title}: {problem}" if title else f"  {problem}")
                has_failed = True
        if has_failed:
            sys.exit(1)
