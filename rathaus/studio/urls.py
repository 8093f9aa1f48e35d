"""Addresses of the studio: where staff keep a city's processes."""

from django.urls import path

from rathaus.studio.views import (
    building,
    checks,
    code_lists,
    examples,
    finding,
    languages,
    processes,
    proposals,
    publishing,
    trying,
    undoing,
)

app_name = "studio"
urlpatterns = [
    path("", processes.processes, name="processes"),
    path("neu/", processes.upload_new, name="upload-new"),
    path("beginnen/", processes.start, name="begin"),
    path("<uuid:process_id>/", building.process, name="process"),
    path("<uuid:process_id>/befehl/", building.command, name="command"),
    path("<uuid:process_id>/fragen/<str:node_id>/", building.properties, name="properties"),
    path("<uuid:process_id>/fragen/<str:node_id>/verschieben/", building.move, name="move"),
    path("<uuid:process_id>/fragen/<str:node_id>/liste/", code_lists.code_list, name="code-list"),
    path("<uuid:process_id>/rueckgaengig/", undoing.undo, name="undo"),
    path("<uuid:process_id>/wiederholen/", undoing.redo, name="redo"),
    path("<uuid:process_id>/suche/", finding.search, name="search"),
    path("<uuid:process_id>/anwesend/", finding.presence, name="presence"),
    path("<uuid:process_id>/uebersicht/", processes.process, name="overview"),
    path("<uuid:process_id>/hochladen/", processes.upload, name="upload"),
    path("<uuid:process_id>/verwerfen/", processes.discard, name="discard"),
    path(
        "<uuid:process_id>/arbeitsfassung.json", processes.download_working, name="download-working"
    ),
    path("<uuid:process_id>/versionen/<int:number>.json", processes.download, name="download"),
    path("<uuid:process_id>/einstellungen/", publishing.settings, name="settings"),
    path("<uuid:process_id>/veroeffentlichen/", publishing.publish, name="publish"),
    path("<uuid:process_id>/abschalten/", publishing.switch_off, name="switch-off"),
    path("importieren/", proposals.proposals, name="import"),
    path("importieren/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("importieren/<uuid:proposal_id>/verwerfen/", proposals.discard, name="proposal-discard"),
    path("<uuid:process_id>/importieren/", proposals.proposals, name="import-into"),
    path("<uuid:process_id>/sprachen/", languages.languages, name="languages"),
    path("<uuid:process_id>/sprachen/dazu/", languages.add_language, name="language-add"),
    path("<uuid:process_id>/sprachen/weg/", languages.remove_language, name="language-remove"),
    path(
        "<uuid:process_id>/sprachen/texte.csv",
        languages.download_texts,
        {"file_format": "csv"},
        name="texts-csv",
    ),
    path(
        "<uuid:process_id>/sprachen/texte.xliff",
        languages.download_texts,
        {"file_format": "xliff"},
        name="texts-xliff",
    ),
    path("<uuid:process_id>/sprachen/einlesen/", languages.upload_texts, name="texts-upload"),
    path("<uuid:process_id>/testen/", examples.trying, name="trying"),
    path("<uuid:process_id>/testen/beginnen/", trying.start, name="try-start"),
    path("<uuid:process_id>/vorschau/", trying.preview, name="preview"),
    path("<uuid:process_id>/testen/vorschlagen/", examples.propose, name="examples-propose"),
    path("<uuid:process_id>/testen/faelle.json", examples.download, name="examples-download"),
    path("<uuid:process_id>/testen/hochladen/", examples.upload, name="examples-upload"),
    path("<uuid:process_id>/testen/<int:example_id>/", examples.change, name="example-change"),
    path("<uuid:process_id>/pruefliste/", checks.checks, name="checks"),
]
