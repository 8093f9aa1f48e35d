"""Addresses of the desk hall."""

from django.urls import URLPattern

app_name = "desk"
urlpatterns: list[URLPattern] = []
