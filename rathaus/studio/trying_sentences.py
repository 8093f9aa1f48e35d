"""What test cases say when they fail, and forms that cannot be tried, in the words of staff."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forms_engine.definition import Definition, label_of
from forms_engine.errors import Finding, Message
from rathaus.studio.sentences import sentence
from rathaus.web.amounts import euros

SENTENCES = {
    "not_compilable": _("Das Formular hat Fehler und lässt sich nicht ausprobieren."),
    "page_new": _("Seite „%(page)s“ wird jetzt gezeigt."),
    "page_gone": _("Seite „%(page)s“ wird nicht mehr gezeigt."),
    "route_nobody": _("Geht jetzt an niemanden."),
    "route_found": _("Geht jetzt an %(now)s, vorher an niemanden."),
    "route_changed": _("Geht jetzt an %(now)s statt an %(before)s."),
    "due_changed": _("Frist: %(now)s statt %(before)s."),
    "fees_changed": _("Gebühr: %(now)s statt %(before)s."),
    "notice_new": _("Es gibt einen neuen Bescheid: „%(notice)s“."),
    "notice_gone": _("Den Bescheid „%(notice)s“ gibt es nicht mehr."),
    "fault_new": _("„%(label)s“ wird jetzt beanstandet."),
    "fault_missing": _(
        "„%(label)s“ fehlt jetzt: Die Frage ist neu oder eine Pflichtfrage geworden."
    ),
    "fault_gone": _("„%(label)s“ wird nicht mehr beanstandet."),
}


def said(difference: Message) -> str:
    """Return what is different in the reader's language."""
    template = SENTENCES.get(difference.code)
    if template is None:
        return str(difference)
    params: dict[str, Any] = dict(difference.params)
    if difference.code == "due_changed":
        params = {name: _days(value) for name, value in params.items()}
    elif difference.code == "fees_changed":
        params = {name: euros(value) for name, value in params.items()}
    return str(template) % params


def _days(days: Any) -> str:
    if not isinstance(days, int):
        return str(_("ohne Frist"))
    return ngettext("%(count)d Tag", "%(count)d Tage", days) % {"count": days}


def findings_said(definition: Definition, findings: list[Finding]) -> list[tuple[str, str]]:
    """Return errors of a form: where (a question's name), and what is wrong."""
    nodes = definition.get("nodes") if isinstance(definition, dict) else None
    nodes = nodes if isinstance(nodes, dict) else {}
    return [(_name(nodes.get(each.at)), sentence(each)) for each in findings]


def _name(node: Any) -> str:
    return label_of(node) if isinstance(node, dict) else ""
