"""Puts together what the layouts of a form say, and names the dialect."""

import re
from typing import Any

from forms_engine.importing.hints import Layout
from forms_engine.importing.layout_embedded import read_sections
from forms_engine.importing.layout_json_forms import JsonForms
from forms_engine.importing.layout_rjsf import read_rjsf
from forms_engine.importing.recognising import Form
from forms_engine.importing.report import Journal


def layout_of(form: Form, journal: Journal) -> tuple[Layout, str]:
    """Return the layout of a form and the name of its dialect."""
    layout = Layout()
    schema = form.main.value
    dialect = "json-schema"
    if is_bratislava(schema):
        dialect = "bratislava"
    if form.json_forms:
        dialect = "json-forms"
        JsonForms(layout, journal.in_file(form.json_forms.file)).read(form.json_forms.value)
    elif form.rjsf:
        dialect = "rjsf"
        read_rjsf(form.rjsf.value, layout, journal.in_file(form.rjsf.file))
    else:
        read_sections(schema, layout)
    for part in form.unknown:
        journal.in_file(part.file).lost("part-not-read", "", name=part.file)
    if form.meta and isinstance(form.meta.value.get("title"), str):
        layout.title = form.meta.value["title"]
    return layout, dialect


def is_bratislava(schema: Any) -> bool:
    """Say whether a schema is a municipal form of Bratislava: steps in `allOf`, `baUiSchema`."""
    if not isinstance(schema, dict) or not isinstance(schema.get("allOf"), list):
        return False
    return "properties" not in schema and _mentions(schema, "baUiSchema")


def _mentions(value: Any, key: str) -> bool:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if key in each:
                return True
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return False


def uses_steps(form: Form) -> bool:
    """Say whether each object at the top of the answers is a page of its own."""
    return is_bratislava(form.main.value)


def title_of(form: Form) -> str:
    """Return a title from the name of the file or its folder, for a form that has none."""
    parts = [part for part in re.split(r"[\\/]", form.name) if part]
    stem = parts[-1].rsplit(".json", 1)[0] if parts else ""
    if stem in {"schema", "definition", "form"} and len(parts) > 1:
        stem = parts[-2]
    words = re.sub(r"[-_.]+", " ", stem).strip()
    return (words[:1].upper() + words[1:])[:200] or "Formular"
