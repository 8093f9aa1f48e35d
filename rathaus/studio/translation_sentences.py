"""What a translator's file has to say, in the words of staff; the codes are the engine's."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forms_engine.translating import NotReadable, Taken
from rathaus.studio.language_names import language_name

REFUSALS: Final = {
    "file_too_large": _("Die Datei ist größer als %(limit)s MB."),
    "file_empty": _("Die Datei ist leer."),
    "file_not_text": _("Die Datei ist kein Text in UTF-8 oder UTF-16."),
    "file_nul": _("Die Datei enthält ein NUL-Zeichen."),
    "csv_columns": _(
        "Das ist weder XLIFF noch eine Tabelle mit den Spalten „name“ und „translation“ in der "
        "ersten Zeile."
    ),
    "csv_broken": _("Die Tabelle lässt sich ab Zeile %(line)s nicht lesen."),
    "csv_too_many": _("Die Tabelle hat mehr als %(limit)s Zeilen."),
    "xml_broken": _("Das ist kein XML: Zeile %(line)s, Spalte %(column)s."),
    "xml_doctype": _(
        "Die Datei erklärt einen Dokumenttyp (DOCTYPE). XLIFF braucht keinen. Aus Vorsicht lesen "
        "wir sie nicht."
    ),
    "xml_too_deep": _("Die Datei ist mehr als %(limit)s Ebenen tief verschachtelt."),
    "xml_too_much": _("Die Datei hat mehr als %(limit)s Texte."),
    "xliff_none": _("Die Datei ist XML, aber kein XLIFF."),
    "xliff_version": _("Die Datei ist XLIFF %(version)s. Wir lesen XLIFF 1.2."),
    "xliff_language": _("Die Texte in der Datei sind in „%(given)s“, nicht in „%(wanted)s“."),
    "text_twice": _("Der Text „%(name)s“ steht zweimal in der Datei."),
    "no_texts": _("Kein Text in der Datei gehört zu diesem Prozess."),
}
_MOST_NAMED: Final = 10


def refusal(refused: NotReadable) -> str:
    """Return why a file is not read, in the reader's language."""
    params = dict(refused.message.params)
    for name in ("given", "wanted"):
        if name in params:
            params[name] = language_name(params[name])
    template = REFUSALS.get(refused.message.code)
    return str(template) % params if template else str(refused)


def summary(taken: Taken) -> str:
    """Return what became of a file, in a few sentences."""
    count = len(taken.texts)
    said = [
        ngettext("%(count)s Text ist übernommen.", "%(count)s Texte sind übernommen.", count)
        % {"count": count}
        if count
        else str(_("In der Datei steht nichts Neues."))
    ]
    if taken.empty:
        said.append(str(_("%(count)s sind dort noch nicht übersetzt.")) % {"count": taken.empty})
    return " ".join(said)


def warnings(taken: Taken) -> list[str]:
    """Return what somebody should look at after a file was taken."""
    found = []
    if taken.outdated:
        found.append(
            ngettext(
                "Bei %(count)s Text hat sich seit dem Herunterladen die Vorlage geändert. "
                "Er gilt als veraltet: %(names)s",
                "Bei %(count)s Texten hat sich seit dem Herunterladen die Vorlage geändert. "
                "Sie gelten als veraltet: %(names)s",
                len(taken.outdated),
            )
            % {"count": len(taken.outdated), "names": _some(taken.outdated)}
        )
    if taken.unknown:
        found.append(
            ngettext(
                "%(count)s Text gehört zu nichts in diesem Prozess: %(names)s",
                "%(count)s Texte gehören zu nichts in diesem Prozess: %(names)s",
                len(taken.unknown),
            )
            % {"count": len(taken.unknown), "names": _some(taken.unknown)}
        )
    return found


def _some(names: list[str]) -> str:
    shown = ", ".join(name[:80] for name in names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} …"
