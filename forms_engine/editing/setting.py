"""Changes what a node or the process says: its words, its rules, its kind, its technical name."""

import re
from typing import Any, Final

from forms_engine.definition import STRUCTURE, Definition, Node, answer_paths, label_of
from forms_engine.editing.changes import Changes
from forms_engine.editing.leaning import leaning_on
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.moving import newly_broken
from forms_engine.editing.placing import (
    around_answers,
    free_key,
    key_from,
    name_of,
    needs_key,
    node_of,
    parents_of,
)
from forms_engine.editing.registry import Done, command, run
from forms_engine.errors import Message
from forms_engine.kinds import KINDS

UNSAID: Final = object()
_ATTRIBUTES: Final = frozenset(
    {
        "label", "title", "summary", "text", "help", "placeholder", "unit", "required", "schema",
        "show_when", "purpose", "autocomplete", "default", "parts", "part_schemas", "accept",
        "max_size", "max_count", "value", "calculate", "as", "widget", "block",
    }
)  # fmt: skip
_ROOT: Final = frozenset(
    {
        "title", "summary", "description", "category", "keywords", "needs", "legal_basis",
        "service_keys", "duration_minutes", "processing_days", "identification", "retention",
        "schema", "languages",
    }
)  # fmt: skip
# False and no text mean something there.
_KEPT_EMPTY: Final = frozenset({"required", "value", "default"})
_OF_ONE: Final = frozenset({"changed", "options", "kind_changed"})
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,99}\Z")
_MOST_COMMANDS: Final = 1000
# What only some kinds know; it goes when a question becomes another kind.
_OF_KINDS: Final = {
    "options": {"choice", "choices"},
    "parts": {"address", "person"},
    "part_schemas": {"address", "person"},
    "accept": {"file"},
    "max_size": {"file"},
    "max_count": {"file"},
    "value": {"const"},
    "calculate": {"calculated"},
    "as": {"calculated"},
    "text": {"note"},
    "unit": {"number", "integer", "money", "text"},
    "placeholder": {"text", "longtext", "email", "phone", "number", "integer"},
}


@command("set")
def set_attribute(
    definition: Definition,
    *,
    node: str,
    attribute: str,
    value: Any,
    was: Any = UNSAID,
    keep_key: bool = False,
) -> Done:
    """
    Change one attribute of a node; an empty value takes it away.

    :param was: what stood there when the person began; something else now is a conflict.
    :param keep_key: leave the technical name although it was made of the label.
    """
    before = node_of(definition, node)
    if attribute not in _ATTRIBUTES:
        raise refusal("arguments", name="set", problem=attribute[:80])
    _check_was(before.get(attribute), was, value, name_of(definition, node))
    changes = Changes(definition)
    path = ("nodes", node, attribute)
    is_title = attribute == "title" and before["kind"] in STRUCTURE
    if is_title or (attribute in _KEPT_EMPTY and value is not None):
        changes.put(*path, value="" if value is None else value)
    else:
        changes.put_or_drop(*path, value=value)
    if attribute in {"label", "title"} and not keep_key:
        _follow_with_key(changes, node, before)
    if attribute == "show_when":
        broken = [
            each for each in newly_broken(definition, changes.document) if each.level == "error"
        ]
        if broken:
            raise refusal("breaks_rules", what=broken[0].text, findings=tuple(broken))
    return Done(
        changes, said("changed", name=name_of(changes.document, node), what=attribute), node
    )


def _check_was(now: Any, was: Any, wanted: Any, name: str) -> None:
    """Refuse to write over what somebody else wrote meanwhile; empty and absent are the same."""
    if was is UNSAID or (now or None) == (was or None) or (now or None) == (wanted or None):
        return
    raise refusal("changed_meanwhile", name=name, now=now)


def _follow_with_key(changes: Changes, node_id: str, before: Node) -> None:
    """Make the technical name anew where it was made of the label before."""
    key = before.get("key")
    if not key or not needs_key(before):
        return
    derived = key_from(label_of({**before, "key": ""}))
    if re.sub(r"_[0-9]+\Z", "", key) != derived and key != derived:
        return
    definition = changes.document
    if leaning_on_key(definition, node_id):
        return
    into = parents_of(definition).get(node_id, "")
    wanted = key_from(label_of({**definition["nodes"][node_id], "key": ""}))
    fresh = free_key(definition, wanted, into=into, node_id=node_id)
    changes.put("nodes", node_id, "key", value=fresh)


def leaning_on_key(definition: Definition, node_id: str) -> bool:
    """Say whether texts or constraints name the answer of a node by its technical name."""
    return any(each.code == "leans_by_key" for each in leaning_on(definition, [node_id]))


