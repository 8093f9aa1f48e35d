"""What the engine's check finds, in the words of staff; the codes are the engine's."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forms_engine.errors import Finding
from rathaus.studio.language_names import language_name

SENTENCES = {
    "not_json": _("Das ist kein JSON: %(reason)s."),
    "too_deep": _("Das Dokument ist mehr als %(limit)s Ebenen tief verschachtelt."),
    "too_large": _("Das Dokument hat mehr als %(limit)s Werte."),
    "unknown_format": _("Die Datei hat nicht das Format %(format)s."),
    "missing": _("„%(name)s“ fehlt."),
    "unknown_key": _("„%(name)s“ ist hier nicht bekannt und bewirkt nichts."),
    "wrong_type": _("Hier wird etwas anderes erwartet: %(type)s."),
    "wrong_value": _("„%(value)s“ ist keiner der möglichen Werte."),
    "wrong_form": _("Das hat nicht die richtige Form: %(problem)s."),
    "order_unknown": _("Die Reihenfolge nennt „%(id)s“, aber das gibt es nicht."),
    "order_twice": _("„%(id)s“ steht an mehr als einer Stelle."),
    "cycle": _("„%(id)s“ enthält sich selbst."),
    "orphan": _("„%(id)s“ steht nirgends und wird nie gezeigt."),
    "page_inside": _("Eine Seite kann nicht in etwas anderem stehen."),
    "not_a_page": _("Ganz oben können nur Seiten stehen."),
    "nested_too_deep": _("Gruppen und Listen sind mehr als %(limit)s Ebenen tief verschachtelt."),
    "empty": _("Hier ist noch nichts."),
    "key_missing": _("Der Schlüssel fehlt, unter dem die Antwort gespeichert wird."),
    "key_twice": _("Der Schlüssel „%(key)s“ kommt hier zweimal vor, auch bei „%(other)s“."),
    "label_missing": _("Die Beschriftung fehlt."),
    "condition_unknown_field": _("Die Bedingung fragt nach „%(id)s“, aber das gibt es nicht."),
    "condition_no_value": _("Die Bedingung fragt nach „%(id)s“, das keine Antwort hat."),
    "condition_later_field": _(
        "Die Bedingung fragt nach „%(label)s“. Das kommt erst nach dem, was sie zeigt."
    ),
    "condition_other_rows": _(
        "Die Bedingung fragt von außen nach „%(label)s“ in einer Liste. Fragen Sie nach der Liste."
    ),
    "condition_circle": _("Die Bedingung hängt über „%(label)s“ von sich selbst ab."),
    "condition_reference": _(
        "Ein Schema in einer Bedingung darf nicht auf andere Schemas verweisen."
    ),
    "condition_too_complicated": _(
        "Die Bedingung mischt mehr als %(limit)s Fragen von innerhalb und außerhalb einer Liste."
    ),
    "condition_in_bare_list": _(
        "Das einzige Feld einer Liste ohne Schlüssel kann keine Bedingung haben."
    ),
    "never_shown": _("Die Bedingung trifft nie zu. Das wird nie gezeigt."),
    "always_shown": _("Die Bedingung trifft immer zu. Sie können sie weglassen."),
    "condition_contradicts": _("Die Teile der Bedingung widersprechen sich. Das wird nie gezeigt."),
    "condition_doubled": _("Die Bedingung fragt zweimal nach demselben."),
    "condition_unknown_option": _(
        "Die Bedingung fragt bei „%(label)s“ nach der Antwort „%(value)s“. "
        "Diese Antwort gibt es nicht."
    ),
    "never_reached": _(
        "Das wird nie gezeigt: Die Bedingung fragt nach etwas, das dann selbst verborgen ist."
    ),
    "page_unreachable": _("Keine Antworten führen zu dieser Seite."),
    "required_but_hidden": _("Das muss beantwortet werden, wird aber nie gezeigt."),
    "unknown_parameter": _("Den Parameter „%(name)s“ gibt es nicht."),
    "schema_invalid": _("Das ist kein JSON Schema: %(reason)s."),
    "unknown_value_format": _("Das Format „%(format)s“ gibt es nicht."),
    "pattern_not_portable": _(
        "Das Muster verwendet „%(piece)s“, das Programme verschieden lesen. "
        "Schreiben Sie die Zeichen aus."
    ),
    "pattern_invalid": _("Das Muster %(pattern)s ist kein regulärer Ausdruck."),
    "pattern_looks_around": _(
        "Das Muster verwendet „%(piece)s“. Das zu prüfen dauert länger; es geht oft auch ohne."
    ),
    "options_missing": _("Die Antworten zur Auswahl fehlen."),
    "option_twice": _("Die Antwort „%(value)s“ gibt es zweimal."),
    "default_wrong": _("Die Vorbelegung passt nicht zum Feld."),
    "parameter_default_wrong": _("Die Vorbelegung des Parameters „%(name)s“ passt nicht zu ihm."),
    "value_missing": _("Der feste Wert fehlt."),
    "calculation_missing": _("Es ist nicht gesagt, wie der Wert berechnet wird."),
    "calculation_unknown": _("Die Berechnung verwendet „%(id)s“. Das geht nicht."),
    "part_unknown": _("Den Teil „%(part)s“ gibt es nicht."),
    "page_empty": _("Auf dieser Seite steht noch keine Frage."),
    "page_too_long": _(
        "Auf dieser Seite stehen %(count)s Fragen. Bis zu %(limit)s lassen sich gut überblicken."
    ),
    "no_question": _("Der Prozess fragt noch nichts."),
    "summary_missing": _("Die Kurzbeschreibung fehlt: ein Satz dazu, was man hier bekommt."),
    "category_missing": _("Es ist nicht gesagt, unter welchem Thema man den Prozess findet."),
    "retention_missing": _("Es ist nicht gesagt, wann abgeschlossene Fälle gelöscht werden."),
    "sentence_long": _("Ein Satz hat %(count)s Wörter: „%(start)s …“. Teilen Sie ihn."),
    "label_twice": _("„%(label)s“ steht hier zweimal. Beschriften Sie verschieden."),
    "label_long": _(
        "Die Beschriftung hat %(count)s Zeichen. Schreiben Sie den Rest in den Hilfetext."
    ),
    "label_colon": _("Die Beschriftung endet mit einem Doppelpunkt. Lassen Sie ihn weg."),
    "please_chain": _("Lassen Sie „bitte“ hier weg. Einmal in einem Text genügt."),
    "abbreviation": _("„%(word)s“ ist eine Abkürzung. Schreiben Sie aus, was sie bedeutet."),
    "all_caps": _("„%(words)s“ steht in Großbuchstaben. Das ist schwer zu lesen."),
    "filler_text": _("„%(text)s“ ist nur ein vorläufiger Text. Schreiben Sie den richtigen."),
    "one_gender": _("„%(word)s“ spricht nicht alle an. Formulieren Sie es für alle."),
    "label_in_placeholder": _(
        "Die Frage steht nur im Eingabefeld. Sie verschwindet, sobald jemand tippt."
    ),
    "help_in_placeholder": _(
        "Die Hilfe steht nur im Eingabefeld. Sie verschwindet, sobald jemand tippt."
    ),
    "link_text": _("„%(text)s“ sagt nicht, wohin der Link führt. Nennen Sie das Ziel."),
    "colour_only": _("„%(text)s“ versteht nur, wer Farben sieht. Nennen Sie es auch beim Namen."),
    "position_only": _(
        "„%(text)s“ versteht nur, wer die Seite sieht. Nennen Sie, was gemeint ist."
    ),
    "markup": _("„%(text)s“ wird so gezeigt, wie es dasteht. Texte kennen keine Formatierung."),
    "many_radios": _("%(count)s Antworten untereinander sind viele. Eine Auswahlliste ist kürzer."),
    "many_boxes": _("%(count)s Kästchen sind viele. Fragen Sie zuerst nach einer Gruppe."),
    "file_any_type": _("Es ist nicht gesagt, welche Arten von Dateien angenommen werden."),
    "file_one_type": _(
        "Es wird nur eine Art von Datei angenommen. Nicht alle können so eine Datei erstellen."
    ),
    "legal_basis_missing": _(
        "Es wird nach persönlichen Daten gefragt, aber keine Rechtsgrundlage genannt."
    ),
    "privacy_missing": _(
        "Es wird nach persönlichen Daten gefragt, aber kein Text nennt den Datenschutz."
    ),
    "purpose_missing": _(
        "Es ist nicht gesagt, wozu „%(label)s“ gebraucht wird: kein Zweck, keine Rechtsgrundlage."
    ),
    "special_data": _(
        "„%(label)s“ fragt nach besonders geschützten Daten („%(word)s“). Nennen Sie den Zweck."
    ),
    "answers_unused": _(
        "Nichts verwendet diese freiwilligen Antworten, und kein Zweck ist genannt "
        "(%(count)s): %(labels)s"
    ),
    "not_compilable": _("Daraus lässt sich kein Formular machen: %(reason)s."),
    "fee_per_wrong": _(
        "Eine Gebühr lässt sich nicht nach „%(id)s“ zählen: Das ist weder Liste noch Zahl."
    ),
    "fee_never": _("„%(label)s“ wird nie fällig: Die Bedingung trifft nie zu."),
    "routing_never": _("Die Bedingung dieser Regel trifft nie zu."),
    "rule_twice": _("Diese Regel hat dieselbe Bedingung wie Regel %(number)s davor."),
    "routing_nowhere": _("Anträge mit diesen Antworten erreichen kein Amt: %(example)s."),
    "notice_empty": _("Der Bescheid „%(title)s“ hat noch keinen Text."),
    "notice_hole_hidden": _(
        "Der Bescheid „%(title)s“ nennt „%(label)s“. Danach wird nicht immer gefragt; "
        "dann bleibt die Stelle leer."
    ),
    "notice_hole_optional": _(
        "Der Bescheid „%(title)s“ nennt „%(label)s“. Das ist freiwillig; ohne Antwort "
        "bleibt die Stelle leer."
    ),
    "remedy_missing": _(
        "Der Bescheid „%(title)s“ lehnt ab, ohne zu sagen, was man dagegen tun kann."
    ),
    "id_twice": _("„%(id)s“ kommt zweimal vor."),
    "unknown_node": _("„%(id)s“ wird hier genannt, aber das gibt es nicht."),
    "unknown_role": _("Die Rolle „%(role)s“ gibt es nicht."),
    "routing_missing": _("Es ist nicht gesagt, wohin Anträge gehen. Sie gehen zur Auffangstelle."),
    "routing_no_fallback": _(
        "Jede Regel hat eine Bedingung. Anträge, auf die keine passt, gehen zur Auffangstelle."
    ),
    "routing_unreachable": _(
        "Diese Regel kommt nie an die Reihe, weil eine Regel davor immer passt."
    ),
    "notice_missing": _("Für „%(on)s“ gibt es keinen Bescheid. Ein allgemeiner wird verwendet."),
    "unknown_name": _("Der Text nennt „%(name)s“, das es nicht gibt."),
    "text_for_nothing": _("Der Text „%(name)s“ (%(language)s) gehört zu nichts."),
    "text_language": _("Es gibt Texte in „%(language)s“, das nicht unter den Sprachen ist."),
    "texts_missing": _("Noch nicht übersetzte Texte (%(language)s): %(count)s."),
    "texts_outdated": _(
        "Veraltete Übersetzungen (%(language)s): %(count)s. Das Original wurde geändert."
    ),
}
_EVENTS = {
    "granted": _("Bewilligung"),
    "refused": _("Ablehnung"),
    "received": _("Eingang"),
}


def sentence(finding: Finding) -> str:
    """Return what was found in the reader's language; a code without one in the engine's words."""
    template = SENTENCES.get(finding.code)
    return str(template) % _spoken(finding.params) if template else finding.text


def _spoken(params: Mapping[str, Any]) -> dict[str, Any]:
    """Put into words what the engine names by codes."""
    spoken = dict(params)
    if "on" in spoken:
        spoken["on"] = _EVENTS.get(spoken["on"], spoken["on"])
    if "language" in spoken:
        spoken["language"] = language_name(str(spoken["language"]))
    if "answers" in spoken:
        spoken["example"] = "; ".join(_answer(each) for each in spoken["answers"]) or _("alle")
    return spoken


def _answer(answer: Mapping[str, Any]) -> str:
    """Say a question and what was answered to it."""
    value = answer["value"]
    if answer["is_open"]:
        words = gettext("nicht beantwortet")
    elif isinstance(value, bool):
        words = gettext("Ja") if value else gettext("Nein")
    else:
        words = str(answer["shown"])
    return f"„{answer['label']}“: {words}"
