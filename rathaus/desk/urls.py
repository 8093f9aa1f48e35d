"""Addresses of the desk: where clerks find, read and decide cases."""

from django.urls import path

from rathaus.desk.views import case, deciding, files, home, inbox, leaving

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("staedte/", home.cities, name="cities"),
    path("mitnehmen/", leaving.export_city, name="export-city"),
    path("vorgaenge/", inbox.inbox, name="inbox"),
    path("vorgaenge/<uuid:case_id>/", case.case, name="case"),
    path("vorgaenge/<uuid:case_id>/uebernehmen/", case.take, name="case-take"),
    path("vorgaenge/<uuid:case_id>/zuruecklegen/", case.put_back, name="case-put-back"),
    path("vorgaenge/<uuid:case_id>/entscheiden/", deciding.decide, name="case-decide"),
    path("vorgaenge/<uuid:case_id>/naechster/", case.next_one, name="case-next"),
    path("vorgaenge/<uuid:case_id>/anlagen/<uuid:upload_id>/", files.upload, name="upload"),
    path("vorgaenge/<uuid:case_id>/dokumente/<uuid:notice_id>/", files.notice, name="notice"),
]
