"""Reads layouts that stand inside the schema: sections of vjsf, notes of Bratislava's forms."""

from typing import Any, Final

from forms_engine.importing.hints import Layout, LayoutPage
from forms_engine.importing.keywords import Schema, pointer

_SECTIONED: Final = frozenset({"stepper", "tabs", "vertical-tabs", "expansion-panels", "section"})
_DEEPEST: Final = 20
_HELPS: Final = ("description", "helptext", "helptextHeader")
_READ: Final = frozenset({"ui:widget", "ui:options", "ui:field", "ui:fieldReplacesAnyOrOneOf"})
# What is read, and what only says how wide, how large or in which direction it is drawn.
_OPTIONS_READ: Final = frozenset(
    {
        *_HELPS, "title", "placeholder", "accept", "checkboxLabel", "enumMetadata", "inputType",
        "belowComponents", "customComponents", "stepperTitle", "stepQueryParam",
        "descriptionMarkdown", "helptextMarkdown",
        "selfColumn", "variant", "size", "orientations", "objectDisplay", "type", "slotId",
    }
)  # fmt: skip


def read_sections(schema: Any, layout: Layout) -> None:
    """Make a page of each titled section of a schema that is laid out in steps or tabs."""
    if not isinstance(schema, dict) or not isinstance(schema.get("allOf"), list):
        return
    sections = [each for each in schema["allOf"] if isinstance(each, dict)]
    stated = str(schema.get("x-display", "")) in _SECTIONED or str(schema.get("layout", ""))
    if not stated or "properties" in schema or "$ref" in str(schema["allOf"])[:100_000]:
        return
    for section in sections:
        title = section.get("title")
        page = LayoutPage(title if isinstance(title, str) and title else "Angaben")
        described = section.get("description")
        page.summary = described if isinstance(described, str) else ""
        page.content = [(key,) for key in _keys(section, 0)]
        if page.content:
            layout.pages.append(page)


def _keys(section: dict[str, Any], depth: int) -> list[str]:
    properties = section.get("properties")
    keys = list(properties) if isinstance(properties, dict) else []
    inner = section.get("allOf")
    if isinstance(inner, list) and depth < _DEEPEST:
        for each in inner:
            if isinstance(each, dict):
                keys += [key for key in _keys(each, depth + 1) if key not in keys]
    return keys


def note_of(schemas: list[Schema]) -> str | None:
    """Return the text of a property that only shows something and has no answer."""
    for schema in schemas:
        if _layout(schema).get("ui:field") == "CustomComponents":
            return "\n".join(_texts(_options(schema).get("customComponents"))) or "–"
    return None


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("title"), str) and isinstance(value.get("href"), str):
        return [f"{value['title']}: {value['href']}"]
    found = [
        value[key]
        for key in ("title", "message", "text", "content")
        if isinstance(value.get(key), str)
    ]
    for key in ("props", "links", "children"):
        found += _texts(value.get(key))
    return found


def option_inside(schemas: list[Schema], name: str) -> str:
    """Return a text among the `ui:options` of Bratislava's forms, or ""."""
    for schema in schemas:
        value = _options(schema).get(name)
        if isinstance(value, str):
            return value
    return ""


def title_inside(schemas: list[Schema]) -> str:
    """Return the title that only the layout gives to an object."""
    return option_inside(schemas, "title")


def widget_inside(schemas: list[Schema]) -> str:
    """Return the widget that the layout inside the schema wants, or ""."""
    named = (_layout(schema).get("ui:widget") for schema in schemas)
    return next((name for name in named if isinstance(name, str)), "")


def help_inside(schemas: list[Schema]) -> list[str]:
    """Return what the layout explains about a question, links below it included."""
    texts = []
    for schema in schemas:
        options = _options(schema)
        texts += [options.get(name) for name in _HELPS]
        texts += _texts(options.get("belowComponents"))
    return [text for text in texts if isinstance(text, str)]


def unread_inside(schemas: list[Schema]) -> list[tuple[str, str]]:
    """Return name and place of what the layout says beyond looks and that has no native form."""
    found = []
    for schema in schemas:
        layout, options = _layout(schema), _options(schema)
        if not layout:
            continue
        here = pointer(schema.at, "baUiSchema")
        found += [(name, pointer(here, name)) for name in layout if name not in _READ]
        inside = pointer(here, "ui:options")
        found += [(name, pointer(inside, name)) for name in options if name not in _OPTIONS_READ]
    return found


def _layout(schema: Schema) -> dict[str, Any]:
    layout = schema.get("baUiSchema")
    return layout if isinstance(layout, dict) else {}


def _options(schema: Schema) -> dict[str, Any]:
    options = _layout(schema).get("ui:options")
    return options if isinstance(options, dict) else {}
