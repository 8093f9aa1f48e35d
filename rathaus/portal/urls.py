"""Addresses of the portal hall."""

from django.urls import path

from rathaus.portal.views import (
    fill_in,
    hall,
    mine,
    process,
    received,
    review,
    saving,
    start,
    trial,
)

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
    path("leistungen/<slug:slug>/antrag/", start.start, name="start"),
    path("weiter/<str:token>/", start.resume, name="resume"),
    path("antrag/<uuid:draft_id>/", start.draft, name="draft"),
    path("antrag/<uuid:draft_id>/pruefen/", review.review, name="review"),
    path("antrag/<uuid:draft_id>/bestaetigen/", review.confirm_email, name="confirm-email"),
    path("antrag/<uuid:draft_id>/eingegangen/", received.received, name="received"),
    path("antrag/<uuid:draft_id>/eingangsbestaetigung/", received.receipt, name="receipt"),
    path("antrag/<uuid:draft_id>/dateien/<uuid:upload_id>/", received.upload, name="upload"),
    path("antrag/<uuid:draft_id>/speichern/", saving.save_for_later, name="save-for-later"),
    path("antrag/<uuid:draft_id>/gespeichert/", saving.saved, name="saved"),
    path("antrag/<uuid:draft_id>/schliessen/", saving.close, name="close-draft"),
    path("antrag/<uuid:draft_id>/loeschen/", saving.delete, name="delete-draft"),
    # What a trial came to; no page is called so, because ids have no hyphens.
    path("antrag/<uuid:draft_id>/ergebnis-der-vorschau/", trial.trial, name="trial"),
    # Last, because the names of pages come from definitions.
    path("antrag/<uuid:draft_id>/<str:page_id>/", fill_in.fill_in, name="fill-in"),
]
