"""Works out when a property must be there and when it must not, and writes it as if/then/else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from forms_engine.compiling.placing import Entry
from forms_engine.conditions import Folded
from forms_engine.conditions.expanding import answered, as_schema, first_question, levels
from forms_engine.conditions.reading import joined

Schema = dict[str, Any]
Path = tuple[str, ...]
Entries = dict[str, Entry]


@dataclass(slots=True)
class Rule:
    """What one condition decides for the properties of one level."""

    condition: Folded
    list_ids: tuple[str, ...]
    required: list[Path] = field(default_factory=list)
    hidden: list[Path] = field(default_factory=list)


class Rules:
    """All rules of a definition, found from the placed nodes."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        # Pages and groups may share an object by having the same key at the same place.
        self.sharing: dict[tuple[tuple[str, ...], Path], list[Entry]] = {}
        for entry in entries.values():
            if entry.is_object:
                self.sharing.setdefault((entry.list_ids, entry.path), []).append(entry)

    def shares(self, entry: Entry) -> bool:
        """Say whether other pages or groups put their answers into the same object."""
        return len(self.sharing.get((entry.list_ids, entry.path), ())) > 1

    def shown_when(self, entry: Entry) -> Folded:
        """Return when a property may be there, given that the object around it is there."""
        conditions = [entry.condition]
        around = self.entries.get(entry.parent_id) if entry.parent_id else None
        while around is not None and not around.is_list:
            if around.is_object and not self.shares(around):
                break
            conditions.append(around.condition)
            around = self.entries.get(around.parent_id) if around.parent_id else None
        return joined("all", conditions)

    def needed_when(self, entry: Entry) -> Folded:
        """Return when something has to be there, given that it is shown."""
        stated = entry.node.get("required")
        if entry.kind is not None:
            return bool(stated)
        if isinstance(stated, bool) and (entry.is_list or entry.is_object):
            return stated
        if entry.is_list:
            schema = entry.node.get("schema")
            return isinstance(schema, dict) and bool(schema.get("minItems"))
        inner = [
            joined("all", [child.condition, self.needed_when(child)]) for child in entry.children
        ]
        return joined("any", inner)

    def found(self) -> list[Rule]:
        """Return one rule for each condition and level, in reading order."""
        rules: dict[tuple[tuple[str, ...], str], Rule] = {}

        def rule(condition: Folded, entry: Entry) -> Rule:
            name = (entry.list_ids, repr(condition))
            return rules.setdefault(name, Rule(condition, entry.list_ids))

        done: set[tuple[tuple[str, ...], Path]] = set()
        for entry in self.entries.values():
            place = (entry.list_ids, entry.path)
            if not entry.has_value or entry.is_bare or place in done:
                continue
            done.add(place)
            owners = self.sharing.get(place, [entry]) if entry.is_object else [entry]
            shown = joined("any", [self.shown_when(each) for each in owners])
            needed = joined(
                "any",
                [joined("all", [self.shown_when(e), self.needed_when(e)]) for e in owners],
            )
            if shown is not True:
                rule(shown, entry).hidden.append(entry.path)
            if needed is not False:
                rule(needed, entry).required.append(entry.path)
        return list(rules.values())

    def written(self, rule: Rule) -> tuple[int, Schema]:
        """Return the level at which a rule can be decided, and its schema there."""
        level = len(rule.list_ids)
        asked = levels(rule.condition, self._level_of)
        start = min(asked, default=level)
        yes = fragment(rule.required, is_required=True)
        no = fragment(rule.hidden, is_required=False)
        return start, self._decide(rule.condition, start, rule.list_ids, (yes, no))

    def _decide(
        self,
        condition: Folded,
        level: int,
        list_ids: tuple[str, ...],
        outcome: tuple[Schema, Schema],
    ) -> Schema:
        deepest = len(list_ids)
        if isinstance(condition, bool):
            result = outcome[0] if condition else outcome[1]
            return self._in_rows(result, list_ids[level:]) if result else {}
        question = first_question(condition, level, self._level_of)
        if question is None:
            if level >= deepest:
                return {}
            inner = self._decide(condition, level + 1, list_ids, outcome)
            return self._in_rows(inner, list_ids[level : level + 1]) if inner else {}
        schema: Schema = {"if": as_schema(question, self._path_of)}
        for word, by in (("then", True), ("else", False)):
            rest = answered(condition, question, by=by)
            if branch := self._decide(rest, level, list_ids, outcome):
                schema[word] = branch
        return schema if len(schema) > 1 else {}

    def _in_rows(self, schema: Schema, list_ids: Iterable[str]) -> Schema:
        for list_id in reversed(list(list_ids)):
            schema = nested(self.entries[list_id].path, {"items": schema})
        return schema

    def _level_of(self, node_id: str) -> int:
        return self.entries[node_id].level

    def _path_of(self, node_id: str) -> Path:
        return self.entries[node_id].path


def nested(path: Path, schema: Any) -> Any:
    """Apply a schema to the value at a path of keys."""
    for key in reversed(path):
        schema = {"properties": {key: schema}}
    return schema


def fragment(paths: list[Path], *, is_required: bool) -> Schema:
    """Write that the properties at these paths must be there, or must not."""
    schema: Schema = {}
    for path in sorted(paths, key=len):
        at: Any = schema
        for key in path[:-1]:
            at = at.setdefault("properties", {}).setdefault(key, {})
            if at is False:
                break
        if at is False:
            continue
        if is_required:
            at.setdefault("required", []).append(path[-1])
        else:
            at.setdefault("properties", {})[path[-1]] = False
    return schema
