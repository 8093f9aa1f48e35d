"""Why each finding of the check list matters, in a short sentence for staff."""

from django.utils.translation import gettext_lazy as _

_GOES_WRONG = _("So kann der Prozess nicht laufen.")
_NEVER_SEEN = _("Was nie gezeigt wird, verwirrt nur, wer den Prozess pflegt.")
_READ = _("Kurze, klare Texte verstehen mehr Menschen, und es gibt weniger Rückfragen.")
_ALL = _("Der Prozess muss für alle bedienbar sein, auch mit Vorlesehilfe.")
_PRIVACY = _("Personenbezogene Daten dürfen nur mit Grund und Zweck erhoben werden (DSGVO).")
_LETTER = _("Was im Bescheid fehlt, macht ihn unklar oder angreifbar.")
_LANGUAGES = _("Wer eine andere Sprache wählt, soll dasselbe lesen.")
_ROUTE = _("Sonst bleibt ein Antrag liegen, bis ihn jemand von Hand zuordnet.")
_UPKEEP = _("Was nichts bewirkt, lenkt beim Pflegen ab.")
_MONEY = _("Eine falsche Gebühr muss später zurückgezahlt oder nachgefordert werden.")

REASONS = {
    "orphan": _UPKEEP,
    "empty": _UPKEEP,
    "unknown_key": _UPKEEP,
    "key_missing": _("Ohne technischen Namen kann die Antwort nicht gespeichert werden."),
    "key_twice": _("Zwei Antworten würden am selben Platz gespeichert."),
    "page_empty": _("Eine leere Seite kostet alle einen Klick."),
    "page_too_long": _("Auf kurzen Seiten machen Menschen weniger Fehler und brechen seltener ab."),
    "no_question": _("Ohne Frage gibt es nichts auszufüllen."),
    "summary_missing": _("Daran erkennt man in der Übersicht, ob man hier richtig ist."),
    "category_missing": _("Ohne Thema findet man den Prozess nur über die Suche."),
    "retention_missing": _("Daten dürfen nicht länger aufbewahrt werden als nötig (DSGVO)."),
    "label_missing": _ALL,
    "sentence_long": _READ,
    "label_twice": _("Wer vorlesen lässt, kann die Fragen nicht unterscheiden."),
    "label_long": _READ,
    "label_colon": _READ,
    "please_chain": _READ,
    "abbreviation": _READ,
    "all_caps": _READ,
    "filler_text": _("Das würden alle lesen, die den Prozess öffnen."),
    "one_gender": _("Alle sollen sich angesprochen fühlen."),
    "label_in_placeholder": _ALL,
    "help_in_placeholder": _ALL,
    "link_text": _("Wer Links vorlesen lässt, hört sie ohne den Satz darum herum."),
    "colour_only": _ALL,
    "position_only": _ALL,
    "markup": _("Die Zeichen stören beim Lesen."),
    "many_radios": _READ,
    "many_boxes": _READ,
    "file_any_type": _("Sonst kommen Dateien, die das Amt nicht öffnen kann."),
    "file_one_type": _("Ein Foto vom Telefon genügt oft und ist für viele einfacher."),
    "legal_basis_missing": _PRIVACY,
    "privacy_missing": _("Menschen müssen erfahren, was mit ihren Daten geschieht (DSGVO)."),
    "purpose_missing": _PRIVACY,
    "special_data": _("Diese Daten sind besonders geschützt (Artikel 9 DSGVO)."),
    "answers_unused": _("Fragen Sie nur, was das Amt braucht (Datensparsamkeit)."),
    "never_shown": _NEVER_SEEN,
    "always_shown": _UPKEEP,
    "condition_contradicts": _NEVER_SEEN,
    "condition_doubled": _UPKEEP,
    "condition_unknown_option": _("Die Regel greift nicht, obwohl sie so aussieht."),
    "condition_later_field": _("Menschen müssten zurückgehen, um zu sehen, was sich geändert hat."),
    "never_reached": _NEVER_SEEN,
    "page_unreachable": _NEVER_SEEN,
    "required_but_hidden": _("Das Amt rechnet mit einer Antwort, die nie kommt."),
    "option_twice": _("Menschen können die beiden Antworten nicht unterscheiden."),
    "default_wrong": _("Die Vorbelegung würde beim Absenden abgelehnt."),
    "pattern_looks_around": _("Eine langsame Prüfung hält alle auf."),
    "fee_never": _MONEY,
    "fee_per_wrong": _MONEY,
    "routing_missing": _ROUTE,
    "routing_no_fallback": _ROUTE,
    "routing_nowhere": _ROUTE,
    "routing_never": _UPKEEP,
    "routing_unreachable": _UPKEEP,
    "rule_twice": _("Die zweite Regel kommt nie an die Reihe."),
    "unknown_role": _ROUTE,
    "notice_missing": _("Ein eigener Text passt besser und spart Rückfragen."),
    "notice_empty": _LETTER,
    "notice_hole_hidden": _LETTER,
    "notice_hole_optional": _LETTER,
    "remedy_missing": _("Ohne Belehrung kann man ein Jahr lang widersprechen (§ 58 VwGO)."),
    "unknown_name": _LETTER,
    "text_for_nothing": _UPKEEP,
    "text_language": _LANGUAGES,
    "texts_missing": _LANGUAGES,
    "texts_outdated": _LANGUAGES,
    "parameter_unset": _("Solange der Wert fehlt, gelten Regeln und Gebühren damit nicht."),
    "role_unmapped": _ROUTE,
}


def reason_for(code: str) -> str:
    """Return why a finding matters; without a reason of its own, nothing works as it is."""
    return str(REASONS.get(code, _GOES_WRONG))


_WITHOUT_CONDITION = _("Bedingung entfernen")
REPAIR_LABELS = {
    "page_empty": _("Seite löschen"),
    "empty": _("Löschen"),
    "orphan": _("Löschen"),
    "retention_missing": _("Nach 10 Jahren löschen lassen"),
    "label_colon": _("Doppelpunkt entfernen"),
    "label_in_placeholder": _("Als Frage über das Feld setzen"),
    "help_in_placeholder": _("Als Hilfetext über das Feld setzen"),
    "many_radios": _("Als Auswahlliste zeigen"),
    "file_any_type": _("PDF und Bilder annehmen"),
    "file_one_type": _("Auch PDF und Bilder annehmen"),
    "default_wrong": _("Vorbelegung entfernen"),
    "option_twice": _("Doppelte Antwort entfernen"),
    "routing_never": _("Regel löschen"),
    "routing_unreachable": _("Regel löschen"),
    "rule_twice": _("Regel löschen"),
    "routing_no_fallback": _("Alle übrigen demselben Amt zuordnen"),
    "routing_nowhere": _("Alle übrigen demselben Amt zuordnen"),
    "part_unknown": _("Teil entfernen"),
    "condition_doubled": _("Einmal entfernen"),
    "condition_unknown_option": _("Aus der Bedingung entfernen"),
}


def repair_label(code: str) -> str:
    """Return what the button of a repair says."""
    return str(REPAIR_LABELS.get(code, _WITHOUT_CONDITION))
