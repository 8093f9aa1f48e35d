"""Addresses of the portal hall."""

from django.urls import URLPattern

app_name = "portal"
urlpatterns: list[URLPattern] = []
