"""What editing has to say, in the words of staff: refusals, and the lines of the history."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from forms_engine.editing import EditRejected
from rathaus.processes.models import Edit
from rathaus.studio.kinds import kind_name
from rathaus.studio.language_names import language_name
from rathaus.studio.sentences import sentence

REFUSALS: Final = {
    "unknown_command": _("Den Befehl „%(name)s“ gibt es nicht."),
    "arguments": _("Das lässt sich so nicht ausführen (%(name)s: %(problem)s)."),
    "stale": _("Das wurde inzwischen geändert. Sehen Sie es sich noch einmal an."),
    "changed_meanwhile": _("„%(name)s“ wurde inzwischen geändert. Entscheiden Sie, was gilt."),
    "no_such_node": _("Das gibt es nicht mehr. Es wurde inzwischen gelöscht."),
    "wrong_place": _("„%(name)s“ kann dort nicht stehen."),
    "into_itself": _("„%(name)s“ kann nicht in sich selbst verschoben werden."),
    "too_deep": _("Tiefer lassen sich Gruppen und Listen nicht schachteln."),
    "last_page": _("Ein Prozess braucht mindestens eine Seite."),
    "leans_on": _("„%(name)s“ wird noch gebraucht: %(what)s."),
    "breaks_rules": _("Regeln würden dann nicht mehr stimmen: %(what)s"),
    "unknown_kind": _("Die Antwortart „%(kind)s“ gibt es nicht."),
    "wrong_form": _("Das passt hier nicht: %(problem)s"),
    "key_form": _(
        "Ein technischer Name besteht aus kleinen Buchstaben, Ziffern und Unterstrichen und "
        "beginnt mit einem Buchstaben."
    ),
    "key_taken": _("„%(key)s“ ist schon der technische Name von „%(name)s“."),
    "option_twice": _("Die Antwort „%(value)s“ gibt es zweimal."),
    "message_missing": _("Schreiben Sie, was gemeldet wird, wenn die Antworten nicht passen."),
    "not_over_answers": _("Eine solche Regel kann nur nach Antworten außerhalb von Listen fragen."),
    "nothing_to_paste": _("Darin ist nichts, was sich einfügen lässt."),
    "nothing_changed": _("Damit ändert sich nichts."),
    "unknown_language": _("In der Sprache „%(language)s“ gibt es den Prozess nicht."),
    "source_language": _("In dieser Sprache ist der Prozess geschrieben."),
    "language_form": _("„%(language)s“ ist kein Kürzel einer Sprache."),
    "unknown_text": _("Den Text „%(name)s“ gibt es nicht mehr."),
    "no_such_item": _("Das gibt es nicht mehr. Jemand hat es inzwischen entfernt."),
    "too_many": _("Mehr als %(most)s sind nicht möglich."),
    "no_block": _("Nur eine Seite, Gruppe oder Liste kann ein Baustein werden."),
    "block_reaches_out": _("„%(name)s“ wird aus Fragen berechnet, die nicht im Baustein stehen."),
    "not_of_a_block": _("„%(name)s“ stammt aus keinem Baustein."),
}
LEANING: Final = {
    "leans_condition": _("„%(name)s“ hängt in einer Bedingung davon ab"),
    "leans_fee": _("die Gebühr „%(name)s“ hängt davon ab"),
    "leans_routing": _("Regel %(number)s der Weiterleitung hängt davon ab"),
    "leans_calculation": _("„%(name)s“ wird daraus berechnet"),
    "leans_by_key": _("der Text „%(name)s“ nennt die Antwort"),
    "leans_parameter_shown": _("„%(name)s“ hängt in einer Bedingung davon ab"),
    "leans_parameter_options": _("die Antworten zu „%(name)s“ kommen daraus"),
    "leans_parameter_fee": _("die Gebühr „%(name)s“ rechnet damit"),
    "leans_parameter_routing": _("Regel %(number)s der Weiterleitung verwendet ihn"),
    "leans_parameter_text": _("der Text „%(name)s“ nennt ihn"),
    "leans_role": _("Regel %(number)s der Weiterleitung führt dorthin"),
}
HISTORY: Final = {
    "created": _("Prozess begonnen"),
    "added": _("„%(name)s“ hinzugefügt"),
    "changed": _("„%(name)s“: %(what)s geändert"),
    "changed_process": _("Prozess: %(what)s geändert"),
    "kind_changed": _("„%(name)s“ ist jetzt: %(kind)s"),
    "asked_also": _("„%(name)s“ hinzugefügt, je nach Antwort auf „%(source)s“"),
    "moved": _("„%(name)s“ verschoben: %(place)s, Position %(position)s von %(count)s"),
    "deleted": _("„%(name)s“ gelöscht"),
    "duplicated": _("„%(name)s“ verdoppelt"),
    "pasted": _("„%(name)s“ eingefügt"),
    "options": _("„%(name)s“: Antworten geändert"),
    "replaced": _("Ganzes Dokument ersetzt"),
    "changed_much": _("„%(name)s“: %(count)s Angaben geändert"),
    "several": _("%(count)s Änderungen"),
    "taken_in": _("%(count)s Teile übernommen aus „%(name)s“"),
    "translated": _("%(count)s Texte übersetzt (%(language)s)"),
    "language_added": _("Sprache hinzugefügt: %(language)s"),
    "language_removed": _("Sprache entfernt: %(language)s"),
    "item_added": _("%(what)s „%(name)s“ hinzugefügt"),
    "item_changed": _("%(what)s „%(name)s“ geändert"),
    "item_removed": _("%(what)s „%(name)s“ gelöscht"),
    "item_moved": _("%(what)s „%(name)s“ verschoben"),
    "block_inserted": _("Baustein „%(name)s“ eingefügt"),
    "block_made": _("„%(name)s“ als Baustein gemerkt"),
    "block_taken": _("Baustein „%(name)s“ auf Version %(number)s gebracht"),
    "contribution_taken": _("Vorschlag aus %(city)s angenommen: %(name)s"),
    "update_taken": _("Neuerungen aus %(city)s (Version %(number)s) übernommen"),
    "went_back": _("Zurück bis zu einem früheren Stand"),
}
ATTRIBUTES: Final = {
    "label": _("Frage"),
    "title": _("Titel"),
    "summary": _("Einleitung"),
    "text": _("Text"),
    "help": _("Hilfetext"),
    "placeholder": _("Beispiel im Feld"),
    "unit": _("Einheit"),
    "required": _("Pflicht"),
    "schema": _("Prüfung"),
    "show_when": _("Bedingung"),
    "purpose": _("Zweck"),
    "autocomplete": _("Ausfüllhilfe"),
    "default": _("Vorbelegung"),
    "parts": _("Bestandteile"),
    "accept": _("erlaubte Dateien"),
    "max_size": _("Größe"),
    "max_count": _("Anzahl"),
    "value": _("Wert"),
    "calculate": _("Berechnung"),
    "key": _("technischer Name"),
    "description": _("Beschreibung"),
    "category": _("Lebenslage"),
    "keywords": _("Suchwörter"),
    "needs": _("Was man braucht"),
    "legal_basis": _("Rechtsgrundlage"),
    "service_keys": _("Leistungsschlüssel"),
    "duration_minutes": _("Dauer"),
    "processing_days": _("Bearbeitungszeit"),
    "identification": _("Anmeldung"),
    "retention": _("Aufbewahrung"),
    "languages": _("Sprachen"),
    "fees": _("Gebühr"),
    "routing": _("Weiterleitung an"),
    "notices": _("Bescheid"),
    "constraints": _("Prüfregel"),
    "parameters": _("Wert der Stadt"),
    "roles": _("Zuständigkeit"),
}


def refusal_sentence(refused: EditRejected) -> str:
    """Return why an edit was not made, in the reader's language."""
    params = dict(refused.message.params)
    if refused.findings:
        separator = "; " if refused.message.code == "leans_on" else " "
        params["what"] = params["problem"] = separator.join(
            dict.fromkeys(broken_sentences(refused))
        )
    template = REFUSALS.get(refused.message.code)
    return str(template) % params if template else str(refused)


def broken_sentences(refused: EditRejected) -> list[str]:
    """Return what an edit would have broken, a sentence each."""
    return [
        str(LEANING[each.code]) % each.params if each.code in LEANING else sentence(each)
        for each in refused.findings
    ]


def history_line(edit: Edit) -> str:
    """Return what a change did, in the reader's language."""
    return said_sentence(edit.said["code"], edit.said["params"])


def said_sentence(code: str, params: dict[str, Any]) -> str:
    """Return the line that the history has for a code."""
    words = dict(params)
    if "what" in words:
        words["what"] = ATTRIBUTES.get(words["what"], words["what"])
    if "language" in words:
        words["language"] = language_name(words["language"])
    if "kind" in words:
        words["kind"] = kind_name(words["kind"])
    if code == "added":
        words["name"] = kind_name(words["name"])
    template = HISTORY.get(code)
    return str(template) % words if template else code
