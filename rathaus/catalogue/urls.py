"""Addresses of the public catalogue; they belong to no city."""

from django.urls import path

from rathaus.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("openapi.json", views.description, name="description"),
    path("schluessel.json", views.key, name="key"),
    path("<uuid:offered>.json", views.parcel, name="parcel"),
]
