"""What of a field's looks never changes, worked out once for each form and language."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from forms_engine.binding.levels import is_day
from forms_engine.binding.names import DAY_PARTS
from forms_engine.compiling import Compiled, Entry
from forms_engine.conditions import leaves
from forms_engine.definition import label_of, option_name

Plan = dict[str, Any]

# More options are a select: nobody reads a long column of radio buttons.
MOST_RADIOS: Final = 8
_TEMPLATES: Final = {
    "text": "text",
    "map": "text",
    "longtext": "longtext",
    "checkbox": "checkbox",
    "yes_no": "radios",
    "choice": "radios",
    "choices": "checkboxes",
    "date": "date",
    "parts": "parts",
    "file": "file",
    "none": "note",
}
_YES_NO: Final = {"de": ("Ja", "Nein"), "en": ("Yes", "No")}
_TEXTS: Final = ("label", "help", "text")


def plan_of(compiled: Compiled, entry: Entry, language: str) -> Plan:
    """Return the fixed part of what a template needs for a node; shared, never to be changed."""
    name = ("plan", entry.node_id, language)
    if name not in compiled.memory:
        compiled.memory[name] = _plan(compiled, entry, language)
    plan: Plan = compiled.memory[name]
    return plan


def _plan(compiled: Compiled, entry: Entry, language: str) -> Plan:
    node = entry.node
    label = label_of(node)
    if entry.is_bare and not label:
        label = label_of(compiled.entries[entry.list_ids[-1]].node)
    plan: Plan = {
        "node_id": entry.node_id,
        "label": label,
        "help": str(node.get("help") or ""),
        "text": str(node.get("text") or ""),
        "optional": not node.get("required"),
        "decides": entry.node_id in deciding(compiled, entry.page_id),
    }
    if entry.kind is not None:
        widget = entry.kind.widget
        plan["options"] = _options(entry, language)
        plan["widget"] = _TEMPLATES.get(widget, "text")
        if widget == "choice" and len(plan["options"]) > MOST_RADIOS:
            plan["widget"] = "select"
        attributes = entry.kind.attributes(node)
        plan["suffix"] = attributes.pop("suffix", "")
        plan["attributes"] = written(attributes)
        plan["parts"] = _parts(entry, language)
        if widget == "date":
            plan["days"] = _days(attributes.get("autocomplete", ""))
    else:
        plan["widget"] = "list" if entry.is_list else "group"
    plan["template"] = f"pieces/fields/{plan['widget']}.html"
    plan["holes"] = tuple(name for name in _TEXTS if "{{" in plan[name])
    return plan


def _options(entry: Entry, language: str) -> list[dict[str, str]]:
    assert entry.kind is not None
    if entry.kind.widget == "yes_no":
        yes, no = _YES_NO.get(language, _YES_NO["en"])
        return [{"value": "true", "label": yes}, {"value": "false", "label": no}]
    options = entry.node.get("options")
    if not isinstance(options, list):
        return []
    return [
        {
            "value": option_name(option["value"]),
            "label": str(option.get("label", option["value"])),
            "help": str(option.get("help") or ""),
        }
        for option in options
    ]


def _parts(entry: Entry, language: str) -> list[Plan]:
    assert entry.kind is not None
    return [
        {
            "key": part.key,
            "label": part.label(language),
            "optional": not part.required,
            "is_day": is_day(part),
            "days": _days(part.attributes.get("autocomplete", "")) if is_day(part) else [],
            "attributes": written(part.attributes),
        }
        for part in entry.kind.parts(entry.node)
    ]


def _days(autocomplete: str) -> list[Plan]:
    is_birthday = autocomplete == "bday"
    return [
        {
            "key": part,
            "attributes": written({"autocomplete": f"bday-{part}"} if is_birthday else {}),
            "size": "4" if part == "year" else "2",
        }
        for part in DAY_PARTS
    ]


def written(attributes: Mapping[str, str]) -> SafeString:
    """Write HTML attributes, a space before each."""
    return format_html_join("", ' {}="{}"', attributes.items())


def deciding(compiled: Compiled, page_id: str) -> frozenset[str]:
    """Return the fields of a page whose answers decide what else is seen on it."""
    name = ("deciding", page_id)
    if name not in compiled.memory:
        compiled.memory[name] = frozenset(
            leaf.name
            for entry in compiled.entries.values()
            if entry.page_id == page_id and entry.node_id != page_id
            for leaf in leaves(entry.condition)
        )
    found: frozenset[str] = compiled.memory[name]
    return found
