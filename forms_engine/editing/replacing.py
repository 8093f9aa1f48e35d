"""Replaces the document by another one, as the smallest patch by members."""

from typing import Any

from forms_engine.checking.form import form_findings
from forms_engine.checking.order import order_findings
from forms_engine.definition import Definition
from forms_engine.editing.changes import Changes
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.registry import Done, command

# Maps whose members are changed one by one.
_MAPS = frozenset({"nodes", "texts", "translated_from", "parameters", "roles"})


@command("replace")
def replace(definition: Definition, *, document: dict[str, Any]) -> Done:
    """
    Put another document in the place of this one.

    :raises EditRejected: with all findings if it is not a process.
    """
    return Done(replaced_by(definition, document), said("replaced"))


def replaced_by(definition: Definition, document: dict[str, Any]) -> Changes:
    """
    Return what makes a document the other one.

    :raises EditRejected: with all findings if that is not a process.
    """
    findings = form_findings(document)
    if not any(each.level == "error" for each in findings):
        findings += order_findings(document)
    wrong = tuple(each for each in findings if each.level == "error" and _is_form(each.code))
    if wrong:
        raise refusal("wrong_form", problem=str(wrong[0]), findings=wrong)
    changes = Changes(definition)
    for name in sorted(definition.keys() - document.keys()):
        changes.drop(name)
    for name, value in document.items():
        if name in _MAPS and isinstance(changes.get(name), dict):
            _replace_members(changes, name, value)
        else:
            changes.put(name, value=value)
    return changes


def _is_form(code: str) -> bool:
    """What can be put right in the studio is no reason to refuse."""
    return code != "key_twice"


def _replace_members(changes: Changes, room: str, members: dict[str, Any]) -> None:
    for name in sorted(changes.get(room).keys() - members.keys()):
        changes.drop(room, name)
    for name, value in members.items():
        changes.put(room, name, value=value)
    if not members and changes.get(room) is None:
        changes.put(room, value={})
