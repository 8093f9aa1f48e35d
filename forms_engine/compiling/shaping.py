"""Writes the plain JSON Schema that alone decides whether answers are valid."""

from typing import Any

from forms_engine.compiling.placing import Entry
from forms_engine.compiling.ruling import Rules
from forms_engine.definition import Definition
from forms_engine.kinds import value_schema

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Their presence makes a schema's references its own business.
_OWN = frozenset({"$anchor", "$dynamicAnchor", "$dynamicRef", "$id", "$defs", "definitions"})


class Shapes:
    """The objects of the answers: the whole, the object of a group, the row of a list."""

    def __init__(self, definition: Definition, entries: dict[str, Entry]) -> None:
        self.definition = definition
        self.entries = entries
        self.rules = Rules(entries)
        self.shared_definitions = frozenset(definition.get("schema", {}).get("$defs", {}))
        # By the lists around and the keys inside the innermost row.
        self.objects: dict[tuple[tuple[str, ...], tuple[str, ...]], Schema] = {}
        self.first_constraint = 0

    def whole(self) -> Schema:
        """Return the schema of the whole answers."""
        root = self._object((), ())
        self._join(root, self.definition.get("schema", {}))
        for entry in self.entries.values():
            self._add(entry)
        self._apply_rules()
        members = root.setdefault("allOf", [])
        self.first_constraint = len(members)
        for position, constraint in enumerate(self.definition.get("constraints", [])):
            name = f"urn:rathaus:constraint:{position}"
            members.append(self._embedded(constraint["schema"], name))
        if not members:
            del root["allOf"]
        head = {"$schema": _DIALECT, "title": self.definition.get("title", "")}
        return {**head, **root}

    def _object(self, list_ids: tuple[str, ...], path: tuple[str, ...]) -> Schema:
        place = (list_ids, path)
        if place not in self.objects:
            self.objects[place] = {
                "type": "object",
                "properties": {},
                "additionalProperties": False,
            }
            if path:
                owner = self._object(list_ids, path[:-1])
                owner["properties"][path[-1]] = self.objects[place]
        return self.objects[place]

    def _join(self, target: Schema, own: Any) -> None:
        if not isinstance(own, dict):
            return
        for keyword, value in own.items():
            if keyword == "properties":
                target["properties"] = {**value, **target["properties"]}
            elif keyword in {"required", "allOf"}:
                target.setdefault(keyword, []).extend(value)
            elif keyword != "$schema":
                target[keyword] = value

    def _add(self, entry: Entry) -> None:
        if not entry.has_value or entry.is_bare:
            if entry.kind is None and entry.parent_id is None:
                self._join(self._object((), ()), entry.node.get("schema"))
            return
        if entry.is_object:
            self._join(self._object(entry.list_ids, entry.path), entry.node.get("schema"))
            return
        owner = self._object(entry.list_ids, entry.path[:-1])
        owner["properties"][entry.path[-1]] = (
            self._list(entry)
            if entry.is_list
            else _described(
                self._embedded(value_schema(entry.node), f"urn:rathaus:node:{entry.node_id}"), entry
            )
        )

    def _list(self, entry: Entry) -> Schema:
        own = entry.node.get("schema")
        schema: Schema = {"type": "array"}
        if isinstance(own, dict):
            schema |= {keyword: value for keyword, value in own.items() if keyword != "items"}
        bare = entry.bare_child
        if bare is not None:
            item = self._embedded(value_schema(bare.node), f"urn:rathaus:node:{bare.node_id}")
            schema["items"] = item
        else:
            row = self._object((*entry.list_ids, entry.node_id), ())
            self._join(row, own.get("items") if isinstance(own, dict) else None)
            schema["items"] = row
        title = entry.node.get("title") or entry.node.get("label")
        return {"title": title, **schema} if title else schema

    def _apply_rules(self) -> None:
        for rule in self.rules.found():
            if rule.condition is True or rule.condition is False:
                self._apply_constant(rule.list_ids, rule.required, rule.hidden, rule.condition)
                continue
            level, schema = self.rules.written(rule)
            if schema:
                target = self._object(rule.list_ids[:level], ())
                target.setdefault("allOf", []).append(schema)

    def _apply_constant(
        self,
        list_ids: tuple[str, ...],
        required: list[tuple[str, ...]],
        hidden: list[tuple[str, ...]],
        decided: object,
    ) -> None:
        if decided is True:
            for path in required:
                names = self._object(list_ids, path[:-1]).setdefault("required", [])
                if path[-1] not in names:
                    names.append(path[-1])
            return
        for path in hidden:
            self._object(list_ids, path[:-1])["properties"][path[-1]] = False

    def _embedded(self, schema: Any, name: str) -> Any:
        """Give a schema that refers to itself a name of its own, so that `#` stays itself."""
        if not isinstance(schema, dict):
            return schema
        schema = {key: value for key, value in schema.items() if key != "$schema"}
        own = "$defs" in schema or "definitions" in schema
        if "$id" not in schema and _refers(schema, frozenset() if own else self.shared_definitions):
            return {"$id": name, **schema}
        return schema


def _described(schema: Any, entry: Entry) -> Any:
    if not isinstance(schema, dict):
        return schema
    words = {
        keyword: entry.node[name]
        for keyword, name in (("title", "label"), ("description", "help"))
        if entry.node.get(name) and keyword not in schema
    }
    return {**words, **schema}


def _refers(schema: Any, shared: frozenset[str]) -> bool:
    waiting = [schema]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            if not _OWN.isdisjoint(each):
                return True
            reference = each.get("$ref")
            if isinstance(reference, str) and reference.startswith("#"):
                start, _, rest = reference.partition("#/$defs/")
                if start or rest.split("/")[0] not in shared:
                    return True
            waiting.extend(each.values())
    return False
