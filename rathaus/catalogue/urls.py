"""Addresses of the public catalogue; they belong to no city."""

from django.urls import URLPattern

app_name = "catalogue"
urlpatterns: list[URLPattern] = []
