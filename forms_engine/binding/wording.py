"""Says in the reader's language what to do about a fault; messages are German, the rest gettext."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from forms_engine.answers.sentences import sentence_code
from forms_engine.compiling import Compiled, Entry
from forms_engine.definition import label_of
from forms_engine.errors import Fault
from forms_engine.kinds.figures import written

SENTENCES: Final[Mapping[str, Any]] = {
    "required": _("Füllen Sie „%(label)s“ aus."),
    "required_choice": _("Wählen Sie bei „%(label)s“ eine Antwort aus."),
    "required_file": _("Laden Sie bei „%(label)s“ eine Datei hoch."),
    "required_consent": _("Setzen Sie das Häkchen bei „%(label)s“."),
    "required_list": _("Fügen Sie bei „%(label)s“ mindestens %(limit)s Eintrag hinzu."),
    "too_short": _("Geben Sie bei „%(label)s“ mindestens %(limit)s Zeichen ein."),
    "too_long": _("Kürzen Sie „%(label)s“ auf höchstens %(limit)s Zeichen."),
    "pattern": _("Prüfen Sie „%(label)s“: Die Angabe hat nicht die richtige Form."),
    "digits": _("Geben Sie bei „%(label)s“ genau %(digits)s Ziffern ein."),
    "minimum": _("Geben Sie bei „%(label)s“ %(limit)s oder mehr ein."),
    "exclusive_minimum": _("Geben Sie bei „%(label)s“ mehr als %(limit)s ein."),
    "maximum": _("Geben Sie bei „%(label)s“ %(limit)s oder weniger ein."),
    "exclusive_maximum": _("Geben Sie bei „%(label)s“ weniger als %(limit)s ein."),
    "multiple_of": _("Geben Sie bei „%(label)s“ ein Vielfaches von %(multiple_of)s ein."),
    "min_items": _("Fügen Sie bei „%(label)s“ mindestens %(limit)s Einträge hinzu."),
    "max_items": _(
        "Bei „%(label)s“ sind höchstens %(limit)s Einträge möglich. Entfernen Sie einen."
    ),
    "unique_items": _("Bei „%(label)s“ steht etwas doppelt. Entfernen Sie eines davon."),
    "enum": _("Wählen Sie bei „%(label)s“ eine der Möglichkeiten aus."),
    "contains": _("Bei „%(label)s“ fehlt ein nötiger Eintrag. Ergänzen Sie ihn."),
    "type": _("Prüfen Sie „%(label)s“: Diese Art von Angabe passt hier nicht."),
    "no_variant": _("Prüfen Sie „%(label)s“: Die Angaben passen nicht zusammen."),
    "not_allowed": _("Ändern Sie „%(label)s“: Diese Angabe ist hier nicht möglich."),
    "invalid": _("Prüfen Sie „%(label)s“: Die Angabe stimmt so nicht."),
    "unexpected": _("„%(name)s“ wird hier nicht gebraucht. Entfernen Sie die Angabe."),
    "unreadable": _("Wir können Ihre Angaben nicht lesen. Geben Sie sie bitte neu ein."),
    "constraint": "%(message)s",
    "number": _("Geben Sie bei „%(label)s“ eine Zahl ein, zum Beispiel 12 oder 12,5."),
    "integer": _("Geben Sie bei „%(label)s“ eine ganze Zahl ein, zum Beispiel 2."),
    "boolean": _("Wählen Sie bei „%(label)s“ Ja oder Nein."),
    "json": _("Geben Sie bei „%(label)s“ einen Wert in JSON ein."),
    "format_email": _(
        "Geben Sie bei „%(label)s“ eine vollständige E-Mail-Adresse ein, "
        "zum Beispiel name@beispiel.de."
    ),
    "format_phone": _("Geben Sie bei „%(label)s“ eine Telefonnummer ein, zum Beispiel 069 2120."),
    "format_iban": _(
        "Prüfen Sie „%(label)s“: Die Prüfziffer passt nicht. "
        "Eine deutsche IBAN beginnt mit DE und hat 22 Stellen."
    ),
    "format_bic": _("Geben Sie bei „%(label)s“ eine BIC mit 8 oder 11 Stellen ein."),
    "format_tax_id": _("Prüfen Sie „%(label)s“: Die Steuer-Identifikationsnummer hat 11 Ziffern."),
    "format_tax_number": _("Geben Sie bei „%(label)s“ die Steuernummer vom Steuerbescheid ein."),
    "format_vat_id": _(
        "Geben Sie bei „%(label)s“ eine Umsatzsteuer-Identifikationsnummer ein, "
        "zum Beispiel DE136695976."
    ),
    "format_postcode": _("Geben Sie bei „%(label)s“ fünf Ziffern ein, zum Beispiel 60311."),
    "format_number_plate": _(
        "Geben Sie bei „%(label)s“ ein Kennzeichen ein, zum Beispiel F-AB 123."
    ),
    "format_money": _("Geben Sie bei „%(label)s“ einen Betrag ein, zum Beispiel 12,50."),
    "format_date": _(
        "Geben Sie bei „%(label)s“ ein Datum ein, das es gibt, zum Beispiel 3 5 2026."
    ),
    "format_time": _("Geben Sie bei „%(label)s“ eine Uhrzeit ein, zum Beispiel 9:30."),
    "format_datetime": _(
        "Geben Sie bei „%(label)s“ Datum und Uhrzeit ein, zum Beispiel 3.5.2026 9:30."
    ),
    "format_month": _("Geben Sie bei „%(label)s“ einen Monat ein, zum Beispiel 2026-05."),
    "format_upload": _("Laden Sie die Datei bei „%(label)s“ noch einmal hoch."),
    "format_map": _("Geben Sie bei „%(label)s“ Koordinaten ein, zum Beispiel 50.1109, 8.6821."),
    "format_link": _("Geben Sie bei „%(label)s“ eine Adresse ein, die mit https:// beginnt."),
    "format_uri": _("Geben Sie bei „%(label)s“ eine Adresse ein, die mit https:// beginnt."),
    "format": _("Prüfen Sie „%(label)s“: Die Angabe hat nicht die richtige Form."),
    # Uploads, see applications/uploading.py
    "upload_empty": _("Die Datei „%(name)s“ ist leer. Wählen Sie eine andere."),
    "upload_too_large": _(
        "Die Datei „%(name)s“ ist zu groß. Sie darf höchstens %(limit)s groß sein."
    ),
    "upload_type": _("Die Datei „%(name)s“ geht hier nicht. Möglich sind: %(accepted)s."),
    "upload_too_many": _(
        "Bei „%(label)s“ sind höchstens %(limit)s Dateien möglich. Entfernen Sie zuerst eine."
    ),
    "upload_too_often": _(
        "Das waren zu viele Dateien in kurzer Zeit. Warten Sie einige Minuten und laden Sie die "
        "Datei bei „%(label)s“ dann noch einmal hoch."
    ),
}
_DIGITS = re.compile(r"\^?(?:\[0-9\]|\\d)\{([0-9]{1,2})\}\$?")


def fault_sentence(compiled: Compiled, fault: Fault) -> str:
    """Return what to do, naming the field (or its part) as the page does."""
    entry = compiled.entries.get(fault.node_id or "")
    if entry is None:
        return _filled("constraint" if fault.code == "constraint" else fault.code, fault, "")
    code = sentence_code(fault.code, entry.node)
    if fault.code.startswith("upload_"):
        code = fault.code
    if match := _DIGITS.fullmatch(str(fault.params.get("pattern", ""))):
        code, fault = "digits", _with(fault, digits=match[1])
    return _filled(code, fault, _label(entry, fault.part, compiled))


def _with(fault: Fault, **params: Any) -> Fault:
    return Fault(
        fault.node_id, fault.rows, fault.code, {**fault.params, **params}, fault.text, fault.part
    )


def _label(entry: Entry, part: str, compiled: Compiled) -> str:
    if part and entry.kind is not None:
        for each in entry.kind.parts(entry.node):
            if each.key == part:
                return each.label(get_language() or "de")
    label = label_of(entry.node)
    if entry.is_bare and not label:
        return label_of(compiled.entries[entry.list_ids[-1]].node)
    return label


def _filled(code: str, fault: Fault, label: str) -> str:
    params = {"limit": 1, "name": "", "message": "", "multiple_of": "", **fault.params}
    params["label"] = label or params.get("label", "")
    for name in ("limit", "multiple_of"):
        if isinstance(params[name], int | float) and not isinstance(params[name], bool):
            params[name] = written(params[name], get_language() or "de")
    return str(SENTENCES.get(code, SENTENCES["invalid"])) % params
