"""Addresses of the studio: where staff keep a city's processes."""

from django.urls import path

from rathaus.studio.views import processes, publishing

app_name = "studio"
urlpatterns = [
    path("", processes.processes, name="processes"),
    path("neu/", processes.upload_new, name="upload-new"),
    path("<uuid:process_id>/", processes.process, name="process"),
    path("<uuid:process_id>/hochladen/", processes.upload, name="upload"),
    path("<uuid:process_id>/verwerfen/", processes.discard, name="discard"),
    path(
        "<uuid:process_id>/arbeitsfassung.json", processes.download_working, name="download-working"
    ),
    path("<uuid:process_id>/versionen/<int:number>.json", processes.download, name="download"),
    path("<uuid:process_id>/einstellungen/", publishing.settings, name="settings"),
    path("<uuid:process_id>/veroeffentlichen/", publishing.publish, name="publish"),
    path("<uuid:process_id>/abschalten/", publishing.switch_off, name="switch-off"),
]
