"""Addresses of the operating unit; they belong to no city."""

from django.urls import path

from rathaus.operating.views import cities, installations

app_name = "operating"
urlpatterns = [
    path("", cities.home, name="home"),
    path("rathaeuser/", installations.installations, name="installations"),
    path("rathaeuser/einlesen/", installations.take_in, name="installation-import"),
    path("rathaeuser/<int:installation_id>/", installations.installation, name="installation"),
    path(
        "rathaeuser/<int:installation_id>/nachsehen/", installations.look, name="installation-look"
    ),
    path("rathaeuser/<int:installation_id>/beenden/", installations.stop, name="installation-stop"),
]
