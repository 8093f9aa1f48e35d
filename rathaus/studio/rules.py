"""Every rule of a process in sentences: what is shown, what must fit, what costs, who gets it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forms_engine.conditions import sentence
from forms_engine.definition import Definition, label_of, walk
from forms_engine.editing.moving import condition_findings
from rathaus.processes.models import Process
from rathaus.studio.kinds import kind_name
from rathaus.studio.sentences import sentence as finding_sentence
from rathaus.studio.spoken import language_here


@dataclass(frozen=True)
class Rule:
    """
    One rule.

    :param page_id: the page it belongs to; "" where it belongs to the whole process.
    """

    name: str
    what: str
    said: str
    address: str
    page_id: str = ""
    problems: list[str] = field(default_factory=list)


def rules_of(definition: Definition, process: Process) -> list[Rule]:
    """Return the rules in reading order, those of the whole process last."""
    problems: dict[str, list[str]] = {}
    for finding in condition_findings(definition):
        problems.setdefault(finding.at or finding.pointer, []).append(finding_sentence(finding))
    return [
        *_of_nodes(definition, process, problems),
        *_of_constraints(definition, process),
        *_of_room(definition, process, "fees", _("Gebühr")),
        *_of_room(definition, process, "routing", _("Weiterleitung")),
    ]


def _of_nodes(
    definition: Definition, process: Process, problems: dict[str, list[str]]
) -> Iterator[Rule]:
    for placed in walk(definition):
        condition = placed.node.get("show_when")
        if condition is None:
            continue
        said = sentence(condition, definition, language_here())
        yield Rule(
            label_of(placed.node) or placed.node_id,
            kind_name(placed.node["kind"]),
            _("wird gezeigt, wenn %(condition)s") % {"condition": said},
            reverse("studio:rule", args=[process.pk, placed.node_id]),
            placed.page_id,
            problems.get(placed.node_id, []),
        )


def _of_constraints(definition: Definition, process: Process) -> Iterator[Rule]:
    for number, constraint in enumerate(definition.get("constraints", [])):
        name = str(constraint.get("id", number))
        yield Rule(
            constraint["message"],
            _("Prüfregel"),
            _constraint_said(definition, constraint.get("rule")),
            reverse("studio:constraint", args=[process.pk, name]),
        )


def _constraint_said(definition: Definition, rule: dict[str, Any] | None) -> str:
    if rule is None:
        return _("wird gemeldet, wenn die Antworten zusammen nicht passen")
    must = sentence(rule["then"], definition, language_here())
    if "if" not in rule:
        return _("Es muss stimmen: %(must)s.") % {"must": must}
    given = sentence(rule["if"], definition, language_here())
    return _("Wenn %(given)s, muss stimmen: %(must)s.") % {"given": given, "must": must}


def _of_room(definition: Definition, process: Process, room: str, what: str) -> Iterator[Rule]:
    address = reverse("studio:afterwards", args=[process.pk])
    for number, item in enumerate(definition.get(room, []), start=1):
        if "when" not in item:
            continue
        said = sentence(item["when"], definition, language_here())
        yield Rule(
            _name_of(definition, room, item, number),
            what,
            _("gilt, wenn %(condition)s") % {"condition": said},
            address,
        )


def _name_of(definition: Definition, room: str, item: dict[str, Any], number: int) -> str:
    if room == "fees":
        return str(item["label"])
    roles = definition.get("roles", {})
    names = [str(roles.get(key, {}).get("label", key)) for key in item["to"]]
    return _("%(number)s. an %(roles)s") % {"number": number, "roles": ", ".join(names)}
