"""Names the app for Django and loads its listeners, if it has any."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "rathaus.sharing"
