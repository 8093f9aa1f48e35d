"""What an import has to say, in the words of staff; the codes are the engine's."""

from django.utils.translation import gettext_lazy as _

from forms_engine.errors import Message
from rathaus.studio.sentences import SENTENCES

REFUSALS = {
    "not-opened": _("Die Datei lässt sich nicht öffnen: %(problem)s."),
    "file-too-large": _("Die Datei ist größer als %(limit)s MB."),
    "file-empty": _("Die Datei ist leer."),
    "too-deep": _("Die Datei ist mehr als %(limit)s Ebenen tief verschachtelt."),
    "not-json": _("Das ist kein JSON: %(problem)s in Zeile %(line)s, Spalte %(column)s."),
    "not-text": _("Das ist kein Text in UTF-8: Byte %(position)s ist nicht lesbar."),
    "key-twice": _("Der Schlüssel „%(key)s“ steht zweimal in einem Objekt."),
    "no-number": _("%(number)s ist in JSON keine Zahl."),
    "number-too-large": _("Die Zahl %(number)s ist zu groß."),
    "nul-character": _("Die Datei enthält ein NUL-Zeichen. Das speichert keine Datenbank."),
    "half-character": _("Die Datei enthält ein halbes Zeichen."),
    "no-form": _("In dieser Datei steht kein Formular, das wir lesen können."),
    "other-format": _("Die Datei hat das Format %(format)s. Wir lesen %(known)s."),
    "has-errors": _("Die Datei hat %(count)s Fehler. Der erste, bei %(at)s: %(first)s"),
    "unknown-draft": _("Von JSON Schema gibt es keinen Entwurf %(draft)s."),
    "file-missing": _(
        "Die Datei verweist auf %(name)s (bei %(at)s). Laden Sie diese Datei mit hoch."
    ),
    "too-many-references": _("Die Datei verweist auf mehr als %(limit)s verschiedene Stellen."),
    "references-multiply": _("Die Verweise in der Datei vervielfachen sich ohne Maß."),
    "endless": _("Das Formular enthält sich selbst ohne Ende."),
    "no-object": _("Die Antworten sind kein Objekt mit Namen, sondern %(types)s."),
    "too-much-work": _("Die Datei zu lesen dauert zu lange oder braucht zu viel Speicher."),
    "no-question": _("Das Formular fragt nichts, was eine Seite zeigen könnte."),
    "not-judgeable": _("Das Formular lässt sich nicht prüfen: %(problem)s."),
}
REMARKS = {
    "own-format": _("Der Prozess ist übernommen, wie er ist."),
    "question": _("„%(label)s“ wird gefragt als %(kind)s."),
    "condition": _("Eine Bedingung zeigt oder verbirgt „%(name)s“."),
    "whole-schema": _("Das ganze ursprüngliche Schema prüft die Antworten weiterhin."),
    "schema-malformed": _("Das ist kein Schema und prüft nichts."),
    "keyword-malformed": _("„%(name)s“ hat so keine Bedeutung."),
    "format-unknown": _("Das Format „%(name)s“ wird nicht geprüft."),
    "pattern-not-portable": _("Das Muster %(name)s wird nicht geprüft: %(why)s."),
    "reference-not-found": _(
        "Hier wird nichts geprüft: %(name)s ist nicht in den Dateien, und wir laden nichts nach."
    ),
    "condition-not-recognised": _(
        "Diese Bedingung wird am Ende geprüft, zeigt oder verbirgt aber keine Fragen."
    ),
    "alternatives-not-told-apart": _(
        "Alle Alternativen werden gefragt. Ob sie zusammenpassen, wird am Ende geprüft."
    ),
    "condition-without-question": _(
        "Das wird immer gefragt: Die Bedingung verlangt zu viel oder etwas, was nicht gefragt wird."
    ),
    "too-much": _("Das Formular fragt zu viel oder zu tief. Dies wird nicht gefragt."),
    "rule-on-required": _("Das Layout verbirgt dies, das Schema verlangt es: Es wird gefragt."),
    "undescribed": _(
        "„%(name)s“ ist Pflicht, aber nicht beschrieben. Man kann es nur als JSON eingeben."
    ),
    "typed-as-json": _("Für „%(name)s“ gibt es kein Feld. Man kann es nur als JSON eingeben."),
    "accepted-only": _("Für „%(name)s“ gibt es kein Feld. Es wird nicht gefragt, aber angenommen."),
    "text-only": _("Eingeben kann man nur Text. Andere Werte werden angenommen."),
    "number-only": _("Eingeben kann man nur eine Zahl. Ja und nein werden angenommen."),
    "file-as-text": _("Die Datei stünde in den Antworten. Eingeben kann man nur Text."),
    "time-with-offset": _("Eine Uhrzeit braucht ihren Zeitversatz, zum Beispiel 09:30:00Z."),
    "part-not-read": _("„%(name)s“ steht in keiner Sprache, die wir lesen."),
    "outside-layout": _("Das Layout zeigt dies nicht. Es wird nicht gefragt."),
    "required-outside-layout": _(
        "Das Layout lässt Pflichtangaben weg. Sie stehen auf einer eigenen Seite."
    ),
    "layout-without-question": _(
        "Das Layout zeigt „%(name)s“ noch einmal, oder dort wird nichts gefragt."
    ),
    "layout-element": _("Für das Element „%(name)s“ des Layouts gibt es keine Entsprechung."),
    "layout-too-deep": _("Das Layout ist zu tief verschachtelt."),
    "layout-not-expressed": _("Für „%(name)s“ des Layouts gibt es keine Entsprechung."),
    "rule-disables": _("Eine Regel, die nur sperrt („%(name)s“), ist weggelassen."),
    "rule-not-recognised": _("Diese Regel fragt nach mehr als einzelnen Antworten: weggelassen."),
}


# What Python says of JSON that it cannot read.
_PROBLEMS = {
    "Expecting ',' delimiter": _("es fehlt ein Komma"),
    "Expecting ':' delimiter": _("es fehlt ein Doppelpunkt"),
    "Expecting value": _("es fehlt ein Wert"),
    "Expecting property name enclosed in double quotes": _(
        "es fehlt ein Name in Anführungszeichen"
    ),
    "Illegal trailing comma before end of object": _("ein Komma zu viel"),
    "Illegal trailing comma before end of array": _("ein Komma zu viel"),
    "Unterminated string starting at": _("ein Text hört nicht auf"),
    "Invalid control character at": _("ein Zeilenumbruch oder Tabulator mitten im Text"),
    "Invalid \\escape": _("ein \\ steht vor einem Zeichen, zu dem es nicht gehört"),
    "Extra data": _("danach steht noch etwas"),
}


def import_sentence(message: Message) -> str:
    """Return a refusal or a remark of the import in the reader's language."""
    params = dict(message.params)
    finding = params.get("finding")
    if finding and (said := SENTENCES.get(finding["code"])):
        params["first"] = str(said) % finding["params"]
    if said := _PROBLEMS.get(params.get("problem", "")):
        params["problem"] = said
    template = REFUSALS.get(message.code) or REMARKS.get(message.code) or message.text
    return str(template) % params
