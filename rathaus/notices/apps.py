"""Names the app for Django and loads its listeners."""

from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "rathaus.notices"

    def ready(self) -> None:
        import_module("rathaus.notices.listeners")
