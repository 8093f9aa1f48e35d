"""Names the app for Django and lets every app register what it hears and what it does regularly."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    name = "rathaus.outbox"

    def ready(self) -> None:
        # Here, so that no app can forget it: a listener that nobody imported would hear nothing.
        autodiscover_modules("listeners", "routines", "demands")
