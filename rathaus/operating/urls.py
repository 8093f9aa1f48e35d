"""Addresses of the operating unit; they belong to no city."""

from django.urls import path

from rathaus.operating.views import cities, founding, installations, leaving, shelf

app_name = "operating"
urlpatterns = [
    path("", cities.home, name="home"),
    path("stadt-einrichten/", founding.add_city, name="add-city"),
    path("staedte/<slug:slug>/", cities.city, name="city"),
    path(
        "staedte/<slug:slug>/einladungen/<uuid:invitation_id>/",
        cities.send_again,
        name="invite-again",
    ),
    path("staedte/<slug:slug>/verlassen/", leaving.leave, name="leave"),
    path("staedte/<slug:slug>/schliessen/", leaving.close, name="close-city"),
    path("staedte/<slug:slug>/oeffnen/", leaving.reopen, name="reopen-city"),
    path("staedte/<slug:slug>/loeschen/", leaving.delete, name="delete-city"),
    path("regal/", shelf.shelf, name="shelf"),
    path("regal/<int:offer_id>/", shelf.offer, name="offer"),
    path("regal/<int:offer_id>/empfehlen/", shelf.recommend, name="offer-recommend"),
    path("regal/<int:offer_id>/zurueckziehen/", shelf.withdraw, name="offer-withdraw"),
    path("regal/<int:offer_id>/zurueckstellen/", shelf.put_back, name="offer-put-back"),
    path("rathaeuser/", installations.installations, name="installations"),
    path("rathaeuser/einlesen/", installations.take_in, name="installation-import"),
    path("rathaeuser/<int:installation_id>/", installations.installation, name="installation"),
    path(
        "rathaeuser/<int:installation_id>/nachsehen/", installations.look, name="installation-look"
    ),
    path("rathaeuser/<int:installation_id>/beenden/", installations.stop, name="installation-stop"),
]
