"""Shows an operator what is not delivered and why, and delivers it once more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet
from django.utils import timezone

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.models import Delivery
from rathaus.outbox.queries import open_deliveries, state_of_post, stuck_deliveries
from rathaus.outbox.retrying import retry

_SHOWN = 100


class Command(BaseCommand):
    """Says how the post is doing; `--retry` begins anew with what is stuck."""

    help = "List what is stuck or waiting between the apps; --retry delivers it once more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which deliveries, and what to do with them."""
        parser.add_argument("--city", help="only those of this city, by its short name")
        parser.add_argument("--listener", help="only those of this listener")
        parser.add_argument("--waiting", action="store_true", help="also what is not stuck yet")
        parser.add_argument("--retry", action="store_true", help="begin anew, at once")

    def handle(
        self,
        *,
        city: str | None,
        listener: str | None,
        waiting: bool,
        **options: Any,
    ) -> None:
        """List, or retry."""
        with for_city(ALL_CITIES):
            rows = stuck_deliveries() | open_deliveries() if waiting else stuck_deliveries()
            if city:
                rows = rows.filter(city__slug=city)
            if listener:
                rows = rows.filter(listener=listener)
            if options["retry"]:
                self._retry(rows)
            else:
                self._list(rows)

    def _retry(self, rows: QuerySet[Delivery]) -> None:
        at = timezone.now()
        count = sum(retry(delivery, at=at) for delivery in rows.iterator())
        self.stdout.write(f"{count} deliveries begin anew.")

    def _list(self, rows: QuerySet[Delivery]) -> None:
        post = state_of_post()
        seen = post.worker_seen_at
        self.stdout.write(
            f"stuck {post.stuck} · failing {post.failing} · waiting {post.waiting} · "
            f"worker seen {seen.isoformat(timespec='seconds') if seen else 'never'}"
        )
        for row in rows[:_SHOWN]:
            self.stdout.write(
                f"{row.pk}  {row.city.slug}  {row.event.name} → {row.listener}  {row.state}, "
                f"attempt {row.attempts}, due {row.due_at.isoformat(timespec='seconds')}"
                f"  {row.last_error}"
            )
