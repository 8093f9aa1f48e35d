"""Asks more for one answer: adds a question or page together with the rule that shows it."""

from typing import Any

from forms_engine.conditions import leaves
from forms_engine.definition import Definition
from forms_engine.editing.adding import add
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.placing import name_of, node_of, order_in, page_of, parents_of
from forms_engine.editing.registry import Done, command


@command("ask_also")
def ask_also(
    definition: Definition,
    *,
    source: str,
    value: Any,
    kind: str,
    label: str,
    id: str = "",  # noqa: A002
) -> Done:
    """
    Add a question behind another one, or a page behind its page, for one of its answers only.

    What was added for other answers before stays before it.
    """
    asked = node_of(definition, source)
    if asked["kind"] not in {"boolean", "choice", "choices", "consent"}:
        raise refusal("wrong_place", name=name_of(definition, source))
    into, after = parents_of(definition).get(source, ""), source
    if kind == "page":
        into, after = "", page_of(definition, source)
    position = _behind(definition, into, after, source)
    done = add(definition, kind=kind, into=into, position=position, label=label, id=id)
    wanted = {"const": value}
    schema = {"contains": wanted} if asked["kind"] == "choices" else wanted
    changes = done.changes
    changes.put("nodes", done.selected, "show_when", value={"field": source, "is": schema})
    return Done(changes, said("asked_also", name=label, source=name_of(definition, source)),
                done.selected)  # fmt: skip


def _behind(definition: Definition, into: str, after: str, source: str) -> int:
    order = order_in(definition, into)
    position = order.index(after) + 1 if after in order else len(order)
    while position < len(order) and _asks(definition, order[position], source):
        position += 1
    return position


def _asks(definition: Definition, node_id: str, source: str) -> bool:
    condition = definition["nodes"][node_id].get("show_when")
    return any(leaf.source == "field" and leaf.name == source for leaf in leaves(condition))
