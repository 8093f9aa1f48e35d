"""What the JSON editor of the expert view says, in the reader's language."""

from typing import Final

from django.utils.translation import gettext_lazy as _

# The keys are the editor's own phrases.
WORDS: Final = {
    "Find": _("Suchen"),
    "Replace": _("Ersetzen durch"),
    "next": _("nächste Stelle"),
    "previous": _("vorige Stelle"),
    "all": _("alle auswählen"),
    "match case": _("Groß und klein unterscheiden"),
    "by word": _("ganze Wörter"),
    "regexp": _("regulärer Ausdruck"),
    "replace": _("ersetzen"),
    "replace all": _("alle ersetzen"),
    "close": _("schließen"),
    "current match": _("aktuelle Stelle"),
    "on line": _("in Zeile"),
    "replaced match on line $": _("in Zeile $ ersetzt"),
    "replaced $ matches": _("$ Stellen ersetzt"),
    "Go to line": _("Gehe zu Zeile"),
    "go": _("gehe"),
    "Fold line": _("Zeile einklappen"),
    "Unfold line": _("Zeile ausklappen"),
    "folded code": _("eingeklappt"),
    "unfold": _("ausklappen"),
    "Folded lines": _("Eingeklappt: Zeilen"),
    "Unfolded lines": _("Ausgeklappt: Zeilen"),
    "to": _("bis"),
    # Ours: browsers say this in English only.
    "Syntax error": _("Ab hier ist es kein JSON."),
    "Diagnostics": _("Fehler"),
    "No diagnostics": _("Keine Fehler"),
    "Control character": _("Steuerzeichen"),
    "Selection deleted": _("Auswahl gelöscht"),
}
