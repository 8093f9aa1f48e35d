"""Writes the JSON Forms UI schema: Categorization, Category, Group, Control, with rules."""

from typing import Any

from forms_engine.compiling.placing import Entry
from forms_engine.conditions.expanding import as_schema, levels

UiSchema = dict[str, Any]


def lay_out(entries: dict[str, Entry]) -> UiSchema:
    """Return a Categorization with one Category for each page that this city shows."""
    pages = [entry for entry in entries.values() if entry.parent_id is None]
    categories = [
        _ruled({"type": "Category", "label": _label(page)}, page, entries)
        | {"elements": _elements(page, entries)}
        for page in pages
        if page.condition is not False
    ]
    return {"type": "Categorization", "elements": categories}


def _elements(around: Entry, entries: dict[str, Entry]) -> list[UiSchema]:
    return [
        _element(child, entries)
        for child in around.children
        if child.condition is not False and not (child.kind and child.kind.is_hidden)
    ]


def _element(entry: Entry, entries: dict[str, Entry]) -> UiSchema:
    if entry.is_list:
        control: UiSchema = {"type": "Control", "scope": _scope(entry), "label": _label(entry)}
        if entry.bare_child is None:
            detail = {"type": "VerticalLayout", "elements": _elements(entry, entries)}
            control["options"] = {"detail": detail}
        return _ruled(control, entry, entries)
    if entry.kind is None:
        group: UiSchema = {"type": "Group", "label": _label(entry)}
        return _ruled(group, entry, entries) | {"elements": _elements(entry, entries)}
    if not entry.kind.has_value:
        text = str(entry.node.get("text") or entry.node.get("help") or _label(entry))
        return _ruled({"type": "Label", "text": text}, entry, entries)
    field: UiSchema = {"type": "Control", "scope": _scope(entry), "label": _label(entry)}
    options = _options(entry)
    if options:
        field["options"] = options
    return _ruled(field, entry, entries)


def _options(entry: Entry) -> dict[str, Any]:
    options: dict[str, Any] = {"kind": entry.node["kind"]}
    if entry.node["kind"] == "longtext":
        options["multi"] = True
    if entry.node["kind"] == "choice":
        options["format"] = "radio"
    if entry.node.get("placeholder"):
        options["placeholder"] = entry.node["placeholder"]
    return options


def _scope(entry: Entry) -> str:
    steps = (key.replace("~", "~0").replace("/", "~1") for key in entry.path)
    return "#" + "".join(f"/properties/{step}" for step in steps)


def _label(entry: Entry) -> str:
    return str(entry.node.get("label") or entry.node.get("title") or entry.key)


def _ruled(element: UiSchema, entry: Entry, entries: dict[str, Entry]) -> UiSchema:
    """Add the rule; one that asks outside its own row cannot be said in JSON Forms."""
    condition = entry.condition
    if isinstance(condition, bool):
        return element
    if levels(condition, lambda node_id: entries[node_id].level) - {entry.level}:
        return element
    schema = as_schema(condition, lambda node_id: entries[node_id].path)
    return {
        **element,
        "rule": {"effect": "SHOW", "condition": {"scope": "#", "schema": schema}},
    }
