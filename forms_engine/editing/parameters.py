"""Changes what a city fills in: its parameters, and the roles that its departments take."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from forms_engine.checking.wording import written_texts
from forms_engine.conditions import leaves
from forms_engine.definition import Definition, label_of
from forms_engine.editing.changes import Changes
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.placing import key_from
from forms_engine.editing.registry import Done, command
from forms_engine.editing.rooms import drop_texts, item_label, mark_of
from forms_engine.errors import Finding, Message
from forms_engine.texts import names_used

SENTENCES: Final = {
    "leans_parameter_shown": "“%(name)s” is shown only for certain values of it",
    "leans_parameter_options": "the answers of “%(name)s” come from it",
    "leans_parameter_fee": "the fee “%(name)s” uses it",
    "leans_parameter_routing": "rule %(number)s of the routing uses it",
    "leans_parameter_text": "the text “%(name)s” names it",
    "leans_role": "rule %(number)s of the routing leads there",
}
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
_LONGEST_TEXT: Final = 60


@command("set_parameter")
def set_parameter(
    definition: Definition, *, values: dict[str, Any], parameter: str = "", was: str = ""
) -> Done:
    """
    Change a value that each city sets, or add one where no name is given.

    :param values: attributes; null takes `help`, `schema` away, and `default` where `has_default`
        is false.
    :param was: its `mark_of` when the person began; another one now is a conflict.
    """
    values = dict(values)
    if not values.pop("has_default", True):
        values["default"] = _NOTHING
    return _set(definition, "parameters", parameter, values, was)


@command("set_role")
def set_role(
    definition: Definition, *, values: dict[str, Any], role: str = "", was: str = ""
) -> Done:
    """Change a role that each city gives to a department, or add one where no key is given."""
    return _set(definition, "roles", role, values, was)


@command("remove_parameter")
def remove_parameter(definition: Definition, *, parameter: str) -> Done:
    """
    Remove a value that cities set.

    :raises EditRejected: if something uses it; the findings say what.
    """
    return _remove(definition, "parameters", parameter, leaning_on_parameter(definition, parameter))


@command("remove_role")
def remove_role(definition: Definition, *, role: str) -> Done:
    """
    Remove a role.

    :raises EditRejected: if a routing rule leads there; the findings say which.
    """
    return _remove(definition, "roles", role, leaning_on_role(definition, role))


def leaning_on_role(definition: Definition, role: str) -> list[Finding]:
    """Return which routing rules lead to a role."""
    return [
        _finding("leans_role", f"/routing/{number}", number=number + 1)
        for number, rule in enumerate(definition.get("routing", []))
        if role in rule["to"]
    ]


def leaning_on_parameter(definition: Definition, parameter: str) -> list[Finding]:
    """Return what uses a parameter: conditions, answers, amounts, deadlines and texts."""
    return list(_of_nodes(definition, parameter)) + list(_of_rooms(definition, parameter))


def _of_nodes(definition: Definition, parameter: str) -> Iterator[Finding]:
    for node_id, node in definition["nodes"].items():
        name = label_of(node) or node_id
        if _asks(node.get("show_when"), parameter):
            yield _finding("leans_parameter_shown", f"/nodes/{node_id}", name=name)
        if node.get("options") == {"parameter": parameter}:
            yield _finding("leans_parameter_options", f"/nodes/{node_id}", name=name)


def _of_rooms(definition: Definition, parameter: str) -> Iterator[Finding]:
    for number, fee in enumerate(definition.get("fees", [])):
        factors = fee.get("factors", [])
        figures = [fee["amount"], *(each["times"] for each in factors)]
        whens = [fee.get("when"), *(each.get("when") for each in factors)]
        if {"parameter": parameter} in figures or any(_asks(each, parameter) for each in whens):
            yield _finding("leans_parameter_fee", f"/fees/{number}", name=fee["label"])
    for number, rule in enumerate(definition.get("routing", [])):
        is_due = rule.get("due_days") == {"parameter": parameter}
        if is_due or _asks(rule.get("when"), parameter):
            yield _finding("leans_parameter_routing", f"/routing/{number}", number=number + 1)
    for pointer, text in _texts(definition):
        if f"parameter.{parameter}" in names_used(text):
            short = text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
            yield _finding("leans_parameter_text", pointer, name=_title(definition, pointer, short))


def _texts(definition: Definition) -> Iterable[tuple[str, str]]:
    yield from written_texts(definition)
    for language, texts in definition.get("texts", {}).items():
        for name, text in texts.items():
            yield f"/texts/{language}/{name}", text


def _title(definition: Definition, pointer: str, text: str) -> str:
    """Return what a letter is called, or of any other text its beginning."""
    room, _dot, rest = pointer.partition(".")
    for notice in definition.get("notices", []) if room == "notices" else []:
        if rest.rpartition(".")[0] == notice["key"]:
            return item_label(definition, "notices", notice)
    return text


def _asks(condition: Any, parameter: str) -> bool:
    return any(leaf.source == "parameter" and leaf.name == parameter for leaf in leaves(condition))


def _finding(code: str, pointer: str, **params: Any) -> Finding:
    return Finding("warning", Message(code, SENTENCES[code], params), pointer, pointer)


# --- both rooms --------------------------------------------------------------------------------

_NOTHING: Final = object()


def _set(definition: Definition, room: str, name: str, values: dict[str, Any], was: str) -> Done:
    known = definition.get(room, {})
    before = known.get(name)
    if name and before is None:
        raise refusal("no_such_item")
    after = {**(before or {}), **values}
    after = {
        key: value
        for key, value in after.items()
        if (value not in (None, "") or key == "default") and value is not _NOTHING
    }
    label = str(after.get("label") or "")
    if not label:
        raise refusal("wrong_form", problem="label")
    if was and before is not None and mark_of(before) != was and not _is_same(after, before):
        raise refusal("changed_meanwhile", name=str(before["label"]), now=before)
    changes = Changes(definition)
    changes.put(room, name or _free(known, label), value=after)
    return Done(changes, said("item_changed" if name else "item_added", what=room, name=label))


def _is_same(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _free(known: dict[str, Any], label: str) -> str:
    """Return a free name made of a label: "Steuer je Hund" becomes steuer_je_hund."""
    wanted = key_from(label)
    wanted = wanted if _NAME.match(wanted) else "wert"
    name, number = wanted, 1
    while name in known:
        number += 1
        name = f"{wanted}_{number}"
    return name


def _remove(definition: Definition, room: str, name: str, leaning: list[Finding]) -> Done:
    before = definition.get(room, {}).get(name)
    if before is None:
        raise refusal("no_such_item")
    label = str(before["label"])
    if leaning:
        what = "; ".join(each.text for each in leaning)
        raise refusal("leans_on", name=label, what=what, findings=tuple(leaning))
    changes = Changes(definition)
    changes.drop(room, name)
    drop_texts(changes, f"{room}.{name}.")
    return Done(changes, said("item_removed", what=room, name=label))