@command("set_process")
def set_process(definition: Definition, *, attribute: str, value: Any, was: Any = UNSAID) -> Done:
    """Change what the process says of itself; an empty value takes it away."""
    if attribute not in _ROOT:
        raise refusal("arguments", name="set_process", problem=attribute[:80])
    _check_was(definition.get(attribute), was, value, str(definition["title"]))
    changes = Changes(definition)
    changes.put_or_drop(attribute, value=value)
    return Done(changes, said("changed_process", what=attribute))


@command("set_kind")
def set_kind(definition: Definition, *, node: str, kind: str) -> Done:
    """Make another kind of question of it; what the new kind does not know is left out."""
    before = node_of(definition, node)
    if kind not in KINDS or before["kind"] not in KINDS:
        raise refusal("unknown_kind", kind=kind[:80])
    if not KINDS[kind].has_value and (leaning := leaning_on(definition, [node])):
        name = name_of(definition, node)
        raise refusal("leans_on", name=name, what=leaning[0].text, findings=tuple(leaning))
    after = {
        name: value
        for name, value in before.items()
        if kind in _OF_KINDS.get(name, {kind}) and name not in {"schema", "default"}
    }
    after["kind"] = kind
    if kind in {"choice", "choices"}:
        after.setdefault("options", [])
    if not KINDS[kind].has_value:
        after.pop("key", None)
        after.pop("required", None)
    elif "key" not in after:
        into = parents_of(definition).get(node, "")
        after["key"] = free_key(definition, key_from(label_of(after)), into=into, node_id=node)
    changes = Changes(definition)
    changes.put("nodes", node, value=after)
    return Done(changes, said("kind_changed", name=name_of(definition, node), kind=kind), node)


@command("set_key")
def set_key(definition: Definition, *, node: str, key: str) -> Done:
    """Give the answer another technical name; texts that name it follow."""
    before = node_of(definition, node)
    if not _KEY.match(key):
        raise refusal("key_form")
    into = parents_of(definition).get(node, "")
    if (others := _holders(definition, key, into, node)) and before["kind"] not in {
        "page",
        "group",
    }:
        raise refusal("key_taken", key=key, name=name_of(definition, others[0]))
    if any(
        each.code == "leans_by_key" and each.pointer.startswith("/constraints")
        for each in leaning_on(definition, [node])
    ):
        raise refusal("leans_on", name=name_of(definition, node), what="")
    changes = Changes(definition)
    old = answer_paths(definition)[node]
    changes.put("nodes", node, "key", value=key)
    _rename_holes(changes, old, answer_paths(changes.document)[node])
    return Done(changes, said("changed", name=name_of(definition, node), what="key"), node)


def _holders(definition: Definition, key: str, into: str, node_id: str) -> list[str]:
    paths = answer_paths(definition)
    wanted = (*around_answers(definition, paths, into), key)
    return [each for each, path in paths.items() if path == wanted and each != node_id]


def _rename_holes(changes: Changes, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    if "*" in old:
        return
    pattern = re.compile(rf"(\{{\{{\s*answers\.){re.escape('.'.join(old))}(?=[.\s}}])")

    def renamed(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(rf"\g<1>{'.'.join(new)}", value)
        if isinstance(value, dict):
            return {name: renamed(each) for name, each in value.items()}
        return [renamed(each) for each in value] if isinstance(value, list) else value

    for room in ("notices", "fees", "texts", "nodes", "constraints"):
        if room in {"nodes", "texts"}:
            for name, inner in list(changes.document.get(room, {}).items()):
                changes.put(room, name, value=renamed(inner))
        elif room in changes.document:
            changes.put(room, value=renamed(changes.document[room]))


@command("several")
def several(definition: Definition, *, commands: list[dict[str, Any]]) -> Done:
    """Carry out commands one after the other, as one edit that is taken back at once."""
    if not commands or len(commands) > _MOST_COMMANDS:
        raise refusal("nothing_changed")
    together = Changes(definition)
    lines, selected = [], ""
    for each in commands:
        name, arguments = each.get("name"), each.get("arguments")
        if not isinstance(name, str) or name == "several" or not isinstance(arguments, dict):
            raise refusal("unknown_command", name=str(name)[:80])
        done = run(together.document, name, arguments)
        together.document = done.changes.document
        together.patch += done.changes.patch
        selected = done.selected or selected
        lines.append(done.said)
    return Done(together, _said_together(lines), selected)


def _said_together(lines: list[Message]) -> Message:
    """Say several edits in one line; those of one node name it."""
    if len(lines) == 1:
        return lines[0]
    names = {str(line.params.get("name")) for line in lines}
    if len(names) == 1 and all(line.code in _OF_ONE for line in lines):
        return said("changed_much", name=names.pop(), count=len(lines))
    return said("several", count=len(lines))
