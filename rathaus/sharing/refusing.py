"""Why something from another installation is not taken in, in the words of whoever reads it."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from forms_engine.importing import Refused as NotReadable

SENTENCES: Final[dict[str, Any]] = {
    # --- What the reader of JSON finds.
    "file-too-large": _("Die Datei ist größer als %(limit)s MB."),
    "file-empty": _("Die Datei ist leer."),
    "too-deep": _("Die Datei ist mehr als %(limit)s Ebenen tief verschachtelt."),
    "not-json": _(
        "Die Datei ist beschädigt oder abgeschnitten: "
        "Das JSON bricht in Zeile %(line)s, Spalte %(column)s ab."
    ),
    "not-text": _("Die Datei ist beschädigt: Byte %(position)s ist kein Text in UTF-8."),
    "key-twice": _("Der Schlüssel „%(key)s“ steht zweimal in einem Objekt."),
    "no-number": _("%(number)s ist in JSON keine Zahl."),
    "number-too-large": _("Die Zahl %(number)s ist zu groß."),
    "nul-character": _("Die Datei enthält ein NUL-Zeichen. Das speichert keine Datenbank."),
    "half-character": _("Die Datei enthält ein halbes Zeichen."),
    # --- What stands in it.
    "too-much": _("Die Datei enthält mehr Werte, als Prozesse haben können."),
    "no-parcel": _("Das ist keine Datei, die ein Rathaus für andere gemacht hat."),
    "other-format": _("Die Datei hat das Format „%(format)s“. Wir lesen „%(known)s“."),
    "not-canonical": _(
        "Die Datei ist anders geschrieben, als ein Rathaus sie schreibt. "
        "Sie wurde nachträglich bearbeitet oder neu gespeichert."
    ),
    "not-signed": _("Die Datei ist nicht unterschrieben."),
    "wrong-form": _("Bei %(at)s steht nicht, was dort stehen muss: %(problem)s"),
    "not-trusted": _(
        "Unterschrieben hat „%(name)s“ mit dem Schlüssel %(key)s. "
        "Diesem Schlüssel vertraut dieses Rathaus nicht."
    ),
    "wrong-signature": _(
        "Die Unterschrift passt nicht zum Inhalt. "
        "Die Datei wurde verändert, nachdem „%(name)s“ sie unterschrieben hatte."
    ),
    "wrong-order": _("„%(title)s“: Die Versionen stehen nicht in ihrer Reihenfolge."),
    "wrong-chain": _(
        "„%(title)s“: Die Versionen gehören nicht zusammen. "
        "Ab Version %(number)s stimmt die Kette der Prüfsummen nicht."
    ),
    "wrong-digest": _("Eine Definition stimmt nicht mit ihrer Prüfsumme %(digest)s überein."),
    "no-definition": _("„%(title)s“: Die neueste Version ist nicht dabei."),
    "stray-definition": _("Die Datei enthält eine Definition, die zu keiner Version gehört."),
    "broken-definition": _(
        "„%(title)s“, Version %(number)s: Dieses Rathaus versteht den Aufbau nicht "
        "(%(count)s Fehler). Vielleicht wurde er mit einem neueren Rathaus gemacht."
    ),
    "process-twice": _("„%(title)s“ steht zweimal in der Datei."),
    "wrong-time": _("%(time)s ist kein Zeitpunkt."),
    # --- What is known here already.
    "rewritten": _(
        "„%(title)s“: Version %(number)s kennen wir mit anderem Inhalt. "
        "Was veröffentlicht ist, ändert sich nicht mehr."
    ),
    "of-another": _("„%(title)s“ gehört „%(owner)s“, unterschrieben hat „%(name)s“."),
    "of-ours": _("„%(title)s“ gehört einer Stadt dieses Rathauses, unterschrieben hat „%(name)s“."),
    "not-asked-for": _("Der Katalog hat etwas anderes geschickt, als er angekündigt hat."),
}


class Refused(Exception):
    """A file that is not taken in; it says why, and nothing was changed."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(code)

    def __str__(self) -> str:
        """Return the sentence, in the language of whoever reads it."""
        text = str(SENTENCES[self.code])
        return text % self.params if self.params else text


def because(problem: NotReadable) -> Refused:
    """Return the refusal of bytes that are no JSON."""
    return Refused(problem.message.code, **problem.message.params)
