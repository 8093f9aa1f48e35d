"""The kinds of the studio in the words of staff: what each is called and when to use it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

# What the insert panel offers, in its groups; the first of a group is the commonest.
PALETTE: Final = [
    (
        _("Häufig"),
        [
            ("text", _("Kurzer Text"), _("Name, Nummer, ein paar Wörter.")),
            ("boolean", _("Ja oder Nein"), _("Eine Frage mit zwei Antworten.")),
            ("choice", _("Auswahl"), _("Eine von mehreren Antworten.")),
            ("date", _("Datum"), _("Ein Tag, zum Beispiel ein Geburtstag.")),
            ("file", _("Datei"), _("Ein Nachweis als Foto oder PDF.")),
        ],
    ),
    (
        _("Text und Zahl"),
        [
            ("longtext", _("Langer Text"), _("Mehrere Zeilen, eine Begründung.")),
            ("integer", _("Ganze Zahl"), _("Anzahl, Alter, Jahr.")),
            ("number", _("Zahl mit Komma"), _("Fläche, Länge, Gewicht.")),
            ("money", _("Betrag in Euro"), _("Miete, Einkommen, Gebühr.")),
            ("choices", _("Mehrfachauswahl"), _("Beliebig viele von mehreren Antworten.")),
            ("time", _("Uhrzeit"), _("Eine Zeit am Tag.")),
            ("datetime", _("Datum mit Uhrzeit"), _("Ein Zeitpunkt, ein Termin.")),
        ],
    ),
    (
        _("Person und Anschrift"),
        [
            ("person", _("Person"), _("Vorname und Nachname, auf Wunsch mehr.")),
            ("address", _("Anschrift"), _("Straße, Hausnummer, Postleitzahl, Ort.")),
            ("email", _("E-Mail-Adresse"), _("Wird beim Ausfüllen geprüft.")),
            ("phone", _("Telefonnummer"), _("Für Rückfragen.")),
            ("postcode", _("Postleitzahl"), _("Fünf Ziffern.")),
            ("iban", _("IBAN"), _("Ein Bankkonto, mit Prüfziffer.")),
            ("tax_id", _("Steuer-ID"), _("Elf Ziffern, mit Prüfziffer.")),
        ],
    ),
    (
        _("Erklärung und Karte"),
        [
            ("consent", _("Einwilligung"), _("Ein Kästchen, das man ankreuzen muss.")),
            ("note", _("Hinweis"), _("Ein Text ohne Antwort.")),
            ("signature", _("Unterschrift"), _("Der Name anstelle einer Unterschrift.")),
            ("map_point", _("Ort auf der Karte"), _("Ein Punkt.")),
            ("map_line", _("Strecke auf der Karte"), _("Mehrere Punkte.")),
            ("map_area", _("Fläche auf der Karte"), _("Ein Gebiet.")),
        ],
    ),
    (
        _("Aufbau"),
        [
            ("group", _("Gruppe"), _("Fragen, die zusammengehören.")),
            ("list", _("Liste"), _("Dieselben Fragen mehrmals, etwa für jeden Hund.")),
            ("calculated", _("Berechneter Wert"), _("Summe, Produkt oder Anzahl.")),
            ("const", _("Fester Wert"), _("Wird nicht gezeigt, nur gespeichert.")),
            ("value", _("Anderer Wert"), _("Für Fachleute: ein Wert in JSON.")),
        ],
    ),
]
NAMES: Final = {kind: name for _group, kinds in PALETTE for kind, name, _use in kinds} | {
    "page": _("Seite")
}


def kind_name(kind: str) -> str:
    """Return what staff call a kind; one we have no name for is called by its own."""
    return str(NAMES.get(kind, kind))


def kind_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the kinds of questions in their groups, for a select."""
    structure = {"group", "list", "page"}
    return [
        (str(group), [(kind, str(name)) for kind, name, _use in kinds if kind not in structure])
        for group, kinds in PALETTE
    ]
