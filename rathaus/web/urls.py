"""Addresses of the pages that belong to no hall."""

from django.urls import path

from rathaus.web.views import choices, city, start

app_name = "web"
urlpatterns = [
    # Inside a city this address is the city's own hall: portal's addresses stand before these.
    path("", start.start, name="start"),
    path("gesund/", start.health, name="health"),
    path("sprache/", choices.language, name="language"),
    path("darstellung/", choices.theme, name="theme"),
    path("farben.css", city.colours, name="colours"),
    path("impressum/", city.imprint, name="imprint"),
    path("datenschutz/", city.privacy, name="privacy"),
    path("barrierefreiheit/", city.accessibility, name="accessibility"),
    path("lizenzen/", city.licences, name="licences"),
]
