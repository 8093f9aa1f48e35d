"""Addresses of the operating unit; they belong to no city."""

from django.urls import URLPattern

app_name = "operating"
urlpatterns: list[URLPattern] = []
