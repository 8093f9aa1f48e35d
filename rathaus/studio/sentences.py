"""What the engine's check finds, in the words of staff; the codes are the engine's."""

from django.utils.translation import gettext_lazy as _

from forms_engine.errors import Finding

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
    "not_compilable": _("Daraus lässt sich kein Formular machen: %(reason)s."),
    "fee_per_wrong": _(
        "Eine Gebühr lässt sich nicht nach „%(id)s“ zählen: Das ist weder Liste noch Zahl."
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
    "texts_missing": _("%(count)s Texte sind noch nicht übersetzt (%(language)s)."),
}


def sentence(finding: Finding) -> str:
    """Return what was found in the reader's language; a code without one in the engine's words."""
    template = SENTENCES.get(finding.code)
    return str(template) % finding.params if template else finding.text
