"""Addresses of the demo's own pages."""

from django.urls import path

from rathaus.demo import views

app_name = "demo"
urlpatterns = [
    path("post/", views.post, name="post"),
    path("personen/", views.people, name="people"),
]
