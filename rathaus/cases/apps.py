"""Names the app for Django and loads its listeners."""

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "rathaus.cases"

    def ready(self) -> None:
        import_module("rathaus.cases.listeners")
