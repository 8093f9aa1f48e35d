"""What is different between two documents, in the words of staff: sentences by code, and words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from rathaus.studio.edit_sentences import ATTRIBUTES

SENTENCES: Final = {
    "node_new": _("„%(name)s“ (%(kind)s)"),
    "node_new_in": _("„%(name)s“ (%(kind)s) in „%(place)s“"),
    "node_removed": _("„%(name)s“ (%(kind)s)"),
    "node_removed_in": _("„%(name)s“ (%(kind)s) aus „%(place)s“"),
    "node_moved": _("„%(name)s“ steht jetzt in „%(place)s“, vorher in „%(was)s“."),
    "node_stepped": _("„%(name)s“ steht jetzt nach „%(behind)s“."),
    "node_stepped_first": _("„%(name)s“ steht jetzt an erster Stelle."),
    "node_renamed": _("Seite umbenannt"),
    "node_renamed_in": _("Neu formuliert in „%(place)s“"),
    "node_kind": _("„%(name)s“ hat eine andere Antwortart."),
    "node_required": _("„%(name)s“ ist jetzt Pflicht."),
    "node_optional": _("„%(name)s“ ist nicht mehr Pflicht."),
    "node_shown_when": _("„%(name)s“ wird unter einer anderen Bedingung gezeigt."),
    "node_limit": _("„%(name)s“: %(what)s"),
    "node_changed": _("„%(name)s“: %(what)s"),
    "option_new": _("„%(name)s“: neue Antwort „%(option)s“"),
    "option_removed": _("„%(name)s“: Antwort „%(option)s“ entfällt"),
    "option_changed": _("„%(name)s“: Antwort „%(option)s“, %(what)s"),
    "option_moved": _("„%(name)s“: Die Antwort „%(option)s“ steht an anderer Stelle."),
    "order_other": _("„%(name)s“: Die Reihenfolge ist anders."),
    "item_new": _("%(room)s „%(name)s“ ist neu."),
    "item_removed": _("%(room)s „%(name)s“ entfällt."),
    "item_moved": _("%(room)s „%(name)s“ steht an anderer Stelle."),
    "item_changed": _("%(room)s „%(name)s“: %(what)s"),
    "process_changed": _("%(what)s"),
    "process_limit": _("Alle Antworten zusammen: %(what)s"),
    "language_new": _("Jetzt auch auf %(language)s"),
    "language_removed": _("Nicht mehr auf %(language)s"),
    "translation_new": _("„%(name)s“, %(what)s: jetzt übersetzt"),
    "translation_removed": _("„%(name)s“, %(what)s: nicht mehr übersetzt"),
    "translation_changed": _("„%(name)s“, %(what)s: anders übersetzt"),
    "translation_new_of_process": _("%(what)s: jetzt übersetzt"),
    "translation_removed_of_process": _("%(what)s: nicht mehr übersetzt"),
    "translation_changed_of_process": _("%(what)s: anders übersetzt"),
    "translation_looked_at": _("Übersetzungen, die neu durchgesehen wurden: %(count)s"),
    "other": _("Etwas anderes ist geändert."),
}
HEADINGS: Final = {
    "new": _("Neu"),
    "changed": _("Geändert"),
    "moved": _("Verschoben"),
    "removed": _("Entfernt"),
    "rules": _("Regeln"),
    "texts": _("Texte"),
    "translations": _("Übersetzungen"),
    "process": _("Rund um das Verfahren"),
}
ROOMS: Final = {
    "constraints": _("Prüfregel"),
    "fees": _("Gebühr"),
    "routing": _("Zuständigkeit"),
    "notices": _("Bescheid"),
    "parameters": _("Wert der Stadt"),
    "roles": _("Rolle"),
}
# What limits an answer, by the keyword of JSON Schema.
LIMITS: Final = {
    "minLength": _("wie viele Zeichen mindestens"),
    "maxLength": _("wie viele Zeichen höchstens"),
    "minimum": _("kleinster Wert"),
    "maximum": _("größter Wert"),
    "exclusiveMinimum": _("mehr als"),
    "exclusiveMaximum": _("weniger als"),
    "multipleOf": _("Vielfaches von"),
    "pattern": _("Muster"),
    "format": _("Format"),
    "minItems": _("wie viele Einträge mindestens"),
    "maxItems": _("wie viele Einträge höchstens"),
    "uniqueItems": _("jeder Eintrag nur einmal"),
    "enum": _("erlaubte Werte"),
    "const": _("fester Wert"),
    "items": _("Einträge"),
    "contains": _("muss enthalten"),
    "additionalProperties": _("weitere Angaben"),
    "required": _("muss da sein"),
}
# What things of the document have; nodes and the process have theirs in the history's words.
OF_THINGS: Final = {
    "amount": _("Betrag"),
    "when": _("Bedingung"),
    "per": _("gilt je"),
    "from": _("ab Stelle"),
    "to": _("bis Stelle"),
    "offset": _("zählt weiter nach"),
    "group": _("Gruppe"),
    "factors": _("Ermäßigungen"),
    "on": _("Anlass"),
    "body": _("Text"),
    "legal_remedy": _("Rechtsbehelfsbelehrung"),
    "at": _("Frage"),
    "message": _("Meldung"),
    "due_days": _("Frist"),
    "id": _("Kennung"),
    "key": _("Kennung"),
    "label": _("Bezeichnung"),
    "help": _("Erklärung"),
    "schema": _("erlaubte Werte"),
    "default": _("Vorgabe"),
}
MORE: Final = {
    "title": _("Titel"),
    "summary": _("Kurzbeschreibung"),
    "schema": _("Prüfung aller Angaben"),
    "retention": _("Aufbewahrung"),
    "retention.draft_days": _("Entwürfe löschen nach Tagen"),
    "retention.closed_days": _("Vorgänge löschen nach Tagen"),
    "source": _("Herkunft"),
    "format": _("Format"),
    "texts": _("Übersetzungen"),
    **ROOMS,
}
OF_NODES: Final = {
    "options": _("Antworten"),
    "part_schemas": _("Prüfung der Bestandteile"),
    "widget": _("Darstellung"),
    "as": _("Ergebnis als"),
    "block": _("Baustein"),
    "block_node": _("Name im Baustein"),
}
# Values that are names of ours.
VALUES: Final = {
    "identification": {
        "none": _("keine"),
        "email": _("bestätigte E-Mail-Adresse"),
        "substantial": _("substanziell (BundID)"),
        "high": _("hoch (Online-Ausweis)"),
    },
    "on": {
        "granted": _("bei Bewilligung"),
        "refused": _("bei Ablehnung"),
        "received": _("beim Eingang"),
    },
}


def word_for(code: str, params: dict[str, Any]) -> str:
    """Return what the changed attribute is called."""
    what = str(params.get("what", ""))
    if code in {"node_limit", "process_limit"}:
        return str(LIMITS.get(what) or what)
    if code == "item_changed":
        if params.get("room") == "routing" and what == "to":
            return str(_("Amt"))
        return str(OF_THINGS.get(what) or ATTRIBUTES.get(what) or what)
    if code == "process_changed":
        return str(MORE.get(what) or ATTRIBUTES.get(what) or what)
    return str(OF_NODES.get(what) or ATTRIBUTES.get(what) or what)


def word_for_text(name: str, what: str) -> str:
    """Return what a translated text is called, such as "Hilfetext"; `name` is its place."""
    room, _dot, attribute = what.partition(".")
    if room == "options":
        return str(_("Antwort „%(option)s“") % {"option": attribute})
    if room in ROOMS and attribute:
        return (
            f"{ROOMS[room]}, {OF_THINGS.get(attribute) or ATTRIBUTES.get(attribute) or attribute}"
        )
    if not name:
        return str(MORE.get(what) or ATTRIBUTES.get(what) or what)
    return str(OF_NODES.get(what) or ATTRIBUTES.get(what) or what)
