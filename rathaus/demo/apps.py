"""Names the app for Django and loads its listener."""

from importlib import import_module

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "rathaus.demo"

    def ready(self) -> None:
        import_module("rathaus.demo.listeners")
