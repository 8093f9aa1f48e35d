"""Names the app for Django and loads its listeners, if it has any."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "rathaus.catalogue"
