"""Rules over several answers: where one condition holds, another must hold too."""

import secrets
from typing import Any

from forms_engine.conditions import leaves
from forms_engine.definition import Definition, answer_paths, walk
from forms_engine.editing.changes import Changes
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.placing import node_of
from forms_engine.editing.registry import Done, command

Condition = dict[str, Any]


@command("put_constraint")
def put_constraint(
    definition: Definition,
    *,
    must: dict[str, Any],
    message: str,
    given: dict[str, Any] | None = None,
    at: str = "",
    constraint: str = "",
) -> Done:
    """
    Add or change a rule over the answers outside of lists.

    :param given: when the rule counts; always if not said.
    :param at: the question beside which the message is shown.
    :param constraint: the id of the rule that is changed; a new one if empty.
    """
    if not message.strip():
        raise refusal("message_missing")
    if at:
        node_of(definition, at)
    rule: dict[str, Any] = {"then": must} if given is None else {"if": given, "then": must}
    item: dict[str, Any] = {
        "id": constraint or f"c_{secrets.token_hex(4)}",
        "rule": rule,
        "schema": schema_of_rule(definition, rule),
        "message": message.strip(),
    }
    if at:
        item["at"] = at
    before = list(definition.get("constraints", []))
    names = [str(each.get("id", number)) for number, each in enumerate(before)]
    if constraint and constraint not in names:
        raise refusal("no_such_node")
    if constraint:
        before[names.index(constraint)] = item
    changes = Changes(definition)
    changes.put("constraints", value=before if constraint else [*before, item])
    code = "item_changed" if constraint else "item_added"
    return Done(changes, said(code, name=item["message"], what="constraints"))


def schema_of_rule(definition: Definition, rule: dict[str, Any]) -> dict[str, Any]:
    """
    Return the JSON Schema over the whole answers that a rule stands for.

    :raises EditRejected: if it asks for something in a list, or for a value of the city.
    """
    then = _schema(definition, rule["then"])
    return {"if": _schema(definition, rule["if"]), "then": then} if "if" in rule else then


def _schema(definition: Definition, condition: Condition) -> dict[str, Any]:
    lists = {each.node_id: each.list_ids for each in walk(definition)}
    paths = answer_paths(definition)
    for leaf in leaves(condition):
        if leaf.source != "field" or leaf.name not in paths or lists[leaf.name]:
            raise refusal("not_over_answers")
    return _nested(condition, paths)


def _nested(condition: Condition, paths: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    for joint, keyword in (("all", "allOf"), ("any", "anyOf")):
        if joint in condition:
            members = [_nested(each, paths) for each in condition[joint]]
            return {keyword: members} if members else {} if joint == "all" else {"not": {}}
    if "not" in condition:
        return {"not": _nested(condition["not"], paths)}
    schema: Any = condition.get("is", True)
    for key in reversed(paths[condition["field"]]):
        schema = {"properties": {key: schema}, "required": [key]}
    return dict(schema)
