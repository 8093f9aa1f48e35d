"""`manage.py trust_installation`: whose signature is believed; without arguments, who is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.sharing.models import Installation
from rathaus.sharing.signing import fingerprint, own_key, own_name
from rathaus.sharing.trusting import NotTrustable, stop_trusting, trust


class Command(BaseCommand):
    """Adds another installation by its public key, or takes it away again."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say who, and whether to follow their catalogue."""
        parser.add_argument("name", nargs="?", help="what the other installation is called")
        parser.add_argument("key", nargs="?", help="its public key, 64 hex digits")
        parser.add_argument("--catalogue", default="", metavar="URL", help="follow it every night")
        parser.add_argument("--stop", action="store_true", help="trust the key no longer")

    def handle(self, *, name: str | None, key: str | None, **options: Any) -> None:
        """Trust, stop trusting, or list."""
        if not name or not key:
            self._list()
        elif options["stop"]:
            known = Installation.objects.filter(public_key=key.lower()).first()
            if known is None:
                raise CommandError("Nobody with this key is trusted.")
            count = stop_trusting(known)
            self.stdout.write(f"{known.name} is not trusted any more; {count} processes are gone.")
        else:
            catalogue = options["catalogue"]
            try:
                made = trust(name=name, key=key, catalogue=catalogue, is_followed=bool(catalogue))
            except NotTrustable as problem:
                raise CommandError(str(problem)) from None
            self.stdout.write(f"{made.name} is trusted: {fingerprint(made.public_key)}.")

    def _list(self) -> None:
        self.stdout.write(f"This is {own_name()}: {own_key()} ({fingerprint(own_key())})")
        for each in Installation.objects.order_by("name", "pk"):
            followed = f", follows {each.catalogue}" if each.is_followed else ""
            self.stdout.write(f"{each.name}: {fingerprint(each.public_key)}{followed}")
            if each.last_error:
                self.stdout.write(f"  {each.last_error}")
