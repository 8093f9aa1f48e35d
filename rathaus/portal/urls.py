"""Addresses of the portal hall."""

from django.urls import path

from rathaus.portal.views import hall, mine, process

app_name = "portal"
urlpatterns = [
    # Finding a service
    path("", hall.hall, name="hall"),
    path("suche/", hall.search, name="search"),
    path("lebenslagen/<slug:code>/", hall.category, name="category"),
    path("leistungen/", hall.services, name="services"),
    path("leistungen/<slug:slug>/", process.process, name="process"),
    # What became of it
    path("meine-antraege/", mine.mine, name="mine"),
    path("meine-antraege/dokumente/<uuid:notice_id>/", mine.notice, name="notice"),
    path("meine-antraege/schliessen/", mine.mine_close, name="mine-close"),
    path("meine-antraege/<str:token>/", mine.mine_open, name="mine-open"),
    # Filling in an application
]
