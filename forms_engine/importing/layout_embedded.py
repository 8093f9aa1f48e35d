"""Reads layouts that stand inside the schema: sections of vjsf, notes of Bratislava's forms."""

from typing import Any, Final

from forms_engine.importing.hints import Layout, LayoutPage
from forms_engine.importing.keywords import Schema

_SECTIONED: Final = frozenset({"stepper", "tabs", "vertical-tabs", "expansion-panels", "section"})
_DEEPEST: Final = 20


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
        layout = schema.get("baUiSchema")
        if isinstance(layout, dict) and layout.get("ui:field") == "CustomComponents":
            options = layout.get("ui:options", {})
            shown = options.get("customComponents") if isinstance(options, dict) else None
            return "\n".join(_texts(shown)) or "–"
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


def title_inside(schemas: list[Schema]) -> str:
    """Return the title that only the layout gives to an object."""
    for schema in schemas:
        layout = schema.get("baUiSchema")
        options = layout.get("ui:options") if isinstance(layout, dict) else None
        if isinstance(options, dict) and isinstance(options.get("title"), str):
            return str(options["title"])
    return ""
